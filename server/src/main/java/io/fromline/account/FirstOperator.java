package io.fromline.account;

import io.fromline.platform.PublicUrl;
import io.fromline.tenant.TenantId;
import java.net.URI;
import java.util.Optional;

/** Lets the first person in: as long as there is no operator, each start makes a one-time link for one. */
public final class FirstOperator {

    private final AccountStore accounts;
    private final Links links;
    private final PublicUrl publicUrl;

    public FirstOperator(AccountStore accounts, Links links, PublicUrl publicUrl) {
        this.accounts = accounts;
        this.links = links;
        this.publicUrl = publicUrl;
    }

    /** The link to print at the start; empty when somebody runs the platform already. Links made before stop working. */
    public Optional<URI> link() {
        boolean somebody = accounts.list(TenantId.PLATFORM).stream().anyMatch(Account::active);
        return somebody
                ? Optional.empty()
                : Optional.of(publicUrl.page("/welcome/" + links.firstOperator().token()));
    }
}
