package io.fromline.smtpd;

import io.fromline.account.KeyLogIn;
import io.fromline.mail.submission.Gatekeeper;
import io.fromline.submission.Submissions;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.fromline.text.Catalogue;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets programs in that hand in a tenant's mail by SMTP: user name is the tenant's id, password a key.
 *
 * <p>One tenant has so many connections at once and no more, so that the others find room.
 */
public final class TenantDoor implements Gatekeeper {

    /** The most connections of one tenant at once. */
    public static final int MOST_CONNECTIONS = 50;

    private final KeyLogIn keys;
    private final TenantStore tenants;
    private final Submissions submissions;
    private final Replies replies;
    private final Map<TenantId, Integer> inside = new ConcurrentHashMap<>();

    public TenantDoor(KeyLogIn keys, TenantStore tenants, Submissions submissions, Catalogue catalogue) {
        this.keys = keys;
        this.tenants = tenants;
        this.submissions = submissions;
        this.replies = new Replies(catalogue);
    }

    @Override
    public Admission admit(String user, String password, InetAddress from) {
        return switch (keys.attempt(user, password, from.getHostAddress())) {
            case KeyLogIn.Result.Wrong _ -> new Admission.Turned(Replies.WRONG);
            case KeyLogIn.Result.TooMany _ -> new Admission.Turned(Replies.WAIT);
            case KeyLogIn.Result.Proven(var tenant, var _) -> admit(tenant, password);
        };
    }

    private Admission admit(TenantId tenant, String key) {
        if (tenants.find(tenant).isEmpty()) {
            return new Admission.Turned(Replies.WRONG);
        }
        if (inside.merge(tenant, 1, Integer::sum) > MOST_CONNECTIONS) {
            leave(tenant);
            return new Admission.Turned(Replies.FULL);
        }
        return new Admission.Admitted(new TenantMail(this, tenant, key));
    }

    void leave(TenantId tenant) {
        inside.computeIfPresent(tenant, (_, count) -> count > 1 ? count - 1 : null);
    }

    /** Whether the key is still good: it may be revoked while somebody is logged in with it. */
    boolean mayStillAct(TenantId tenant, String key) {
        return keys.principal(tenant.value(), key).isPresent();
    }

    TenantStore tenants() {
        return tenants;
    }

    Submissions submissions() {
        return submissions;
    }

    Replies replies() {
        return replies;
    }
}
