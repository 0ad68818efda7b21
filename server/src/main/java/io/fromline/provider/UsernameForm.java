package io.fromline.provider;

import io.fromline.mail.Mailbox;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider takes as the user name: {@code provider.username.<label>}. */
public enum UsernameForm {
    ADDRESS,
    LOCAL_PART,
    /** The same word for everybody. */
    FIXED,
    /** A name that the provider made. */
    LOGIN,
    /** The token that is the password as well. */
    TOKEN,
    API_KEY,
    /** Whatever it is, it is not looked at. */
    ANY,
    /** Nobody knows; mostly the address. */
    USUAL;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The user name of this address, where it follows from it. */
    public Optional<String> of(Mailbox address, @Nullable String value) {
        return switch (this) {
            case ADDRESS, ANY -> Optional.of(address.toString());
            case LOCAL_PART -> Optional.of(address.localPart());
            case FIXED -> Optional.ofNullable(value);
            case LOGIN, TOKEN, API_KEY, USUAL -> Optional.empty();
        };
    }
}
