package im.isthmus.email.account.setup;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.config.AccountsConfig;
import im.isthmus.email.config.ProviderConfig;
import im.isthmus.email.connection.MailServer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Where the servers of an account may be: as the user says, the admin, the DNS, or as is usual. */
public final class Discovery {
    /** IMAP over TLS. */
    public static final int IMAPS = 993;

    /** Submission over TLS. */
    public static final int SUBMISSIONS = 465;

    private final AccountsConfig config;
    private final SrvRecords dns;

    public Discovery(AccountsConfig config) {
        this(config, new SrvRecords(""));
    }

    Discovery(AccountsConfig config, SrvRecords dns) {
        this.config = config;
        this.dns = dns;
    }

    /** The provider of an address among those the admin named. */
    public Optional<ProviderConfig> provider(MailAddress address) {
        return config.providers().stream().filter(each -> each.has(address.domain())).findFirst();
    }

    /**
     * Where mail may be read, best first. May wait for the DNS.
     *
     * @param typed what the user says; may be empty
     */
    Candidates imap(MailAddress address, String typed) {
        Optional<MailServer> known = provider(address).map(ProviderConfig::imap);
        if (!typed.isEmpty()) {
            return Candidates.named(MailServer.parse(typed, IMAPS).stream().toList());
        }
        return known.map(server -> Candidates.named(List.of(server)))
                .orElseGet(() -> guesses(address, "imap", List.of("_imaps._tcp", "_imap._tcp")));
    }

    /** Where mail may be sent, best first. */
    Candidates smtp(MailAddress address, String typed) {
        Optional<MailServer> known = provider(address).map(ProviderConfig::smtp);
        if (!typed.isEmpty()) {
            return Candidates.named(MailServer.parse(typed, SUBMISSIONS).stream().toList());
        }
        return known.map(server -> Candidates.named(List.of(server)))
                .orElseGet(() ->
                        guesses(address, "smtp", List.of("_submissions._tcp", "_submission._tcp")));
    }

    private Candidates guesses(MailAddress address, String kind, List<String> services) {
        String domain = address.asciiDomain();
        List<MailServer> told = new ArrayList<>();
        told.addAll(dns.find(services.getFirst(), domain, true));
        told.addAll(dns.find(services.getLast(), domain, false));
        LinkedHashSet<MailServer> servers = new LinkedHashSet<>();
        told.stream().filter(server -> isWithin(server, domain)).forEach(servers::add);
        List<MailServer> foreign =
                told.stream().filter(server -> !isWithin(server, domain)).toList();
        if (servers.isEmpty() && !foreign.isEmpty()) {
            return new Candidates(List.of(), foreign);
        }
        boolean imap = kind.equals("imap");
        for (String host : List.of(kind + '.' + domain, "mail." + domain, domain)) {
            servers.add(new MailServer(host, imap ? IMAPS : SUBMISSIONS, true));
            servers.add(new MailServer(host, imap ? 143 : 587, false));
        }
        return new Candidates(List.copyOf(servers), foreign);
    }

    private static boolean isWithin(MailServer server, String domain) {
        return server.host().equals(domain) || server.host().endsWith("." + domain);
    }
}
