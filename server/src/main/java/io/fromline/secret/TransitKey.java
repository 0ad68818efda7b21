package io.fromline.secret;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key that never leaves its key management service: the transit engine of OpenBao or HashiCorp Vault.
 *
 * <p>The key must take associated data, as {@code aes256-gcm96} does. Each use is one call; the token is read from its file each
 * time, so that an agent can renew it.
 */
final class TransitKey implements Aead {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern ADDRESS = Pattern.compile("/([\\w/-]+)/([\\w.-]+)");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;
    private final String mount;
    private final String key;
    private final Path token;

    /** @param address such as {@code https://bao.example:8200/transit/fromline}: the engine's mount and the key's name */
    TransitKey(URI address, Path token) {
        var path = ADDRESS.matcher(address.getPath() == null ? "" : address.getPath());
        if (!path.matches() || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "a key in a key management service is https://host:port/mount/key after \"vault+\"");
        }
        this.base = address;
        this.mount = path.group(1);
        this.key = path.group(2);
        this.token = token;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
        var answer = call("encrypt", Map.of("plaintext", base64(plaintext), "associated_data", base64(associatedData)));
        return answer.at("/data/ciphertext").asString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        var text = new String(ciphertext, StandardCharsets.US_ASCII);
        var answer = call("decrypt", Map.of("ciphertext", text, "associated_data", base64(associatedData)));
        return Base64.getDecoder().decode(answer.at("/data/plaintext").asString());
    }

    private tools.jackson.databind.JsonNode call(String what, Map<String, String> body)
            throws GeneralSecurityException {
        try {
            var request = HttpRequest.newBuilder(base.resolve("/v1/" + mount + "/" + what + "/" + key))
                    .timeout(PATIENCE)
                    .header("X-Vault-Token", Files.readString(token).strip())
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 400) {
                // It answers so where a ciphertext is not of this key.
                throw new GeneralSecurityException("the key management service does not " + what + " it");
            }
            if (answer.statusCode() != 200) {
                throw new MasterKey.Unreachable("the key management service answered " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (IOException | JacksonException broken) {
            throw new MasterKey.Unreachable("the key management service cannot be used: "
                    + broken.getClass().getSimpleName());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MasterKey.Unreachable("interrupted while waiting for the key management service");
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
