package im.isthmus.email.address;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The mail addresses of XMPP users: {@code local=domain@maildomain}, or an alias the admin gave.
 * All are plain ASCII, so that every mail server can answer. Neither {@code %} nor {@code !} is in
 * them: mail servers read those as routes and refuse them.
 */
public final class OwnAddresses {
    private final String domain;
    private final Map<String, Jid> byAlias;
    private final Map<Jid, String> byUser = new HashMap<>();

    /**
     * @param domain of the mails
     * @param aliases users by the local part that is theirs
     */
    public OwnAddresses(String domain, Map<String, Jid> aliases) {
        this.domain = domain;
        this.byAlias = Map.copyOf(aliases);
        aliases.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> byUser.putIfAbsent(each.getValue(), each.getKey()));
    }

    /**
     * Somebody whom a mail is for.
     *
     * @param user a bare JID
     * @param tag the part behind a plus sign (RFC 5233); empty if there is none
     */
    public record Recipient(Jid user, String tag) {}

    /** The domain of the mails. */
    public String domain() {
        return domain;
    }

    /** Whether an address belongs to our domain at all. */
    public boolean isOurs(MailAddress address) {
        return address.domain().equals(domain);
    }

    /** The address that a user writes from. */
    public MailAddress of(Jid user) {
        String alias = byUser.get(user.bare());
        return new MailAddress(alias == null ? LocalPart.of(user) : alias, domain);
    }

    /** Whom a mail to this address is for; empty if it can be for nobody. */
    public Optional<Recipient> recipient(MailAddress address) {
        if (!isOurs(address)) {
            return Optional.empty();
        }
        String local = address.local();
        int plus = local.indexOf('+');
        String base = plus < 0 ? local : local.substring(0, plus);
        String tag = plus < 0 ? "" : local.substring(plus + 1);
        Jid alias = byAlias.get(base.toLowerCase(Locale.ROOT));
        if (alias != null) {
            return Optional.of(new Recipient(alias, tag));
        }
        // user+tag=host: the tag ends where the host begins.
        int host = tag.lastIndexOf('=');
        if (plus >= 0 && host >= 0) {
            base = base + tag.substring(host);
            tag = tag.substring(0, host);
        }
        try {
            Optional<Jid> user = LocalPart.user(base);
            String kept = tag;
            return user.map(jid -> new Recipient(jid, kept));
        } catch (InvalidJidException e) {
            return Optional.empty();
        }
    }
}
