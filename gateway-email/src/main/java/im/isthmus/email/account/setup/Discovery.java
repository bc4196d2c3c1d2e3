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

    public Discovery(AccountsConfig config) {
        this.config = config;
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
    List<MailServer> imap(MailAddress address, String typed) {
        Optional<MailServer> known = provider(address).map(ProviderConfig::imap);
        if (!typed.isEmpty()) {
            return MailServer.parse(typed, IMAPS).stream().toList();
        }
        return known.map(List::of)
                .orElseGet(() -> guesses(address, "imap", List.of("_imaps._tcp", "_imap._tcp")));
    }

    /** Where mail may be sent, best first. */
    List<MailServer> smtp(MailAddress address, String typed) {
        Optional<MailServer> known = provider(address).map(ProviderConfig::smtp);
        if (!typed.isEmpty()) {
            return MailServer.parse(typed, SUBMISSIONS).stream().toList();
        }
        return known.map(List::of)
                .orElseGet(() ->
                        guesses(address, "smtp", List.of("_submissions._tcp", "_submission._tcp")));
    }

    private static List<MailServer> guesses(
            MailAddress address, String kind, List<String> services) {
        String domain = address.asciiDomain();
        LinkedHashSet<MailServer> servers = new LinkedHashSet<>();
        servers.addAll(SrvRecords.find(services.getFirst(), domain, true));
        servers.addAll(SrvRecords.find(services.getLast(), domain, false));
        boolean imap = kind.equals("imap");
        for (String host : List.of(kind + '.' + domain, "mail." + domain, domain)) {
            servers.add(new MailServer(host, imap ? IMAPS : SUBMISSIONS, true));
            servers.add(new MailServer(host, imap ? 143 : 587, false));
        }
        return new ArrayList<>(servers);
    }
}
