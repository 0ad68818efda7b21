package io.fromline.app;

import io.fromline.driver.Driver;
import io.fromline.driver.smtp.SmtpDriver;
import io.fromline.driver.smtp.SmtpSettings;
import io.fromline.egress.Resolver;
import io.fromline.mail.Conversation;
import io.fromline.mail.Outcome;
import io.fromline.mail.smtp.CertificateWatch;

/** Connects and logs in to the platform's relay as mail would, sending nothing. */
final class RelayExamination {

    private final Config config;

    RelayExamination(Config config) {
        this.config = config;
    }

    void report(Doctor doctor) {
        String address = config.mail().outgoing().platformRelay();
        if (address == null) {
            doctor.ok("platform relay: not set by FROMLINE_PLATFORM_RELAY; the operator sets it in the pages");
            return;
        }
        SmtpSettings settings = RelayAddress.parse(address);
        String place = settings.server() + ":" + settings.port();
        SmtpDriver driver = new SmtpDriver(
                Drivers.client(config, Drivers.egressOf(config, Resolver.SYSTEM), CertificateWatch.NONE));
        switch (driver.open(settings, Conversation.SILENT)) {
            case Driver.Opening.Opened(var session) -> {
                session.close();
                doctor.ok("platform relay " + place + " takes the log-in");
            }
            case Driver.Opening.Failed(Outcome outcome) ->
                doctor.wrong(
                        "platform relay " + place + ": " + outcome,
                        "check FROMLINE_PLATFORM_RELAY, and FROMLINE_EXTRA_CA or"
                                + " FROMLINE_EGRESS_ALLOW for a relay of your own network");
        }
    }
}
