package im.isthmus.core.attachment;

import im.isthmus.core.address.PublicAddress;
import im.isthmus.core.attachment.FetchException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Decides which addresses may be connected to. Hosts are looked up once, by {@link #lookup}, and
 * only what passed there is connected to, so that a name cannot change its mind in between.
 */
final class FetchGuard implements Dns {
    private static final int MAX_URL = 4096;

    private final FetchPolicy policy;
    private final HostResolver resolver;

    FetchGuard(FetchPolicy policy, HostResolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
    }

    /** The URL, if it is one that may be fetched as far as can be seen from itself. */
    HttpUrl check(URI uri) throws FetchException {
        if ("aesgcm".equalsIgnoreCase(uri.getScheme())) {
            throw refused(
                    "This file is end-to-end encrypted, which cannot pass through the gateway:"
                            + " switch encryption off for this conversation and send it again.");
        }
        HttpUrl url = uri.toString().length() > MAX_URL ? null : HttpUrl.parse(uri.toString());
        if (url == null) {
            throw refused("Only files with an https address can be fetched.");
        }
        check(url);
        return url;
    }

    /** As {@link #check(URI)}, for where a redirect leads. */
    void check(HttpUrl url) throws FetchException {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw refused("The address of the file has a user name in it; that is not followed.");
        }
        @Nullable InetAddress literal = literal(url.host());
        boolean vouched = policy.allows(url.host()) || (literal != null && policy.allows(literal));
        if (vouched) {
            return;
        }
        if (!url.isHttps()) {
            throw refused("Files are fetched over https only, not from " + url.host() + ".");
        }
        if (!policy.ports().contains(url.port())) {
            throw refused("Files are not fetched from port " + url.port() + ".");
        }
        if (literal != null && !PublicAddress.isPublic(literal)) {
            throw refused(notPublic(url.host()));
        }
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> all = resolver.resolve(host);
        List<InetAddress> good = all.stream().filter(address -> mayConnect(host, address)).toList();
        if (good.isEmpty()) {
            throw new NotPublicException(notPublic(host));
        }
        return good;
    }

    boolean mayConnect(String host, InetAddress address) {
        return policy.allows(host) || policy.allows(address) || PublicAddress.isPublic(address);
    }

    private static String notPublic(String host) {
        return "Files are fetched from public Internet addresses only, and "
                + host
                + " has none: the administrator of the gateway can allow it.";
    }

    private static FetchException refused(String text) {
        return new FetchException(Reason.REFUSED, text);
    }

    /** The address that a URL names instead of a host; null if it names a host. */
    private static @Nullable InetAddress literal(String host) {
        boolean digits = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        try {
            return digits ? InetAddress.ofLiteral(host.toLowerCase(Locale.ROOT)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** All addresses of a host are inside. */
    static final class NotPublicException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        NotPublicException(String message) {
            super(message);
        }
    }
}
