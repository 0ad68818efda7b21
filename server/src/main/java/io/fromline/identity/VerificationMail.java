package io.fromline.identity;

import io.fromline.mail.NamedMailbox;
import io.fromline.platform.PublicUrl;
import io.fromline.submission.PlatformName;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.Tenant;
import io.fromline.text.Catalogue;
import io.fromline.text.Letter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The mail whose link proves an address: who asks, what the press does, and that a stranger need do nothing. */
public final class VerificationMail {

    private final SystemMail mail;
    private final Catalogue catalogue;
    private final PublicUrl publicUrl;
    private final Supplier<Optional<NamedMailbox>> platform;

    /** @param platform its default sender, in whose name the mail is sent; empty while it cannot send */
    public VerificationMail(
            SystemMail mail, Catalogue catalogue, PublicUrl publicUrl, Supplier<Optional<NamedMailbox>> platform) {
        this.mail = mail;
        this.catalogue = catalogue;
        this.publicUrl = publicUrl;
        this.platform = platform;
    }

    /** Whether the platform has somebody to send it as. */
    boolean ready() {
        return platform.get().isPresent();
    }

    /** Queues it; false when the platform cannot send mail yet. */
    boolean send(Tenant tenant, SenderIdentity identity, String token) {
        var letter = letter(tenant, identity, token);
        return mail.send(
                tenant.id(),
                SystemMail.Kind.VERIFICATION,
                identity.address(),
                new SystemMail.Content(letter.subject(), letter.plain(), letter.html()));
    }

    private Letter letter(Tenant tenant, SenderIdentity identity, String token) {
        Map<String, Object> arguments = Map.of(
                "tenant", tenant.name(),
                "platform", platformName(),
                "address", identity.address().toString(),
                "name", identity.name(),
                "hours", Identities.LIFETIME.toHours());
        return Letter.of(
                catalogue, tenant.locale(), "mail.verification", arguments, publicUrl.page("/verify/" + token));
    }

    private String platformName() {
        return platform.get()
                .map(sender -> PlatformName.of(sender.name()))
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> publicUrl.get().getHost());
    }
}
