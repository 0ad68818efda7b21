package io.fromline.platform;

import java.util.Map;

/** Keeps the platform's settings by name. */
public interface PlatformSettingStore {

    Map<String, String> all();

    /** Sets each of them; an empty value removes it. */
    void put(Map<String, String> values);
}
