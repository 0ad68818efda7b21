package io.fromline.relay;

import io.fromline.driver.DriverSettings;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import org.jspecify.annotations.Nullable;

/**
 * How mail is handed to a relay and as whom: one set, tested and used as a whole.
 *
 * @param provider the id in the provider catalogue
 * @param sender what recipients see in From
 */
public record RelaySettings(
        String provider,
        DriverSettings driver,
        NamedMailbox sender,
        @Nullable Mailbox replyTo) {}
