package io.fromline.driver.smtp;

import io.fromline.driver.Driver;
import io.fromline.driver.DriverContract;
import io.fromline.egress.Egress;
import io.fromline.egress.Network;
import io.fromline.mail.smtp.SmtpClient;
import io.fromline.mail.smtp.Timeouts;
import io.fromline.mail.smtp.Trust;
import io.fromline.peer.MailServer;
import io.fromline.peer.TestAuthority;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class SmtpDriverTest extends DriverContract<SmtpSettings> {

    private static final TestAuthority AUTHORITY = TestAuthority.create();

    private final MailServer server =
            MailServer.start(AUTHORITY.serverContext("mail.example"), Map.of("shop", SECRET), _ -> {});

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected Driver<SmtpSettings> driver() {
        var egress = new Egress(_ -> List.of(InetAddress.ofLiteral("127.0.0.1")), Network.parseList("127.0.0.1"));
        return new SmtpDriver(new SmtpClient(
                egress, Trust.systemAnd(AUTHORITY.pem()), "client.example", Timeouts.all(Duration.ofSeconds(10))));
    }

    @Override
    protected SmtpSettings good() {
        return new SmtpSettings("mail.example", server.startTlsPort(), Encryption.STARTTLS, "shop", SECRET);
    }

    @Override
    protected SmtpSettings badLogIn() {
        return new SmtpSettings("mail.example", server.tlsPort(), Encryption.TLS, "shop", SECRET + "-not");
    }
}
