package im.isthmus.core.attachment;

import im.isthmus.core.address.PublicAddress;
import im.isthmus.core.attachment.FetchException.Reason;
import im.isthmus.core.text.Text;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;

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
                    Text.of(
                            "This file is end-to-end encrypted, which cannot pass through the gateway:"
                                    + " switch encryption off for this conversation and send it again."));
        }
        HttpUrl url = uri.toString().length() > MAX_URL ? null : HttpUrl.parse(uri.toString());
        if (url == null) {
            throw refused(Text.of("Only files with an https address can be fetched."));
        }
        check(url);
        return url;
    }

    /** As {@link #check(URI)}, for where a redirect leads. */
    void check(HttpUrl url) throws FetchException {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw refused(
                    Text.of(
                            "The address of the file has a user name in it; that is not followed."));
        }
        if (policy.vouchesFor(url.host())) {
            return;
        }
        if (!url.isHttps()) {
            throw refused(Text.of("Files are fetched over https only, not from {0}.", url.host()));
        }
        if (!policy.ports().contains(url.port())) {
            throw refused(Text.of("Files are not fetched from port {0}.", url.port()));
        }
        InetAddress literal = FetchPolicy.literal(url.host());
        if (literal != null && !PublicAddress.isPublic(literal)) {
            throw refused(notPublic(url.host()));
        }
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> all = resolver.resolve(host);
        List<InetAddress> good = all.stream().filter(address -> mayConnect(host, address)).toList();
        if (good.isEmpty()) {
            throw new NotPublicException(host);
        }
        return good;
    }

    boolean mayConnect(String host, InetAddress address) {
        return policy.allows(host) || policy.allows(address) || PublicAddress.isPublic(address);
    }

    static Text notPublic(String host) {
        return Text.of(
                "Files are fetched from public Internet addresses only, and {0} has none: the"
                        + " administrator of the gateway can allow it.",
                host);
    }

    private static FetchException refused(Text text) {
        return new FetchException(Reason.REFUSED, text);
    }

    /** All addresses of a host are inside. */
    static final class NotPublicException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        NotPublicException(String host) {
            super("no public address: " + host);
        }
    }
}
