package im.isthmus.email.account.setup;

import im.isthmus.email.connection.MailServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** What the DNS says about where the mail servers of a domain are (RFC 6186, RFC 8314). */
final class SrvRecords {
    private static final int MOST = 5;

    private final String servers;

    /**
     * @param servers whom to ask, such as {@code dns://192.0.2.1:53}; empty for those of the system
     */
    SrvRecords(String servers) {
        this.servers = servers;
    }

    private record Found(int priority, int weight, MailServer server) {}

    /**
     * Servers of a domain, as it prefers them (RFC 2782).
     *
     * @param service such as {@code _imaps._tcp}
     * @param domain as the DNS has it
     * @param implicit whether TLS begins with the first byte there
     * @return none if the DNS does not know, or does not answer in a few seconds
     */
    // Of the DNS nothing but text comes this way, and the name asked for is a checked domain.
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    List<MailServer> find(String service, String domain, boolean implicit) {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", "1000");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        if (!servers.isEmpty()) {
            settings.put("java.naming.provider.url", servers);
        }
        List<Found> found = new ArrayList<>();
        try {
            InitialDirContext dns = new InitialDirContext(settings);
            try {
                Attribute records =
                        dns.getAttributes(service + "." + domain, new String[] {"SRV"}).get("SRV");
                for (int i = 0; records != null && i < Math.min(records.size(), MOST); i++) {
                    server(String.valueOf(records.get(i)), implicit).ifPresent(found::add);
                }
            } finally {
                dns.close();
            }
        } catch (NamingException e) {
            // The usual case: most domains say nothing.
        }
        return found.stream()
                .sorted(
                        Comparator.comparingInt(Found::priority)
                                .thenComparing(Found::weight, Comparator.reverseOrder()))
                .map(Found::server)
                .toList();
    }

    /** Of {@code priority weight port target.}; a lone dot means that there is no such service. */
    private static Optional<Found> server(String record, boolean implicit) {
        String[] words = record.strip().split("\\s+", 5);
        if (words.length != 4
                || words[3].equals(".")
                || !words[0].matches("\\d{1,5}")
                || !words[1].matches("\\d{1,5}")) {
            return Optional.empty();
        }
        String scheme = implicit ? "tls://" : "starttls://";
        String host = words[3].replaceFirst("\\.$", "");
        return MailServer.parse(scheme + host + ':' + words[2], 993)
                .map(server ->
                        new Found(Integer.parseInt(words[0]), Integer.parseInt(words[1]), server));
    }
}
