package im.isthmus.email.oauth;

import im.isthmus.core.config.Secret;
import im.isthmus.email.config.OAuthConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider's own servers for signing in, which the admin named. Methods wait for them. */
final class TokenServer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /**
     * What it answered.
     *
     * @param status of HTTP
     */
    record Answer(int status, JsonNode json) {
        boolean isOk() {
            return status == 200;
        }

        /** RFC 6749 section 5.2; empty if there is none. */
        String error() {
            return text("error");
        }

        String text(String name) {
            return json.path(name).asString("");
        }

        long number(String name, long standard) {
            return json.path(name).asLong(standard);
        }
    }

    /** Asks with the client's own credentials and these fields. */
    Answer ask(OAuthConfig config, URI url, Map<String, String> fields) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("client_id", config.clientId());
        Secret secret = config.clientSecret();
        if (secret != null) {
            all.put("client_secret", secret.reveal());
        }
        String form =
                all.entrySet().stream()
                        .map(each -> coded(each.getKey()) + '=' + coded(each.getValue()))
                        .collect(Collectors.joining("&"));
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try {
            HttpResponse<InputStream> response =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(LARGEST);
                return new Answer(response.statusCode(), JSON.readTree(bytes));
            }
        } catch (JacksonException e) {
            throw new IOException("the provider answers with something that is no JSON", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
