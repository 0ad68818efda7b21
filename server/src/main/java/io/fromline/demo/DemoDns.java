package io.fromline.demo;

import io.fromline.feedback.authenticity.Dns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demo's own DNS: the marketplace and its shops let this machine send for them, the marketplace says what to do with mail
 * that is not theirs, and there is nothing else.
 */
public final class DemoDns implements Dns {

    private static final String MARKETPLACE = "kramnica.example";

    private static final Map<String, String> TEXTS = Stream.concat(
                    Stream.of(
                            Map.entry(MARKETPLACE, "v=spf1 ip4:127.0.0.0/8 ip6:::1 -all"),
                            Map.entry("_dmarc." + MARKETPLACE, "v=DMARC1; p=reject")),
                    Arrays.stream(Shop.values())
                            .map(shop -> Map.entry(shop.domain(), "v=spf1 include:" + MARKETPLACE + " -all")))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    @Override
    public Answer ask(String name, Type type) {
        var text = type == Type.TXT ? TEXTS.get(name.replaceFirst("\\.$", "")) : null;
        return text == null ? new Answer.Nothing() : new Answer.Found(List.of(text));
    }
}
