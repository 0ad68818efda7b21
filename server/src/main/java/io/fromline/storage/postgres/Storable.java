package io.fromline.storage.postgres;

import io.fromline.submission.SubmissionStore.Entry;
import io.fromline.submission.SubmissionStore.Terms;
import io.fromline.submission.SubmissionStore.Write;
import io.fromline.tenant.TenantId;

/** A write made ready by whoever asked for it, so that the commit has less to do. */
record Storable(Write write, MessageColumns message) {

    static Storable of(Write write) {
        return new Storable(write, MessageColumns.of(write.entry().content().message()));
    }

    TenantId tenant() {
        return write.tenant();
    }

    Entry entry() {
        return write.entry();
    }

    Terms terms() {
        return write.terms();
    }
}
