package im.isthmus.sms.provider;

import java.io.IOException;
import java.net.Proxy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Calls a provider's HTTP interface, once for each request: nothing is repeated, redirected or
 * remembered behind our back, and it is known whether the provider can have seen the request.
 */
final class HttpApi implements AutoCloseable {
    private static final long MAX_ANSWER = 1024 * 1024;
    private static final Duration MAX_WAIT = Duration.ofMinutes(15);
    private static final Duration STANDARD_WAIT = Duration.ofSeconds(10);

    private final OkHttpClient client;
    private final InstantSource clock;

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
        record Answered(int status, String body, Duration retryAfter) implements Reply {}

        /** The provider cannot have seen it. */
        record NotSent(String reason) implements Reply {}

        /** The provider may have seen it. */
        record Lost(String reason) implements Reply {}
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
    private Duration wait(@org.jspecify.annotations.Nullable String header) {
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
