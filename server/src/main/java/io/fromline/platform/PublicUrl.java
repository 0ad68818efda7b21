package io.fromline.platform;

import java.net.URI;

/** The address at which people open the pages, for links in mails; known once the server listens. */
@FunctionalInterface
public interface PublicUrl {

    /** Without a slash at its end. */
    URI get();

    /** The address of one page: a path that starts with a slash. */
    default URI page(String path) {
        return URI.create(get() + path);
    }

    /** Whether people come over TLS, so that cookies may be limited to it. */
    default boolean secure() {
        return "https".equals(get().getScheme());
    }
}
