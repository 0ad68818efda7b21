package io.fromline.provider.detection;

import java.util.Locale;

/** By what a mail service was found. */
public enum How {
    /** What stands after the @ is a provider's own domain. */
    DOMAIN,
    /** Where the domain's mail is delivered. */
    MX,
    /** The domain's settings for mail programs. */
    AUTOCONFIG,
    /** The domain's DNS names its submission server. */
    SRV,
    /** A mail server answers under a customary name. */
    PROBE,
    NONE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
