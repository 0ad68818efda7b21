package io.fromline.feedback.authenticity;

import com.google.common.net.InternetDomainName;
import java.util.Locale;

/** The domain that an organisation registered (RFC 7489 §3.2), by the public suffix list that Guava carries. */
final class OrganisationalDomain {

    private OrganisationalDomain() {}

    /** {@code shop.co.uk} of {@code mail.shop.co.uk}; a domain of which the list knows no suffix keeps its last two labels. */
    static String of(String domain) {
        var lower = domain.toLowerCase(Locale.ROOT);
        try {
            var name = InternetDomainName.from(lower);
            if (name.isUnderPublicSuffix()) {
                return name.topPrivateDomain().toString();
            }
            if (name.isPublicSuffix()) {
                return name.toString();
            }
        } catch (IllegalArgumentException notADomain) {
            // compared as it is written
        }
        var labels = lower.split("\\.");
        return labels.length < 3 ? lower : labels[labels.length - 2] + "." + labels[labels.length - 1];
    }
}
