package io.fromline.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Does what a transit engine does, over HTTP, for one key and one token; it can be sealed. */
final class SmallVault implements AutoCloseable {

    static final String TOKEN = "s.small";

    private final HttpServer server;
    private final Aead key;
    private volatile boolean sealed;

    SmallVault() {
        try {
            AeadConfig.register();
            key = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM)
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
        server.createContext("/v1/transit/encrypt/fromline", call -> answer(call, this::encrypt));
        server.createContext("/v1/transit/decrypt/fromline", call -> answer(call, this::decrypt));
        server.start();
    }

    URI key() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/transit/fromline");
    }

    void seal() {
        sealed = true;
    }

    private interface Use {
        String of(JsonNode body) throws GeneralSecurityException;
    }

    private String encrypt(JsonNode body) throws GeneralSecurityException {
        return "{\"data\":{\"ciphertext\":\"vault:v1:"
                + Base64.getEncoder()
                        .encodeToString(key.encrypt(bytes(body, "plaintext"), bytes(body, "associated_data")))
                + "\"}}";
    }

    private String decrypt(JsonNode body) throws GeneralSecurityException {
        var sealedText = body.at("/ciphertext").asString().replaceFirst("^vault:v1:", "");
        return "{\"data\":{\"plaintext\":\""
                + Base64.getEncoder()
                        .encodeToString(
                                key.decrypt(Base64.getDecoder().decode(sealedText), bytes(body, "associated_data")))
                + "\"}}";
    }

    private static byte[] bytes(JsonNode body, String field) {
        return Base64.getDecoder().decode(body.at("/" + field).asString());
    }

    private void answer(HttpExchange call, Use use) throws IOException {
        try (call) {
            if (sealed) {
                send(call, 503, "{\"errors\":[\"Vault is sealed\"]}");
            } else if (!TOKEN.equals(call.getRequestHeaders().getFirst("X-Vault-Token"))) {
                send(call, 403, "{\"errors\":[\"permission denied\"]}");
            } else {
                use(call, use);
            }
        }
    }

    private static void use(HttpExchange call, Use use) {
        try {
            send(call, 200, use.of(JsonMapper.shared().readTree(call.getRequestBody())));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            send(call, 400, "{\"errors\":[\"cipher: message authentication failed\"]}");
        }
    }

    private static void send(HttpExchange call, int status, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            call.sendResponseHeaders(status, bytes.length);
            call.getResponseBody().write(bytes);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
