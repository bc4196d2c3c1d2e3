package im.isthmus.core.attachment;

import im.isthmus.core.attachment.FetchException.Reason;
import im.isthmus.core.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** How we ask for files over HTTP, and where answers lead (RFC 9110). */
final class Calls {
    private static final int MAX_ETAG = 200;

    private Calls() {}

    /** Credentials go along only to the origin that they belong to. */
    static Request get(
            String method,
            HttpUrl url,
            @Nullable OriginCredentials credentials,
            @Nullable String etag) {
        Request.Builder request =
                new Request.Builder()
                        .url(url)
                        .method(method, null)
                        .header("User-Agent", "Isthmus")
                        // Asking ourselves keeps OkHttp from unpacking, which has no limit.
                        .header("Accept-Encoding", "identity");
        if (credentials != null && belongs(credentials, url)) {
            request.header("Authorization", credentials.authorization().reveal());
        }
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        return request.build();
    }

    /** A form, as web pages send them. */
    static Request post(HttpUrl url, Map<String, String> form) {
        FormBody.Builder body = new FormBody.Builder();
        form.forEach(body::add);
        return new Request.Builder()
                .url(url)
                .post(body.build())
                .header("User-Agent", "Isthmus")
                .header("Accept-Encoding", "identity")
                .build();
    }

    /** As a user of ours wants it. */
    static Request of(WebCall call, HttpUrl url) {
        Request.Builder request =
                new Request.Builder()
                        .url(url)
                        .method(
                                call.method(),
                                RequestBody.create(
                                        call.body().getBytes(StandardCharsets.UTF_8),
                                        MediaType.parse(call.contentType())))
                        .header("User-Agent", "Isthmus")
                        .header("Accept-Encoding", "identity");
        call.headers().forEach(request::header);
        OriginCredentials credentials = call.credentials();
        if (credentials != null && belongs(credentials, url)) {
            request.header("Authorization", credentials.authorization().reveal());
        }
        return request.build();
    }

    static boolean isRedirect(Response response) {
        return switch (response.code()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    static HttpUrl target(HttpUrl url, Response response) throws FetchException {
        String location = response.header("Location");
        HttpUrl target = location == null ? null : url.resolve(location);
        if (target == null) {
            throw new FetchException(
                    Reason.REFUSED,
                    Text.of("{0} points to an address that is not https.", url.host()));
        }
        return target;
    }

    static @Nullable String etag(Response response) {
        String etag = response.header("ETag");
        return etag == null || etag.length() > MAX_ETAG ? null : etag;
    }

    private static boolean belongs(OriginCredentials credentials, HttpUrl url) {
        HttpUrl origin = HttpUrl.parse(credentials.origin().toString());
        return origin != null
                && origin.scheme().equals(url.scheme())
                && origin.host().equals(url.host())
                && origin.port() == url.port();
    }
}
