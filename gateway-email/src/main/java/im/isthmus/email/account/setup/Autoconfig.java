package im.isthmus.email.account.setup;

import im.isthmus.core.attachment.FetchException;
import im.isthmus.core.attachment.FetchPolicy;
import im.isthmus.core.attachment.FetchRequest;
import im.isthmus.core.attachment.FetchedFile;
import im.isthmus.core.attachment.Fetcher;
import im.isthmus.core.attachment.HostResolver;
import im.isthmus.core.content.MediaTypes;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.config.AccountsConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the domain of an address says about its mail servers on the web, where Mozilla's programs
 * look. Its certificate proves that the domain says it, so other domains may be named.
 */
final class Autoconfig {
    private static final Logger LOG = LoggerFactory.getLogger(Autoconfig.class);

    private static final int HTTPS = 443;
    private static final int MAX_BYTES = 64 * 1024;

    private final Fetcher fetcher;
    private final int port;

    /** Looks nowhere but where the admin lets mail be read. */
    Autoconfig(AccountsConfig config) {
        this(config, HostResolver.system(), HTTPS);
    }

    /**
     * @param port of all web servers
     */
    Autoconfig(AccountsConfig config, HostResolver resolver, int port) {
        // Whoever registers waits, and most domains have nothing.
        FetchPolicy policy =
                new FetchPolicy(
                        Set.of(port),
                        config.privateHosts(),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5));
        this.fetcher = new Fetcher(policy, resolver);
        this.port = port;
    }

    /** What it says; nothing if it does not. Waits for web servers. */
    ClientConfig find(MailAddress address) {
        String domain = address.asciiDomain();
        String query = "?emailaddress=" + URLEncoder.encode(address.wire(), StandardCharsets.UTF_8);
        for (String place :
                List.of(
                        "autoconfig." + domain + ":" + port + "/mail/config-v1.1.xml" + query,
                        domain
                                + ":"
                                + port
                                + "/.well-known/autoconfig/mail/config-v1.1.xml"
                                + query)) {
            try (FetchedFile file = fetcher.fetch(request("https://" + place))) {
                String xml = new String(file.bytes(), StandardCharsets.UTF_8);
                ClientConfig found = ClientConfig.parse(xml, address);
                if (!found.imap().isEmpty() || !found.smtp().isEmpty()) {
                    return found;
                }
            } catch (FetchException | IOException e) {
                LOG.debug("autoconfig=none domain={} reason=\"{}\"", domain, e.getMessage());
            }
        }
        return ClientConfig.NONE;
    }

    private static FetchRequest request(String url) {
        return FetchRequest.of(URI.create(url), MAX_BYTES, MediaTypes.ANY);
    }
}
