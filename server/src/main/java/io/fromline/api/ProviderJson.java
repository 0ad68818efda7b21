package io.fromline.api;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider of the catalogue, in the reader's language.
 *
 * @param group stable; {@code groupName} says it in words, and is null for the one that stands for any server
 * @param servers the usual one first; more than one where it matters in which data centre the account is, none where each
 *     account has another
 * @param port the usual one with its encryption; {@code ports} has all
 * @param usernameForm in words what the user name is; {@code usernameKind} is a stable code for it, and {@code usernameValue} the
 *     name itself where it is the same for everybody
 * @param administratorMessage a text to send to whoever looks after the account; null where nobody else has to act
 * @param outgoingAddresses those that this platform sends from, where the provider lets only known ones log in
 */
record ProviderJson(
        String id,
        String name,
        String group,
        @Nullable String groupName,
        List<Server> servers,
        @Nullable Integer port,
        @Nullable String encryption,
        List<Port> ports,
        String usernameForm,
        String usernameKind,
        @Nullable String usernameValue,
        String credentialKind,
        String credentialName,
        Limits limits,
        List<Quirk> quirks,
        List<Step> guide,
        @Nullable String administratorMessage,
        List<String> outgoingAddresses,
        List<Source> sources) {

    record Server(String server, @Nullable String name) {}

    record Port(int port, String encryption) {}

    record Quirk(String code, String text) {}

    record Step(String title, String text, @Nullable String link) {}

    record Limits(
            @Nullable Integer messagesPerMinute,
            @Nullable Integer messagesPerHour,
            @Nullable Integer messagesPerDay,
            @Nullable Integer recipientsPerDay,
            @Nullable Integer recipientsPerMessage,
            @Nullable Integer connections) {}

    record Source(List<String> of, URI url, LocalDate read, String confidence) {}
}
