package im.isthmus.core.feature.archive;

import static im.isthmus.core.feature.archive.ArchiveForm.NAMESPACE;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.archive.Archive;
import im.isthmus.core.archive.ArchivePage;
import im.isthmus.core.archive.ArchivedMessage;
import im.isthmus.core.archive.UnknownMessageException;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.stanza.Paging;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.database.StoreException;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/**
 * Message Archive Management (XEP-0313) of rooms. Everybody reads an archive of their own, in or
 * out of the room. The database, and for what is older the network, is asked on another thread; the
 * stream out may be used from any.
 */
public final class MessageArchive implements Feature {
    private static final String EXTENDED = NAMESPACE + "#extended";

    private static final String TOMBSTONES = "urn:xmpp:message-retract:1#tombstone";

    private final Archive archive;
    private final OlderPages pages;
    private final Readers readers = new Readers();

    public MessageArchive(Archive archive) {
        this.archive = archive;
        this.pages = new OlderPages(archive);
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return address instanceof LegacyRoom ? Set.of(NAMESPACE, EXTENDED, TOMBSTONES) : Set.of();
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(
                new IqRoute("get", "query", NAMESPACE, MessageArchive::form),
                new IqRoute("set", "query", NAMESPACE, this::query),
                new IqRoute("get", "metadata", NAMESPACE, this::metadata));
    }

    private static Answer form(IqRequest request) throws StanzaException {
        room(request);
        Element query = Xml.element("query", NAMESPACE);
        query.add(ArchiveForm.blank());
        return new Answer.Result(query);
    }

    private Answer query(IqRequest request) throws StanzaException {
        LegacyRoom room = room(request);
        ArchiveForm form = ArchiveForm.read(request.payload());
        Paging paging = Paging.of(request.payload());
        String sender = form.with() == null ? null : sender(request.stanza().to(), form.with());
        answerLater(
                request,
                () -> {
                    ArchivePage page =
                            pages.find(request.session(), room, form.toQuery(paging, sender));
                    return answer(request, page);
                });
        return new Answer.Later();
    }

    private Answer metadata(IqRequest request) throws StanzaException {
        LegacyRoom room = room(request);
        answerLater(
                request,
                () -> {
                    Element metadata = Xml.element("metadata", NAMESPACE);
                    List<ArchivedMessage> ends =
                            archive.ends(request.session().user(), room.localpart());
                    if (!ends.isEmpty()) {
                        end(Xml.child(metadata, "start"), ends.getFirst());
                        end(Xml.child(metadata, "end"), ends.getLast());
                    }
                    return metadata;
                });
        return new Answer.Later();
    }

    private static void end(Element element, ArchivedMessage message) {
        Xml.attribute(element, "id", message.id());
        Xml.attribute(element, "timestamp", message.time().toString());
    }

    /** Sends what was found; returns what ends it. */
    private static Element answer(IqRequest request, ArchivePage page) {
        List<ArchivedMessage> messages = page.messages();
        boolean flipped = Xml.find(request.payload(), "flip-page", NAMESPACE) != null;
        String queryId = request.payload().attributeValue("queryid");
        for (ArchivedMessage each : flipped ? messages.reversed() : messages) {
            request.session()
                    .send(
                            ArchivedResult.of(
                                    request.stanza().to().bare(),
                                    request.stanza().from(),
                                    queryId,
                                    each));
        }
        Element fin = Xml.element("fin", NAMESPACE);
        if (page.complete()) {
            Xml.attribute(fin, "complete", "true");
        }
        Paging.describe(
                fin,
                messages.isEmpty() ? null : messages.getFirst().id(),
                page.index(),
                messages.isEmpty() ? null : messages.getLast().id(),
                page.count());
        return fin;
    }

    /** What takes as long as a database does. */
    private interface Work {
        Element run() throws UnknownMessageException;
    }

    private void answerLater(IqRequest request, Work work) throws StanzaException {
        readers.enter(request.session().user());
        Thread.ofVirtual()
                .start(() -> {
                    Element reply;
                    try {
                        reply = Replies.result(request.stanza(), work.run());
                    } catch (UnknownMessageException e) {
                        reply =
                                error(
                                        request,
                                        PacketError.Condition.item_not_found,
                                        "There is no message {0} in this archive.",
                                        e.id());
                    } catch (StoreException e) {
                        reply =
                                error(
                                        request,
                                        PacketError.Condition.internal_server_error,
                                        "The archive cannot be read now. Try again later.");
                    } finally {
                        readers.leave(request.session().user());
                    }
                    request.session().send(reply);
                });
    }

    private static Element error(
            IqRequest request, PacketError.Condition condition, String text, Object... arguments) {
        return Replies.error(request.stanza(), new StanzaException(condition, text, arguments));
    }

    /** The resourcepart of an occupant of the room; null for everybody there. */
    private static @Nullable String sender(Jid room, String with) throws StanzaException {
        try {
            Jid jid = Jid.parse(with);
            if (!jid.bare().equals(room.bare())) {
                // Nobody there has such an address; and no resourcepart is that long.
                return "\n";
            }
            return jid.isFull() ? jid.resource() : null;
        } catch (InvalidJidException e) {
            throw new StanzaException(
                    PacketError.Condition.jid_malformed, "This is no address: {0}", with);
        }
    }

    private static LegacyRoom room(IqRequest request) throws StanzaException {
        if (request.address() instanceof LegacyRoom room && !request.stanza().to().isFull()) {
            return room;
        }
        throw new StanzaException(
                PacketError.Condition.service_unavailable,
                "Only rooms have an archive here; ask your own server for the others.");
    }
}
