package io.fromline.smtpd;

import io.fromline.mail.submission.Answer;
import io.fromline.mail.submission.Gatekeeper.Client;
import io.fromline.mail.submission.Gatekeeper.Handed;
import io.fromline.submission.HandedIn;
import io.fromline.tenant.StoreUnavailable;
import io.fromline.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the mail of one tenant on one connection; 250 is answered after the commit. */
final class TenantMail implements Client {

    private static final Logger LOG = LoggerFactory.getLogger(TenantMail.class);

    private final TenantDoor door;
    private final TenantId tenant;
    private final String key;

    TenantMail(TenantDoor door, TenantId tenant, String key) {
        this.door = door;
        this.tenant = tenant;
        this.key = key;
    }

    @Override
    public Answer take(Handed handed) {
        try {
            if (!door.mayStillAct(tenant, key)) {
                return Replies.REVOKED;
            }
            var message = new HandedIn(handed.recipients(), handed.bytes());
            return door.replies().of(door.submissions().accept(tenant, message));
        } catch (StoreUnavailable away) {
            LOG.warn("could not accept a message of {}: {}", tenant, away.getMessage());
            return Replies.LATER;
        } catch (RuntimeException broken) {
            LOG.error("could not accept a message of {}", tenant, broken);
            return Replies.LATER;
        }
    }

    @Override
    public void left() {
        door.leave(tenant);
    }
}
