package im.isthmus.email.account.setup;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.connection.MailServer;
import im.isthmus.email.header.MailText;
import im.isthmus.email.text.ForeignXml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file for Mozilla's autoconfiguration says, as far as there is TLS.
 *
 * @param login what the servers know the user by; empty if it does not say
 */
record ClientConfig(List<MailServer> imap, List<MailServer> smtp, String login) {
    static final ClientConfig NONE = new ClientConfig(List.of(), List.of(), "");

    private static final int MOST = 5;
    private static final int LONGEST_LOGIN = 320;

    ClientConfig {
        imap = List.copyOf(imap);
        smtp = List.copyOf(smtp);
    }

    /**
     * Reads one.
     *
     * @throws IOException if it is no XML
     */
    static ClientConfig parse(String xml, MailAddress address) throws IOException {
        Reading reading = new Reading(address);
        ForeignXml.read(xml, reading);
        return new ClientConfig(reading.imap, reading.smtp, reading.login);
    }

    /** One server after the other. */
    private static final class Reading implements ForeignXml.Reading {
        private final MailAddress address;
        private final List<MailServer> imap = new ArrayList<>();
        private final List<MailServer> smtp = new ArrayList<>();
        private String login = "";
        private String kind = "";
        private String host = "";
        private String port = "";
        private String socket = "";
        private String user = "";

        Reading(MailAddress address) {
            this.address = address;
        }

        @Override
        public void begin(String name, String type) {
            if (name.equals("incomingServer") || name.equals("outgoingServer")) {
                kind = type;
                host = "";
                port = "";
                socket = "";
                user = "";
            }
        }

        @Override
        public void end(String name, String text) {
            switch (name) {
                case "hostname" -> host = filledIn(text);
                case "port" -> port = text;
                case "socketType" -> socket = text;
                case "username" -> user = filledIn(text);
                case "incomingServer" -> server("imap", imap);
                case "outgoingServer" -> server("smtp", smtp);
                default -> {} // of no use here
            }
        }

        private void server(String wanted, List<MailServer> servers) {
            String scheme =
                    switch (socket) {
                        case "SSL" -> "tls://";
                        case "STARTTLS" -> "starttls://";
                        default -> ""; // in the clear
                    };
            if (!kind.equals(wanted) || scheme.isEmpty() || servers.size() >= MOST) {
                return;
            }
            MailServer.parse(scheme + host + ':' + port, Discovery.IMAPS)
                    .ifPresent(server -> {
                        servers.add(server);
                        login = login.isEmpty() ? MailText.line(user, LONGEST_LOGIN) : login;
                    });
        }

        private String filledIn(String text) {
            return text.replace("%EMAILADDRESS%", address.wire())
                    .replace("%EMAILLOCALPART%", address.local())
                    .replace("%EMAILDOMAIN%", address.asciiDomain());
        }
    }
}
