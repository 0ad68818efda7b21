package io.fromline.storage.postgres;

import io.fromline.platform.PlatformSettingStore;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the platform's settings in PostgreSQL. */
public final class PostgresPlatformSettingStore implements PlatformSettingStore {

    private final Database database;

    public PostgresPlatformSettingStore(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, String> all() {
        return database.asServer(jdbc -> {
            Map<String, String> values = new LinkedHashMap<>();
            jdbc.sql("select name, value from platform_setting").query(row -> {
                values.put(row.getString("name"), row.getString("value"));
            });
            return values;
        });
    }

    @Override
    public void put(Map<String, String> values) {
        database.asServer(jdbc -> {
            values.forEach((name, value) -> {
                if (value.isEmpty()) {
                    jdbc.sql("delete from platform_setting where name = :name")
                            .param("name", name)
                            .update();
                } else {
                    jdbc.sql("insert into platform_setting (name, value) values (:name, :value)"
                                    + " on conflict (name) do update set value = excluded.value")
                            .param("name", name)
                            .param("value", value)
                            .update();
                }
            });
            return values.size();
        });
    }
}
