package io.fromline.diagnosis;

import io.fromline.mail.Fault;
import io.fromline.text.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says causes in words; never anything of a server's reply, so nothing can be probed by them. */
public final class Causes {

    private static final String PLATFORM = "platform";
    private static final String PLATFORM_SENDER = "platform_sender";
    private static final Set<Actor> AT_THE_ACCOUNT = Set.of(Actor.TENANT, Actor.PROVIDER_ADMIN);

    private final CauseFile file = CauseFile.load();
    private final Catalogue catalogue;

    public Causes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Every cause's code. */
    public Set<String> codes() {
        return file.causes().keySet();
    }

    /** Whether it keeps every message over a relay from leaving, rather than this one or to this recipient. */
    public boolean concernsRelay(String code) {
        var kind = file.kind(code);
        return !kind.ofSender() && (kind.scope() == Fault.Scope.RELAY || kind.scope() == Fault.Scope.PLATFORM);
    }

    public CauseText explain(String code, Locale locale) {
        return explain(code, locale, Map.of());
    }

    /**
     * The cause in this language.
     *
     * @param arguments {@code provider}: the id in the provider catalogue, for causes whose next step depends on it
     */
    public CauseText explain(String code, Locale locale, Map<String, Object> arguments) {
        return text(code, code, file.kind(code).actor(), locale, arguments);
    }

    /** The same for a test, which is tried once: where there is nothing to mend, a person sends another one later. */
    public CauseText explainForTest(String code, Locale locale, Map<String, Object> arguments) {
        var told = explain(code, locale, arguments);
        return file.kind(code).actor() == Actor.NOBODY
                ? new CauseText(code, told.actor(), told.text(), steps("test_later", locale, arguments))
                : told;
    }

    /**
     * The same for a tenant whose mail goes over the platform's relay: what concerns the platform's account is the operator's to
     * mend, and its details are not the tenant's; a sender that it does not take is the tenant's to change.
     */
    public CauseText explainForPlatformRelay(String code, Locale locale) {
        var kind = file.kind(code);
        if (kind.scope() != Fault.Scope.RELAY) {
            return explain(code, locale);
        }
        if (kind.ofSender()) {
            return text(code, PLATFORM_SENDER, Actor.TENANT, locale, Map.of());
        }
        return AT_THE_ACCOUNT.contains(kind.actor())
                ? text(code, PLATFORM, Actor.OPERATOR, locale, Map.of())
                : explain(code, locale);
    }

    /** The arguments for a cause at this provider, where it is known. */
    public static Map<String, Object> at(@Nullable String provider) {
        return provider == null ? Map.of() : Map.of("provider", provider);
    }

    private CauseText text(String code, String texts, Actor actor, Locale locale, Map<String, Object> arguments) {
        Map<String, Object> all = new HashMap<>(arguments);
        all.merge("provider", "smtp", (given, _) -> file.spokenFor(given.toString()));
        return new CauseText(
                code,
                actor.label(),
                catalogue.text(locale, "cause." + texts + ".text", all),
                steps(texts, locale, all));
    }

    private List<String> steps(String texts, Locale locale, Map<String, Object> arguments) {
        var steps = catalogue.text(locale, "cause." + texts + ".steps", arguments);
        return steps.isBlank() ? List.of() : List.of(steps.split("\n"));
    }
}
