package im.isthmus.core.attachment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends files to where the own XMPP server said (XEP-0363 section 6). That may be a private
 * address, for the server is trusted; but over TLS, unless the admin allowed it without. Methods
 * wait for the network.
 */
public final class Uploader {
    private final FetchPolicy policy;
    private @Nullable OkHttpClient client;

    public Uploader(FetchPolicy policy) {
        this.policy = policy;
    }

    /** Made when it is first needed: it reads all certificates of the system. */
    private synchronized OkHttpClient client() {
        if (client == null) {
            client = Fetcher.plain(policy).build();
        }
        return client;
    }

    /**
     * Sends a file.
     *
     * @throws IOException if it is not there afterwards; the message says why
     */
    public void put(URI url, Map<String, String> headers, Path file, String mediaType)
            throws IOException {
        HttpUrl target = HttpUrl.parse(url.toString());
        if (target == null || !mayBeUsed(url)) {
            throw new IOException("the address is not https: " + url.getHost());
        }
        Request.Builder request =
                new Request.Builder()
                        .url(target)
                        .put(RequestBody.create(file.toFile(), MediaType.parse(mediaType)));
        request.header("User-Agent", "Isthmus");
        headers.forEach(request::header);
        try (Response response = client().newCall(request.build()).execute()) {
            if (!response.isSuccessful()) {
                throw new IOException(url.getHost() + " answers " + response.code());
            }
        }
    }

    /** Whether files may be sent to, and had from, a URL of the own server. */
    public boolean mayBeUsed(URI url) {
        HttpUrl parsed = HttpUrl.parse(url.toString());
        return parsed != null
                && parsed.username().isEmpty()
                && (parsed.isHttps() || policy.vouchesFor(parsed.host()));
    }
}
