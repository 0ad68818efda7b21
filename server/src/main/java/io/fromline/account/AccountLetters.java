package io.fromline.account;

import io.fromline.mail.Mailbox;
import io.fromline.platform.PublicUrl;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.fromline.text.Catalogue;
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
        Map<String, Object> arguments =
                Map.of("name", nameOf(account.owner()), "email", account.email(), "link", publicUrl.page(page));
        String subject = catalogue.text(language, letter + ".subject", arguments);
        String intro = catalogue.text(language, letter + ".intro", arguments);
        String button = catalogue.text(language, letter + ".button", arguments);
        String after = catalogue.text(language, letter + ".after", arguments);
        String address = publicUrl.page(page).toString();
        String text = intro + "\n\n" + button + ":\n" + address + "\n\n" + after + "\n";
        SystemMail.Content content =
                new SystemMail.Content(subject, text, html(language, new Letter(intro, button, address, after)));
        return mail.send(account.owner(), SystemMail.Kind.ACCOUNT, Mailbox.of(account.email()), content);
    }

    private record Letter(String intro, String button, String address, String after) {}

    private static String html(Locale language, Letter letter) {
        return """
                <!doctype html><html lang="%s"><body style="margin:0;background:#f4f5f7;font-family:sans-serif;color:#1c1e21">
                <div style="max-width:34rem;margin:0 auto;padding:2rem;background:#ffffff">
                <p style="font-size:16px;line-height:1.5">%s</p>
                <p style="margin:2rem 0"><a href="%s" style="background:#1f5fbf;color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none;font-weight:600">%s</a></p>
                <p style="font-size:14px;line-height:1.5;color:#5b6169">%s</p>
                <p style="font-size:13px;color:#5b6169;overflow-wrap:anywhere">%s</p>
                </div></body></html>
                """.formatted(
                        language.toLanguageTag(),
                        escaped(letter.intro()),
                        escaped(letter.address()),
                        escaped(letter.button()),
                        escaped(letter.after()),
                        escaped(letter.address()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
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
