package im.isthmus.core.feature.profile;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.ContactEvent.Profile;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.profile.Pictures;
import im.isthmus.core.profile.Profiles;
import im.isthmus.core.profile.Who;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.store.StoreException;
import im.isthmus.core.store.table.PictureTable.Picture;
import im.isthmus.core.text.Language;
import java.util.function.Function;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.PacketError;

/** Answers questions about who somebody is, once the network and the database have said it. */
public final class WhoIs {
    private static final Logger LOG = LoggerFactory.getLogger(WhoIs.class);

    private final Backend backend;
    private final Pictures pictures;

    public WhoIs(Backend backend, Pictures pictures) {
        this.backend = backend;
        this.pictures = pictures;
    }

    /**
     * Answers a request later.
     *
     * @param writer makes the answer; null if there is nothing to be had
     */
    Answer answer(IqRequest request, Function<Who, @Nullable Element> writer)
            throws StanzaException {
        switch (request.address()) {
            case LegacyContact contact -> {
                Profiles profiles = request.session().attendance().profiles();
                profiles.ask(
                        contact,
                        profile ->
                                profiles.whenPictured(
                                        contact.localpart(), () -> send(request, profile, writer)));
            }
            case LegacyRoom room -> {
                String nick = request.stanza().to().resource();
                String name = nick.isEmpty() ? backend.identity(room).name() : nick;
                send(request, Profile.named(name), writer);
            }
            case LegacyNetwork network ->
                    send(request, Profile.named(backend.identity(network).name()), writer);
            case Gateway _ -> send(request, Profile.named(backend.identity().name()), writer);
        }
        return new Answer.Later();
    }

    private void send(IqRequest request, Profile profile, Function<Who, @Nullable Element> writer) {
        Session session = request.session();
        LegacyAddress address = request.address();
        boolean occupant = address instanceof LegacyRoom && request.stanza().to().isFull();
        String jid = request.stanza().to().bare().toString();
        Language language = session.language();
        // Sent from the thread itself: the session may be over by then, if nothing else keeps it.
        Thread.ofVirtual()
                .name("who-is-" + session.user())
                .start(() -> {
                    Picture picture = occupant ? null : picture(session, address);
                    Element answer = writer.apply(new Who(jid, profile, picture));
                    session.send(
                            answer == null
                                    ? Replies.error(request.stanza(), nothing(), language)
                                    : Replies.result(request.stanza(), answer));
                });
    }

    private static StanzaException nothing() {
        return new StanzaException(
                PacketError.Condition.item_not_found, "Nothing of this is known here.");
    }

    private @Nullable Picture picture(Session session, LegacyAddress address) {
        try {
            return pictures.picture(session.user(), address.localpart()).orElse(null);
        } catch (StoreException e) {
            LOG.warn("picture=not-read user={} reason=\"{}\"", session.user(), e.getMessage());
            return null;
        }
    }
}
