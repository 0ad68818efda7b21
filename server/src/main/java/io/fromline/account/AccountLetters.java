package io.fromline.account;

import io.fromline.mail.Mailbox;
import io.fromline.platform.PublicUrl;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.fromline.text.Catalogue;
import io.fromline.text.Letter;
import java.util.Locale;
import java.util.Map;

/** The mails about accounts, in the reader's language: invitations and links to a new password. */
public final class AccountLetters {

    private final SystemMail mail;
    private final Catalogue catalogue;
    private final TenantStore tenants;
    private final PublicUrl publicUrl;

    public AccountLetters(SystemMail mail, Catalogue catalogue, TenantStore tenants, PublicUrl publicUrl) {
        this.mail = mail;
        this.catalogue = catalogue;
        this.tenants = tenants;
        this.publicUrl = publicUrl;
    }

    /** False when the platform cannot send mail yet. */
    boolean invitation(Account account, Links.Issued link) {
        return send(account, "mail.invitation", "/welcome/" + link.token());
    }

    /** False when the platform cannot send mail yet. */
    boolean reset(Account account, Links.Issued link) {
        return send(account, "mail.reset", "/reset/" + link.token());
    }

    private boolean send(Account account, String letter, String page) {
        Locale language = language(account);
        Map<String, Object> arguments = Map.of("name", nameOf(account.owner()), "email", account.email());
        Letter written = Letter.of(catalogue, language, letter, arguments, publicUrl.page(page));
        SystemMail.Content content = new SystemMail.Content(written.subject(), written.plain(), written.html());
        return mail.send(account.owner(), SystemMail.Kind.ACCOUNT, Mailbox.of(account.email()), content);
    }

    private Locale language(Account account) {
        Locale own = account.locale();
        if (own != null) {
            return own;
        }
        return account.owner().isPlatform()
                ? Locale.ENGLISH
                : tenants.find(account.owner()).map(Tenant::locale).orElse(Locale.ENGLISH);
    }

    private String nameOf(TenantId owner) {
        return owner.isPlatform()
                ? "Fromline"
                : tenants.find(owner).map(Tenant::name).orElse("Fromline");
    }
}
