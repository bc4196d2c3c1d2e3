package im.isthmus.email.account.setup;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.config.AccountsConfig;
import im.isthmus.email.config.ProviderConfig;
import im.isthmus.email.connection.MailServer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the servers of an account may be: as the user says, the admin, the DNS, the domain on the
 * web, or as is usual.
 */
public final class Discovery {
    /** IMAP over TLS. */
    public static final int IMAPS = 993;

    /** Submission over TLS. */
    public static final int SUBMISSIONS = 465;

    private final AccountsConfig config;
    private final SrvRecords dns;
    private final Autoconfig autoconfig;

    public Discovery(AccountsConfig config) {
        this(config, new SrvRecords(""), new Autoconfig(config));
    }

    Discovery(AccountsConfig config, SrvRecords dns, Autoconfig autoconfig) {
        this.config = config;
        this.dns = dns;
        this.autoconfig = autoconfig;
    }

    /** The provider of an address among those the admin named. */
    public Optional<ProviderConfig> provider(MailAddress address) {
        return config.providers().stream().filter(each -> each.has(address.domain())).findFirst();
    }

    /** Begins to look for the servers of an address. */
    Search search(MailAddress address) {
        return new Search(address);
    }

    /** Looks for the servers of one address. May wait for the DNS and the web. */
    final class Search {
        private final MailAddress address;
        private final String domain;
        private @Nullable ClientConfig web;

        private Search(MailAddress address) {
            this.address = address;
            this.domain = address.asciiDomain();
        }

        /**
         * Where mail may be read, best first.
         *
         * @param typed what the user says; may be empty
         */
        Candidates imap(String typed) {
            if (!typed.isEmpty()) {
                return Candidates.named(MailServer.parse(typed, IMAPS).stream().toList());
            }
            return provider(address)
                    .map(known -> Candidates.named(List.of(known.imap())))
                    .orElseGet(() -> found("imap", "_imaps._tcp", "_imap._tcp"));
        }

        /** Where mail may be sent, best first. */
        Candidates smtp(String typed) {
            if (!typed.isEmpty()) {
                return Candidates.named(MailServer.parse(typed, SUBMISSIONS).stream().toList());
            }
            return provider(address)
                    .map(known -> Candidates.named(List.of(known.smtp())))
                    .orElseGet(() -> found("smtp", "_submissions._tcp", "_submission._tcp"));
        }

        /** What the servers know the user by, once they are found. */
        String login() {
            return web == null || web.login().isEmpty() ? address.wire() : web.login();
        }

        private Candidates found(String kind, String implicit, String explicit) {
            boolean imap = kind.equals("imap");
            List<MailServer> told = new ArrayList<>();
            told.addAll(dns.find(implicit, domain, true));
            told.addAll(dns.find(explicit, domain, false));
            LinkedHashSet<MailServer> servers = new LinkedHashSet<>();
            told.stream().filter(server -> isWithin(server, domain)).forEach(servers::add);
            List<MailServer> foreign =
                    told.stream().filter(server -> !isWithin(server, domain)).toList();
            if (servers.isEmpty()) {
                servers.addAll(imap ? web().imap() : web().smtp());
            }
            if (servers.isEmpty() && !foreign.isEmpty()) {
                return new Candidates(List.of(), foreign);
            }
            for (String host : List.of(kind + '.' + domain, "mail." + domain, domain)) {
                servers.add(new MailServer(host, imap ? IMAPS : SUBMISSIONS, true));
                servers.add(new MailServer(host, imap ? 143 : 587, false));
            }
            return new Candidates(List.copyOf(servers), foreign);
        }

        private ClientConfig web() {
            ClientConfig told = web;
            if (told == null) {
                told = config.others() ? autoconfig.find(address) : ClientConfig.NONE;
                web = told;
            }
            return told;
        }
    }

    private static boolean isWithin(MailServer server, String domain) {
        return server.host().equals(domain) || server.host().endsWith("." + domain);
    }
}
