package io.fromline.api;

import io.fromline.alert.AlertSettings;
import io.fromline.alert.AlertSettingsStore;
import io.fromline.alert.Alerts;
import io.fromline.alert.IncidentKind;
import io.fromline.alert.IncidentStore;
import io.fromline.alert.IncidentTexts;
import io.fromline.mail.Mailbox;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What somebody should know of, and who is told; of a tenant, or of the platform where no tenant is named. */
@RestController
@RequestMapping("/v1/alerts")
@Tag(name = "Alerts")
class AlertsController {

    private static final int MOST = 100;

    /** Enough for a team; more would make alerts a way to mail strangers. */
    private static final int MOST_ADDRESSES = 5;

    private final IncidentStore incidents;
    private final IncidentTexts texts;
    private final AlertSettingsStore settings;
    private final Alerts.Addressees addressees;
    private final Around around;

    AlertsController(
            IncidentStore incidents,
            IncidentTexts texts,
            AlertSettingsStore settings,
            Alerts.Addressees addressees,
            Around around) {
        this.incidents = incidents;
        this.texts = texts;
        this.settings = settings;
        this.addressees = addressees;
        this.around = around;
    }

    record IncidentList(List<IncidentJson> items) {}

    /** What is chosen, and whom that means at this moment. */
    record AlertSettingsJson(List<String> addresses, List<String> kinds, List<String> allKinds, List<String> toldNow) {}

    record AlertSettingsRequest(
            @Nullable List<String> addresses, @Nullable List<String> kinds) {}

    @GetMapping
    @Operation(summary = "What is open, then what is over, newest first: cause, since when, what to do and where")
    IncidentList list(Caller caller) {
        var owner = caller.tenantOrPlatform();
        var reader = new IncidentTexts.Reader(caller.locale(), timeZone(owner));
        return new IncidentList(incidents.list(owner, MOST).stream()
                .map(incident -> IncidentJson.of(incident, texts, reader))
                .toList());
    }

    @GetMapping("/settings")
    @Operation(summary = "Who is told by mail, and of which kinds; no addresses mean the contact, or all operators")
    AlertSettingsJson settings(Caller caller) {
        var owner = caller.tenantOrPlatform();
        return json(owner, settings.find(owner));
    }

    @PutMapping("/settings")
    @Operation(summary = "Choose who is told by mail, and of which kinds")
    AlertSettingsJson choose(Caller caller, @RequestBody AlertSettingsRequest asked) {
        var owner = caller.requireWrite().tenantOrPlatform();
        var addresses = Require.present(asked.addresses(), "addresses");
        if (addresses.size() > MOST_ADDRESSES) {
            throw Problem.field("addresses", "alert.too_many_addresses", "most", MOST_ADDRESSES);
        }
        var kinds = Require.present(asked.kinds(), "kinds").stream()
                .map(label -> IncidentKind.of(label).orElseThrow(() -> Problem.field("kinds", "alert.kind_unknown")))
                .collect(Collectors.toSet());
        var mailboxes = addresses.stream()
                .map(address -> Require.mailbox(address, "addresses"))
                .distinct()
                .toList();
        var chosen = new AlertSettings(mailboxes, kinds);
        settings.put(owner, chosen);
        return json(owner, chosen);
    }

    private AlertSettingsJson json(TenantId owner, AlertSettings chosen) {
        return new AlertSettingsJson(
                chosen.addresses().stream().map(Mailbox::toString).toList(),
                chosen.kinds().stream().map(IncidentKind::label).sorted().toList(),
                Arrays.stream(IncidentKind.values()).map(IncidentKind::label).toList(),
                addressees.of(owner, chosen).stream()
                        .map(addressee -> addressee.mailbox().toString())
                        .toList());
    }

    private ZoneId timeZone(TenantId owner) {
        return around.store().find(owner).map(Tenant::timeZone).orElse(ZoneOffset.UTC);
    }
}
