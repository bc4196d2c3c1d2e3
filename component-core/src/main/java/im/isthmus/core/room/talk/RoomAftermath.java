package im.isthmus.core.room.talk;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.event.MessageEvent.Deed;
import im.isthmus.core.backend.event.MessageEvent.MessageCorrected;
import im.isthmus.core.backend.event.MessageEvent.MessageRetracted;
import im.isthmus.core.conversation.MessageNames;
import im.isthmus.core.payload.Payloads;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupant;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** What people in a room did to what was said there, and what they are doing. */
public final class RoomAftermath {
    private final RoomHost host;
    private final RoomMessages messages;

    public RoomAftermath(RoomHost host, RoomMessages messages) {
        this.host = host;
        this.messages = messages;
    }

    /** Shows it to all resources. */
    public void happened(Room room, MessageEvent event) {
        if (!room.isOpen()) {
            return;
        }
        switch (event) {
            case MessageCorrected corrected -> corrected(room, corrected);
            case MessageRetracted retracted -> retracted(room, retracted);
            case MessageEvent.Reacted reacted -> {
                if (MessageNames.isFit(reacted.legacyId())) {
                    tell(
                            room,
                            reacted.nick(),
                            reacted.deed(),
                            m -> Payloads.reactions(m, reacted.legacyId(), reacted.emojis()));
                }
            }
            case MessageEvent.DisplayedBy by -> displayed(room, by.nick(), by.legacyId());
            case MessageEvent.ReadElsewhere read ->
                    displayed(room, room.self().nick(), read.legacyId());
            case MessageEvent.ChatStateShown shown ->
                    tell(
                            room,
                            shown.nick(),
                            null,
                            message -> {
                                Payloads.state(message, shown.state());
                                Payloads.store(message, false);
                            });
            // A room answers a message of the user by showing it.
            case MessageEvent.Progress _, MessageEvent.SentElsewhere _ -> {}
        }
    }

    /** Corrections name the id of the stanza, which for the user's own is what the client gave. */
    private void corrected(Room room, MessageCorrected event) {
        if (!room.isOwn(event.nick())) {
            if (MessageNames.isFit(event.legacyId())) {
                messages.corrected(room, event, event.legacyId());
            }
            return;
        }
        host.names()
                .named(
                        RoomMessages.conversation(room),
                        event.legacyId(),
                        ids -> {
                            if (room.isOpen() && !ids.isEmpty()) {
                                messages.corrected(room, event, ids.getFirst());
                            }
                        });
    }

    private void retracted(Room room, MessageRetracted event) {
        host.names()
                .stanzaIds(
                        RoomMessages.conversation(room),
                        event.legacyId(),
                        ids -> {
                            if (room.isOpen()) {
                                ids.forEach(id -> retract(room, event, id));
                            }
                        });
    }

    /** What is gone is not shown to who comes later (XEP-0424 section 6). */
    private void retract(Room room, MessageRetracted event, String id) {
        room.history().forget(id);
        if (event.moderated() || event.nick().isEmpty()) {
            RoomOccupant by = event.nick().isEmpty() ? null : room.speaker(event.nick());
            tell(
                    room,
                    "",
                    event.deed(),
                    message ->
                            Payloads.moderate(
                                    message,
                                    id,
                                    by == null ? null : by.from(room),
                                    by == null ? null : by.id(host, room),
                                    event.reason()));
        } else {
            tell(room, event.nick(), event.deed(), message -> Payloads.retract(message, id));
        }
    }

    private void displayed(Room room, String nick, String legacyId) {
        if (MessageNames.isFit(legacyId)) {
            tell(room, nick, null, message -> Payloads.displayed(message, legacyId));
        }
    }

    /**
     * Sends the same to all resources.
     *
     * @param nick of who does it; empty for the room itself
     * @param lasting the deed, if it belongs to what was said, so that the room has a name for it
     */
    private void tell(Room room, String nick, @Nullable Deed lasting, Consumer<Element> payload) {
        Deed deed = lasting == null ? Deed.NOW : lasting;
        if (room.history().isOld(deed.id())) {
            return; // a network repeats it after a restart
        }
        String id = host.names().stanzaId(deed.id());
        if (lasting != null && host.memory().isOn()) {
            keep(room, message(room, nick, host.user(), id, true, payload), id, deed.time());
        }
        for (Jid to : List.copyOf(room.resources())) {
            Element message = message(room, nick, to, id, lasting != null, payload);
            if (deed.time() != null) {
                RoomLine.delay(message, room, deed.time());
            }
            host.send(message);
        }
    }

    /** The archive keeps it, and of what was taken back only that (XEP-0424 section 5). */
    private void keep(Room room, Element message, String id, @Nullable Instant past) {
        Instant time = past == null ? host.clock().instant() : past;
        String gone = Payloads.retracted(message);
        if (gone != null) {
            host.memory().withdraw(room.id(), gone, Payloads.tombstone(message, time));
        }
        host.memory().keep(room.id(), id, time, message, past != null);
    }

    private Element message(
            Room room, String nick, Jid to, String id, boolean lasting, Consumer<Element> payload) {
        RoomOccupant who = nick.isEmpty() ? null : room.speaker(nick);
        String from = who == null ? room.text() : who.from(room);
        Element message = Muc.stanza(Muc.MESSAGE, from, to, "groupchat", id);
        payload.accept(message);
        if (lasting) {
            RoomLine.stanzaId(message, room, id);
        }
        if (who != null) {
            Muc.child(message, Muc.OCCUPANT_ID, Muc.ID, who.id(host, room));
        }
        return message;
    }
}
