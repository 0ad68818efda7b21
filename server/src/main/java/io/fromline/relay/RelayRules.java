package io.fromline.relay;

import io.fromline.driver.DriverSettings;
import io.fromline.driver.simulator.SimulatorSettings;
import io.fromline.driver.smtp.Encryption;
import io.fromline.driver.smtp.SmtpSettings;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the settings of a relay: the one place that says what may be saved. Pure.
 *
 * <p>465 is implicit TLS, 587 and 2525 are STARTTLS (RFC 8314, RFC 6409); other ports take either, and nothing goes unencrypted.
 */
public final class RelayRules {

    /** A name or an IPv4 address; which addresses may be reached is for the egress rules to say. */
    private static final Pattern HOST =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Google's page puts no-break spaces between the groups, and pasting brings them along. */
    private static final String BLANKS = "[\\s\\p{Z}\\x{200B}\\x{FEFF}]+";

    private static final Pattern AROUND = Pattern.compile("^" + BLANKS + "|" + BLANKS + "$");
    private static final Pattern APP_PASSWORD = Pattern.compile("(?i)([a-z]{4}" + BLANKS + "){3}[a-z]{4}");
    private static final Pattern MASK = Pattern.compile("[*•●·]+");
    private static final int LONGEST = 500;

    private RelayRules() {}

    /**
     * Whose form it is.
     *
     * @param platform the operator's own relay, which may go without a log-in
     * @param simulator whether the simulator may be chosen
     * @param providers those of the catalogue, by their ids
     */
    public record Terms(boolean platform, boolean simulator, Set<String> providers) {}

    /** What a check found. */
    public sealed interface Checked {

        /** These settings may be kept. */
        record Fine(RelaySettings settings) implements Checked {}

        /** This field is wrong; the code's text says how. */
        record Wrong(String field, String code) implements Checked {}
    }

    /**
     * Checks the form.
     *
     * @param stored what is edited; its password stays where none was typed and nothing changed that decides who gets it
     */
    public static Checked check(RelayForm form, @Nullable RelaySettings stored, Terms terms) {
        var provider = form.provider() == null ? "smtp" : form.provider();
        if (!terms.providers().contains(provider) && !(terms.simulator() && provider.equals("simulator"))) {
            return wrong("provider", "relay.provider_unknown");
        }
        var sender = Mailbox.parse(trimmed(form.senderAddress()));
        if (sender.isEmpty()) {
            return wrong("sender.address", "relay.sender_invalid");
        }
        var name = trimmed(form.senderName());
        if (name.length() > 100) {
            return wrong("sender.name", "relay.sender_name_too_long");
        }
        var replyTo = trimmed(form.replyTo());
        if (!replyTo.isEmpty() && Mailbox.parse(replyTo).isEmpty()) {
            return wrong("replyTo", "relay.reply_to_invalid");
        }
        var from = new NamedMailbox(name, sender.get());
        var reply = Mailbox.parse(replyTo).orElse(null);
        if (provider.equals("simulator")) {
            return new Checked.Fine(new RelaySettings(provider, SimulatorSettings.DEFAULT, from, reply));
        }
        return wrongServer(form)
                .or(() -> wrongLogIn(form, stored, terms))
                .<Checked>map(w -> w)
                .orElseGet(() -> new Checked.Fine(new RelaySettings(provider, smtp(form, stored), from, reply)));
    }

    private static Optional<Checked.Wrong> wrongServer(RelayForm form) {
        if (!HOST.matcher(host(form)).matches()) {
            return Optional.of(wrong("server", "relay.server_invalid"));
        }
        var port = form.port();
        if (port == null || port < 1 || port > 65535) {
            return Optional.of(wrong("port", "relay.port_invalid"));
        }
        var encryption = encryption(form.encryption());
        if (encryption.isEmpty()) {
            return Optional.of(wrong("encryption", "relay.encryption_unknown"));
        }
        boolean agrees = switch (port) {
            case 465 -> encryption.get() == Encryption.TLS;
            case 587, 2525 -> encryption.get() == Encryption.STARTTLS;
            default -> true;
        };
        return agrees ? Optional.empty() : Optional.of(wrong("encryption", "relay.port_encryption_mismatch"));
    }

    private static Optional<Checked.Wrong> wrongLogIn(RelayForm form, @Nullable RelaySettings stored, Terms terms) {
        var username = trimmed(form.username());
        var password = trimmed(form.password());
        if (!password.isEmpty() && MASK.matcher(password).matches()) {
            return Optional.of(wrong("password", "relay.password_masked"));
        }
        if (tooLong(username)) {
            return Optional.of(wrong("username", "relay.username_invalid"));
        }
        if (tooLong(password)) {
            return Optional.of(wrong("password", "relay.password_invalid"));
        }
        if (username.isEmpty()) {
            return terms.platform() && password.isEmpty()
                    ? Optional.empty()
                    : Optional.of(wrong("username", "relay.username_required"));
        }
        return password.isEmpty() && keptPassword(form, stored) == null
                ? Optional.of(wrong("password", "relay.password_required"))
                : Optional.empty();
    }

    private static boolean tooLong(String value) {
        return value.length() > LONGEST || value.codePoints().anyMatch(Character::isISOControl);
    }

    private static DriverSettings smtp(RelayForm form, @Nullable RelaySettings stored) {
        var username = trimmed(form.username());
        var typed = trimmed(form.password());
        if (APP_PASSWORD.matcher(typed).matches()) {
            typed = typed.replaceAll(BLANKS, "");
        }
        var port = form.port();
        return new SmtpSettings(
                host(form),
                port == null ? 0 : port,
                encryption(form.encryption()).orElseThrow(),
                username.isEmpty() ? null : username,
                username.isEmpty() ? null : typed.isEmpty() ? keptPassword(form, stored) : typed);
    }

    /** The stored password, unless server, port or user changed: whoever may edit must not be able to send it elsewhere. */
    private static @Nullable String keptPassword(RelayForm form, @Nullable RelaySettings stored) {
        return stored != null
                        && stored.driver() instanceof SmtpSettings smtp
                        && smtp.server().equalsIgnoreCase(host(form))
                        && Integer.valueOf(smtp.port()).equals(form.port())
                        && trimmed(form.username()).equals(smtp.username())
                ? smtp.password()
                : null;
    }

    /** The server's name in ASCII and lower case; empty when it cannot be written so. */
    private static String host(RelayForm form) {
        try {
            return IDN.toASCII(trimmed(form.server())).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAName) {
            return "";
        }
    }

    private static Optional<Encryption> encryption(@Nullable String label) {
        return switch (label) {
            case "tls" -> Optional.of(Encryption.TLS);
            case "starttls" -> Optional.of(Encryption.STARTTLS);
            case null, default -> Optional.empty();
        };
    }

    private static String trimmed(@Nullable String text) {
        return text == null ? "" : AROUND.matcher(text).replaceAll("");
    }

    private static Checked.Wrong wrong(String field, String code) {
        return new Checked.Wrong(field, code);
    }
}
