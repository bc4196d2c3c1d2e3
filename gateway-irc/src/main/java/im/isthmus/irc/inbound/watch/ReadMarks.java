package im.isthmus.irc.inbound.watch;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.MessageEvent.ReadElsewhere;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.spoken.Timestamp;
import java.time.Instant;

/** Up to where the user has read, on any device (IRCv3 draft/read-marker). */
public final class ReadMarks {
    private ReadMarks() {}

    /** {@code MARKREAD target timestamp=…}, or {@code *} for nowhere. */
    public static void markread(IrcLink link, IrcMessage message) {
        Instant time = Timestamp.read(message.param(1));
        if (time == null) {
            return;
        }
        String target = message.param(0);
        JoinedChannel channel = link.channel(target);
        if (channel != null && !channel.shown()) {
            // It comes before the names, and what was said comes after them.
            channel.whenShown(() -> markread(link, message));
            return;
        }
        String folded = link.server().fold(target);
        String msgid = link.talk().spoken().before(folded, time);
        if (msgid == null || !link.talk().mark(folded, time)) {
            return;
        }
        if (channel != null) {
            link.publish(new ReadElsewhere(new ToRoom(channel.room()), msgid));
        } else {
            LegacyContact contact = link.addresses().contact(target, link.server().mapping());
            if (contact != null) {
                link.publish(new ReadElsewhere(new ToContact(contact), msgid));
            }
        }
    }
}
