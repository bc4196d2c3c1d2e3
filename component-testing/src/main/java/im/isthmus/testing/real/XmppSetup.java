package im.isthmus.testing.real;

import java.util.List;

/**
 * What a real XMPP server is told to be; the same for every make of server.
 *
 * @param domain of the users; a name that needs no DNS
 * @param users localparts of the accounts
 * @param password of every account
 * @param components domains for which the component port takes connections
 * @param secret of every component
 * @param privileges whether components get the privileges of XEP-0356 (roster, presence, messages)
 * @param uploads whether components may upload files themselves (XEP-0363)
 * @param extra lines put at the end of the configuration file, in the server's own language
 */
public record XmppSetup(
        String domain,
        List<String> users,
        String password,
        List<String> components,
        String secret,
        boolean privileges,
        boolean uploads,
        String extra) {

    /** alice and bob at localhost, password "pass"; component irc.localhost, secret "secret". */
    public static XmppSetup standard() {
        return new XmppSetup(
                "localhost",
                List.of("alice", "bob"),
                "pass",
                List.of("irc.localhost"),
                "secret",
                true,
                true,
                "");
    }

    public XmppSetup withUsers(String... localparts) {
        return new XmppSetup(
                domain,
                List.of(localparts),
                password,
                components,
                secret,
                privileges,
                uploads,
                extra);
    }

    public XmppSetup withPassword(String everybodys) {
        return new XmppSetup(
                domain, users, everybodys, components, secret, privileges, uploads, extra);
    }

    public XmppSetup withComponents(String... domains) {
        return new XmppSetup(
                domain, users, password, List.of(domains), secret, privileges, uploads, extra);
    }

    public XmppSetup withSecret(String everyComponents) {
        return new XmppSetup(
                domain, users, password, components, everyComponents, privileges, uploads, extra);
    }

    public XmppSetup withoutPrivileges() {
        return new XmppSetup(domain, users, password, components, secret, false, uploads, extra);
    }

    public XmppSetup withoutUploads() {
        return new XmppSetup(domain, users, password, components, secret, privileges, false, extra);
    }

    public XmppSetup withExtra(String lines) {
        return new XmppSetup(
                domain, users, password, components, secret, privileges, uploads, lines);
    }
}
