package im.isthmus.core.attachment;

import im.isthmus.core.attachment.FetchException.Reason;
import im.isthmus.core.attachment.FetchGuard.NotPublicException;
import im.isthmus.core.attachment.file.FileName;
import im.isthmus.core.attachment.file.FileType;
import im.isthmus.core.attachment.file.Spool;
import im.isthmus.core.text.Text;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches files from addresses that strangers gave, so that nobody reaches with it what they could
 * not reach themselves (server-side request forgery), and nobody fills our disk or holds us up.
 * Methods wait for the network: not for the owner of a session. Callable from any thread.
 */
public final class Fetcher {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);

    /** What servers answer that know no HEAD (RFC 9110 sections 15.5.6 and 15.6.2). */
    private static final Set<Integer> NO_LOOK = Set.of(405, 501);

    private static final int MAX_REDIRECTS = 3;
    private static final int MAX_AT_ONCE = 16;

    private final FetchGuard guard;
    private final FetchPolicy policy;
    private @Nullable OkHttpClient client;
    private final Duration patience;
    private final Semaphore turns = new Semaphore(MAX_AT_ONCE, true);

    public Fetcher(FetchPolicy policy) {
        this(policy, HostResolver.system());
    }

    /** A fetcher that asks somebody else for the addresses of hosts. */
    public Fetcher(FetchPolicy policy, HostResolver resolver) {
        guard = new FetchGuard(policy, resolver);
        patience = policy.total();
        this.policy = policy;
    }

    /** Made when it is first needed: it reads all certificates of the system. */
    private synchronized OkHttpClient client() {
        if (client == null) {
            client = client(policy, guard);
        }
        return client;
    }

    static OkHttpClient client(FetchPolicy policy, FetchGuard guard) {
        return plain(policy)
                .dns(guard)
                .addNetworkInterceptor(new ConnectedWhereAllowed(guard))
                .build();
    }

    /** Nothing from the environment, nothing remembered, nothing followed by itself. */
    static OkHttpClient.Builder plain(FetchPolicy policy) {
        return new OkHttpClient.Builder()
                .proxy(Proxy.NO_PROXY)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .connectTimeout(policy.connect())
                .readTimeout(policy.silence())
                .writeTimeout(policy.silence())
                .callTimeout(policy.total());
    }

    /** Whether it may be fetched, as far as the address tells; asks nobody. */
    public boolean mayFetch(URI url) {
        try {
            var _ = guard.check(url);
            return true;
        } catch (FetchException e) {
            return false;
        }
    }

    /** The file, which the caller closes. */
    public FetchedFile fetch(FetchRequest request) throws FetchException {
        return fetchIfChanged(request.withEtag(null))
                .orElseThrow(() -> notThere(request.url().getHost(), 304));
    }

    /** The file, which the caller closes; empty if it is still the version that we have. */
    public Optional<FetchedFile> fetchIfChanged(FetchRequest request) throws FetchException {
        return inTurn("GET", request, (url, response) -> save(request, url, response));
    }

    /** What the server says about the file, for where somebody else will fetch it. */
    public RemoteFile look(FetchRequest request) throws FetchException {
        return inTurn(
                "HEAD",
                request.withEtag(null),
                (url, response) -> {
                    if (NO_LOOK.contains(response.code())) {
                        return new RemoteFile(-1, ""); // it can be fetched all the same
                    }
                    if (response.code() != 200) {
                        throw notThere(url.host(), response.code());
                    }
                    long size = declaredSize(response);
                    String type = FileType.plain(response.header("Content-Type"));
                    checkSize(request, size);
                    checkType(request, type);
                    return new RemoteFile(size, type);
                });
    }

    /**
     * Sends a form to an address that a stranger gave, under the same rules. No redirect is
     * followed, and nothing is made of the answer but whether it is a success.
     */
    public void submit(URI to, Map<String, String> form) throws FetchException {
        HttpUrl url = guard.check(to);
        inTurn(
                url,
                () -> {
                    try (Response response = client().newCall(Calls.post(url, form)).execute()) {
                        if (!response.isSuccessful()) {
                            throw new FetchException(
                                    Reason.NOT_THERE,
                                    Text.of(
                                            "{0} answers with HTTP status {1}.",
                                            url.host(), response.code()));
                        }
                        return true;
                    }
                });
    }

    /** Asks a web server that a user named, under the same rules; no redirect is followed. */
    public WebCall.Answer call(WebCall call) throws FetchException {
        HttpUrl url = guard.check(call.url());
        return inTurn(
                url,
                () -> {
                    try (Response response = client().newCall(Calls.of(call, url)).execute()) {
                        byte[] body = response.body().byteStream().readNBytes(call.maxAnswer() + 1);
                        if (body.length > call.maxAnswer()) {
                            throw new FetchException(
                                    Reason.TOO_LARGE,
                                    Text.of("{0} has too much to say.", url.host()));
                        }
                        return new WebCall.Answer(
                                response.code(), new String(body, StandardCharsets.UTF_8));
                    }
                });
    }

    private <T> T inTurn(String method, FetchRequest request, Reading<T> reading)
            throws FetchException {
        HttpUrl url = guard.check(request.url());
        return inTurn(url, () -> follow(method, request, url, reading));
    }

    private <T> T inTurn(HttpUrl url, Call<T> call) throws FetchException {
        boolean ours = false;
        try {
            ours = turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ours) {
                throw new FetchException(
                        Reason.BUSY,
                        Text.of("Too many files are being fetched now: try again later."));
            }
            return call.make();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchException(Reason.BUSY, Text.of("The gateway is shutting down."));
        } catch (IOException e) {
            LOG.debug("fetch.failed host={} reason=\"{}\"", url.host(), e.toString());
            throw explained(url.host(), e);
        } finally {
            if (ours) {
                turns.release();
            }
        }
    }

    private <T> T follow(String method, FetchRequest request, HttpUrl first, Reading<T> reading)
            throws FetchException, IOException {
        HttpUrl url = first;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Request call = Calls.get(method, url, request.credentials(), request.etag());
            try (Response response = client().newCall(call).execute()) {
                if (!Calls.isRedirect(response)) {
                    return reading.read(url, response);
                }
                url = Calls.target(url, response);
            }
            guard.check(url);
        }
        throw new FetchException(
                Reason.REFUSED,
                Text.of("The address of the file leads from one to the next without end."));
    }

    private static Optional<FetchedFile> save(FetchRequest request, HttpUrl url, Response response)
            throws FetchException, IOException {
        if (response.code() == 304 && request.etag() != null) {
            return Optional.empty();
        }
        if (response.code() != 200) {
            throw notThere(url.host(), response.code());
        }
        String encoding = response.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new FetchException(
                    Reason.UNREACHABLE,
                    Text.of("{0} sends the file compressed, unasked.", url.host()));
        }
        checkSize(request, declaredSize(response));
        Spool spooled = Spool.write(response.body().byteStream(), null, request.maxSize());
        if (spooled == null) {
            throw tooLarge(request);
        }
        String claim = response.header("Content-Type");
        String type = spooled.type(claim, request.mediaType());
        try {
            checkType(request, type);
        } catch (FetchException e) {
            Spool.delete(spooled.path());
            throw e;
        }
        return Optional.of(
                new FetchedFile(
                        spooled.path(),
                        spooled.size(),
                        type,
                        spooled.sha256(),
                        FileName.of(url.pathSegments()),
                        Calls.etag(response)));
    }

    private static long declaredSize(Response response) {
        try {
            String length = response.header("Content-Length");
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static void checkSize(FetchRequest request, long size) throws FetchException {
        if (size > request.maxSize()) {
            throw tooLarge(request);
        }
    }

    private static void checkType(FetchRequest request, String type) throws FetchException {
        if (!request.types().welcome(type)) {
            throw new FetchException(
                    Reason.WRONG_TYPE,
                    Text.of("Files of the type {0} are not carried here.", type));
        }
    }

    private static FetchException tooLarge(FetchRequest request) {
        return new FetchException(
                Reason.TOO_LARGE,
                Text.of(
                        "The file is larger than the {0} allowed.",
                        FileName.size(request.maxSize())));
    }

    private static FetchException notThere(@Nullable String host, int status) {
        boolean later = status >= 500 || status == 429 || status == 408;
        return new FetchException(
                later ? Reason.UNREACHABLE : Reason.NOT_THERE,
                Text.of(
                        "The file cannot be had: {0} answers with HTTP status {1}.",
                        String.valueOf(host), status));
    }

    private static FetchException explained(String host, IOException e) {
        Text text =
                switch (e) {
                    case NotPublicException _ -> FetchGuard.notPublic(host);
                    case UnknownHostException _ -> Text.of("There is no host {0}.", host);
                    case InterruptedIOException _ ->
                            Text.of("{0} takes too long to send the file.", host);
                    case SSLException tls -> untrusted(host, tls);
                    default ->
                            Text.of("The connection to {0} broke while fetching the file.", host);
                };
        Reason reason = e instanceof NotPublicException ? Reason.REFUSED : Reason.UNREACHABLE;
        return new FetchException(reason, text);
    }

    private static Text untrusted(String host, SSLException e) {
        boolean certificate =
                e instanceof SSLPeerUnverifiedException
                        || e.getCause() instanceof GeneralSecurityException;
        return certificate
                ? Text.of("The certificate of {0} cannot be trusted.", host)
                : Text.of("There is no secure connection to be had to {0}.", host);
    }

    /** Talks to a web server. */
    private interface Call<T> {
        T make() throws FetchException, IOException;
    }

    /** What to do with the last answer. */
    private interface Reading<T> {
        T read(HttpUrl url, Response response) throws FetchException, IOException;
    }
}
