package io.fromline.story;

import io.fromline.diagnosis.Causes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the API tells of one failure: on a page to read, and as the JSON that the pages are shown with.
 *
 * <p>What differs from run to run is replaced: ids, durations, and times, which count from the same moment.
 *
 * @param reply the server's, line by line
 */
record FailureSheet(List<String> reply, Told told, Causes causes) {

    private static final Instant BEGIN = Instant.parse("2026-11-24T10:00:00Z");
    private static final String ID = "0193a000-0000-7000-8000-000000000001";
    private static final Map<String, String> SERVERS =
            Map.of("gmail", "smtp.gmail.com", "microsoft365", "smtp.office365.com");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** The API's answers, and when it was asked. */
    record Told(String provider, Instant now, JsonNode test, JsonNode delivery, JsonNode configuration) {}

    String json() {
        var all = JsonNodeFactory.instance.objectNode();
        all.put("provider", told.provider());
        all.set("test", told.test());
        all.set("delivery", told.delivery());
        return JSON.writeValueAsString(steady("", all)) + "\n";
    }

    String text() {
        var cause = told.test().get("cause");
        var code = cause.get("code").asString();
        return """
                %s

                %s
                who can mend it: %s
                concerns: %s

                %s

                %s

                Meanwhile
                  the message: %s
                  the mail service: %s
                  the status: %s
                """.formatted(
                String.join("\n", reply),
                code,
                cause.get("actor").asString(),
                causes.concernsRelay(code) ? "all mail over this account" : "this message, its sender or its recipient",
                cause.get("text").asString(),
                steps(cause.get("steps")) + inLog(cause),
                message(),
                service(),
                status());
    }

    private static String steps(JsonNode steps) {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> (i + 1) + ". " + steps.get(i).asString())
                .collect(Collectors.joining("\n"));
    }

    private String inLog(JsonNode inTest) {
        var steps = told.delivery().at("/attempts/0/cause/steps");
        return steps.equals(inTest.get("steps")) ? "" : "\n\nIn the mail log instead:\n" + steps(steps);
    }

    private String message() {
        var attempt = told.delivery().at("/attempts/0");
        return told.delivery().get("state").asString() + ", after its attempt: "
                + attempt.get("next").asString() + after(attempt.get("nextAt"));
    }

    private String service() {
        var relay = told.configuration().get("relay");
        var rest = relay.at("/limits/rest");
        if (!relay.get("held").isNull()) {
            return "held until a person acts";
        }
        return rest.isNull() ? "goes on" : "rests" + after(rest.get("until"));
    }

    private String status() {
        var health = told.configuration().get("health");
        return health.get("state").asString() + ". " + health.get("text").asString();
    }

    private String after(JsonNode time) {
        return time.isNull()
                ? ""
                : " for " + later(time.asString()).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private Duration later(String time) {
        return Duration.between(told.now(), Instant.parse(time));
    }

    private JsonNode steady(String name, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                object.properties().forEach(field -> field.setValue(steady(field.getKey(), field.getValue())));
                yield object;
            }
            case ArrayNode array -> {
                IntStream.range(0, array.size()).forEach(i -> array.set(i, steady(name, array.get(i))));
                yield array;
            }
            default -> steadyValue(name, node);
        };
    }

    private JsonNode steadyValue(String name, JsonNode value) {
        var nodes = JsonNodeFactory.instance;
        if (name.equals("millis")) {
            return nodes.numberNode(40);
        }
        if (!value.isString()) {
            return value;
        }
        if (name.equals("id") || name.endsWith("Id")) {
            return nodes.stringNode(name.equals("messageId") ? "<1@shop.example>" : ID);
        }
        if (name.equals("at") || name.endsWith("At")) {
            return nodes.stringNode(BEGIN.plus(later(value.asString())).toString());
        }
        return name.equals("server") ? nodes.stringNode(SERVERS.get(told.provider())) : value;
    }
}
