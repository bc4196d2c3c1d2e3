package im.isthmus.core.feature.profile;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.profile.Pictures;
import im.isthmus.core.profile.Profiles;
import im.isthmus.core.profile.Who;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.store.database.StoreException;
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
            case LegacyContact contact -> ask(request, contact, writer);
            case LegacyRoom room -> {
                String resource = request.stanza().to().resource();
                LegacyContact person = person(request, room, resource);
                String name = resource.isEmpty() ? backend.identity(room).name() : resource;
                if (person != null) {
                    ask(request, person, writer);
                } else {
                    send(request, resource.isEmpty() ? room : null, Profile.named(name), writer);
                }
            }
            case LegacyNetwork network -> {
                Profile profile = Profile.named(backend.identity(network).name());
                request.session()
                        .attendance()
                        .profiles()
                        .whenPictured(
                                network.localpart(), () -> send(request, network, profile, writer));
            }
            case Gateway gateway ->
                    send(request, gateway, Profile.named(backend.identity().name()), writer);
        }
        return new Answer.Later();
    }

    /** The contact that somebody in a room is outside of it. */
    private @Nullable LegacyContact person(IqRequest request, LegacyRoom room, String resource) {
        String nick = request.session().rooms().questions().nick(room, resource);
        return nick == null ? null : backend.person(room, nick);
    }

    private void ask(
            IqRequest request, LegacyContact contact, Function<Who, @Nullable Element> writer)
            throws StanzaException {
        Profiles profiles = request.session().attendance().profiles();
        profiles.ask(
                contact,
                profile ->
                        profiles.whenPictured(
                                contact.localpart(),
                                () -> send(request, contact, profile, writer)));
    }

    /** Tells a profile, with the picture of an address, if it is of one. */
    private void send(
            IqRequest request,
            @Nullable LegacyAddress pictured,
            Profile profile,
            Function<Who, @Nullable Element> writer) {
        Session session = request.session();
        Jid jid = request.stanza().to().bare();
        Language language = session.language();
        // Sent from the thread itself: the session may be over by then, if nothing else keeps it.
        Thread.ofVirtual()
                .name("who-is-" + session.user())
                .start(() -> {
                    Picture picture = pictured == null ? null : picture(session, pictured);
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
