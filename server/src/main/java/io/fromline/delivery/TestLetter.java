package io.fromline.delivery;

import io.fromline.relay.RelaySettings;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.TenantId;

/** Writes what a test message says, in the language of whoever owns the relay. */
@FunctionalInterface
public interface TestLetter {

    SystemMail.Content write(TenantId owner, RelaySettings settings);
}
