package io.fromline.api;

import java.security.Principal;

/** What a request's user is once a key or a session has been proven. */
public interface Authenticated extends Principal {

    /** Who that is. */
    io.fromline.account.Principal caller();
}
