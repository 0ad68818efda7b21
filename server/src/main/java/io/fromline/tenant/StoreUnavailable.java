package io.fromline.tenant;

import java.io.Serial;

/**
 * The store cannot be used at this moment, because it is away or has no room left; trying again later helps.
 *
 * <p>What was being written has not been acknowledged; it may have been written all the same.
 */
public final class StoreUnavailable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Throwable cause) {
        super("the store cannot be used at this moment: " + cause.getMessage(), cause);
    }
}
