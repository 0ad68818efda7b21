package io.fromline.tenant;

import java.util.regex.Pattern;

/**
 * The id of a tenant, chosen by the platform or made by us: a letter or digit, then up to 63 of letters, digits, {@code . _ -}.
 *
 * <p>{@link #PLATFORM} stands for the platform itself where something belongs to no tenant; no tenant can have that id.
 */
public record TenantId(String value) {

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** The owner of the platform's relay, accounts and keys. */
    public static final TenantId PLATFORM = new TenantId("@platform");

    public TenantId {
        if (!valid(value) && !"@platform".equals(value)) {
            throw new IllegalArgumentException("not a tenant id: " + value);
        }
    }

    /** Whether a tenant may have this id. */
    public static boolean valid(String value) {
        return SYNTAX.matcher(value).matches();
    }

    public boolean isPlatform() {
        return equals(PLATFORM);
    }

    @Override
    public String toString() {
        return value;
    }
}
