package im.isthmus.core.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.contact.Audiences;
import im.isthmus.core.contact.PresenceExtension;
import im.isthmus.core.registration.UserAccount;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Text;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** The presence of the gateway itself and of its networks. */
public final class OwnPresence {
    private final List<PresenceExtension> extensions;

    /**
     * For all users of a gateway.
     *
     * @param extensions of every available presence
     */
    public OwnPresence(List<PresenceExtension> extensions) {
        this.extensions = List.copyOf(extensions);
    }

    /**
     * How an address looks to a user.
     *
     * @param show empty for plainly available
     */
    private record Look(boolean online, String show, Text text) {
        static Look of(boolean online) {
            return new Look(online, "", Text.EMPTY);
        }

        Object state() {
            return online ? this : Audiences.OFFLINE;
        }
    }

    /**
     * Tells how an address is whoever does not know: a resource, or for the bare JID all that are
     * online. COMPAT(Prosody 0.12): it probes for the bare JID.
     */
    void tell(Session session, LegacyAddress address, Jid to) {
        List<Jid> online = session.onlineResources();
        if (to.isFull() || online.isEmpty()) {
            tellOne(session, address, to);
        } else {
            online.forEach(resource -> tellOne(session, address, resource));
        }
    }

    private void tellOne(Session session, LegacyAddress address, Jid to) {
        Look look = look(session, address);
        if (look == null) {
            return; // it will be clear soon
        }
        Audiences audiences = session.attendance().audiences();
        if (to.isFull() && !audiences.isNews(to, address.localpart(), look.state())) {
            return;
        }
        String type = look.online() ? "" : "unavailable";
        Element presence = Xml.stanza("presence", session.jid(address), to, type, null);
        if (!look.show().isEmpty()) {
            Xml.text(presence, "show", look.show());
        }
        if (!look.text().isEmpty()) {
            Xml.text(presence, "status", session.language().render(look.text()));
        }
        if (look.online()) {
            extensions.forEach(each -> each.extend(presence, session.user(), address));
        }
        session.send(presence);
    }

    private static @Nullable Look look(Session session, LegacyAddress address) {
        return switch (address) {
            case Gateway _ -> look(session.attendance().account());
            case LegacyNetwork network -> Look.of(session.attendance().isConnected(network));
            case LegacyContact _, LegacyRoom _ -> Look.of(false);
        };
    }

    private static @Nullable Look look(UserAccount account) {
        if (account.isWithout()) {
            return Look.of(true);
        }
        return switch (account.phase()) {
            case LOGGED_IN -> new Look(true, "", account.text());
            case COMING_BACK -> new Look(true, "xa", account.text());
            case FAILED -> failed(account.text());
            case LOGGING_IN -> null;
            case NEEDLESS, ABSENT, LOGGED_OUT -> new Look(false, "", account.text());
        };
    }

    /** The gateway itself is there, to say why nothing else works. */
    private static Look failed(Text why) {
        return why.isEmpty() ? Look.of(false) : new Look(true, "xa", why);
    }
}
