package io.fromline.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** The provider catalogue, one data file each; the order is that of the form. */
public final class Providers {

    private static final List<String> IDS = List.of("gmail", "microsoft365", "smtp");

    private final List<Provider> all;

    private Providers(List<Provider> all) {
        this.all = List.copyOf(all);
    }

    /** Reads the data files from the class path. */
    public static Providers load() {
        return new Providers(IDS.stream().map(Providers::read).toList());
    }

    private static Provider read(String id) {
        try (var file = Objects.requireNonNull(
                Providers.class.getResourceAsStream("/providers/" + id + ".json"), "no data file for " + id)) {
            return JsonMapper.shared().readValue(file, Provider.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Provider> all() {
        return all;
    }
}
