package im.isthmus.sms.provider.http;

import im.isthmus.core.config.Secret;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.webhook.WebhookRequest;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Credentials;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a provider's HTTP interface, once for each request: nothing is repeated, redirected or
 * remembered behind our back, and it is known whether the provider can have seen the request.
 */
final class HttpApi implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final long MAX_ANSWER = 1024 * 1024;
    private static final Duration MAX_WAIT = Duration.ofMinutes(15);
    private static final Duration STANDARD_WAIT = Duration.ofSeconds(10);

    private final OkHttpClient client;
    private final InstantSource clock;

    /** The start of a request with a name and a password (RFC 7617). */
    static Request.Builder request(HttpUrl url, String name, Secret password) {
        return new Request.Builder()
                .url(url)
                .header("Authorization", Credentials.basic(name, password.reveal()));
    }

    HttpApi(InstantSource clock) {
        this.clock = clock;
        this.client =
                new OkHttpClient.Builder()
                        .proxy(Proxy.NO_PROXY)
                        .cookieJar(CookieJar.NO_COOKIES)
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .retryOnConnectionFailure(false)
                        // A kept connection may have died, and nobody could tell whether what
                        // was written to it arrived.
                        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                        .connectTimeout(Duration.ofSeconds(10))
                        .readTimeout(Duration.ofSeconds(30))
                        .callTimeout(Duration.ofSeconds(40))
                        .eventListenerFactory(call -> new Progress())
                        .build();
    }

    /** What came of a call. */
    sealed interface Reply {
        /**
         * The provider answered.
         *
         * @param retryAfter how long it wants to be left alone; 10 s if it does not say
         */
        record Answered(int status, String body, Duration retryAfter) implements Reply {
            /** The body; an empty object if it is no JSON. */
            JsonNode json() {
                try {
                    return JSON.readTree(body);
                } catch (JacksonException e) {
                    return JSON.createObjectNode();
                }
            }
        }

        /** The provider cannot have seen it. */
        record NotSent(String reason) implements Reply {}

        /** The provider may have seen it. */
        record Lost(String reason) implements Reply {}
    }

    /**
     * Hands a message over.
     *
     * @param reader for answers that are neither about our haste or credentials nor about the
     *     provider's own troubles
     */
    Outcome send(Request request, Function<Reply.Answered, Outcome> reader) {
        return switch (call(request)) {
            case Reply.NotSent reply -> new Outcome.Unreachable(reply.reason());
            case Reply.Lost reply -> new Outcome.InDoubt(reply.reason());
            case Reply.Answered reply -> {
                if (reply.status() == 429) {
                    yield new Outcome.TryLater(reply.retryAfter(), "429");
                }
                if (reply.status() == 401) {
                    yield new Outcome.AccountTrouble("it refuses our credentials (401)");
                }
                yield reply.status() >= 500
                        ? new Outcome.InDoubt("it answers " + reply.status())
                        : reader.apply(reply);
            }
        };
    }

    /**
     * It took a message.
     *
     * @param id what it calls the message; if it does not say, nobody can tell what became of it
     * @param segments that it bills; 0 if it does not say yet
     */
    static Outcome accepted(String id, int segments) {
        return id.isEmpty()
                ? new Outcome.InDoubt("an answer without the message's id")
                : new Outcome.Accepted(List.of(id), segments);
    }

    /** What the provider says to a question; empty if it did not answer it. */
    Optional<JsonNode> ask(Request request) {
        return call(request) instanceof Reply.Answered reply && reply.status() == 200
                ? Optional.of(reply.json())
                : Optional.empty();
    }

    /** A sentence about what is wrong with our credentials; empty if nothing is. */
    Optional<String> problem(Request request) {
        return switch (call(request)) {
            case Reply.Answered reply ->
                    reply.status() == 200
                            ? Optional.empty()
                            : Optional.of("it answers " + reply.status());
            case Reply.NotSent reply -> Optional.of(reply.reason());
            case Reply.Lost reply -> Optional.of(reply.reason());
        };
    }

    /** A body that is JSON. */
    static RequestBody body(JsonNode json) {
        return RequestBody.create(
                JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8), JSON_TYPE);
    }

    /**
     * Reads the body of a provider's call to us.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    static JsonNode read(WebhookRequest request) {
        try {
            return JSON.readTree(request.body());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body is no JSON", e);
        }
    }

    /** An address in a provider's call to us; empty if it is none that can be fetched. */
    static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** A number that may have come without its plus sign; short codes and names stay. */
    static String international(String number) {
        return number.matches("[1-9][0-9]{8,14}") ? "+" + number : number;
    }

    /** A point in time as ISO 8601 has it; null if it is none. */
    static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    Reply call(Request request) {
        Call call = client.newCall(request.newBuilder().tag(Sent.class, new Sent()).build());
        try (Response response = call.execute()) {
            return new Reply.Answered(
                    response.code(),
                    body(response.body().source()),
                    wait(response.header("Retry-After")));
        } catch (IOException e) {
            Sent sent = call.request().tag(Sent.class);
            String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
            return sent != null && sent.begun ? new Reply.Lost(reason) : new Reply.NotSent(reason);
        }
    }

    private static String body(BufferedSource source) throws IOException {
        if (source.request(MAX_ANSWER + 1)) {
            throw new IOException("an answer of more than " + MAX_ANSWER + " bytes");
        }
        return source.readUtf8();
    }

    /** Seconds or a date (RFC 9110 section 10.2.3), at most 15 minutes. */
    private Duration wait(@Nullable String header) {
        if (header == null) {
            return STANDARD_WAIT;
        }
        try {
            Duration told =
                    header.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(header))
                            : Duration.between(clock.instant(), date(header));
            return told.isNegative()
                    ? Duration.ZERO
                    : told.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : told;
        } catch (DateTimeException e) {
            return STANDARD_WAIT;
        }
    }

    private static Instant date(String header) {
        return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    /** Whether a request began to leave. */
    private static final class Sent {
        private volatile boolean begun;
    }

    /** Takes note of it. */
    private static final class Progress extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            Sent sent = call.request().tag(Sent.class);
            if (sent != null) {
                sent.begun = true;
            }
        }
    }
}
