package im.isthmus.email.store.group;

import im.isthmus.email.address.MailAddress;
import java.util.List;

/**
 * A conversation of several people that a user wants to have as a room.
 *
 * @param room localpart of the room
 * @param thread as XMPP has it
 * @param members all but the user
 */
public record Group(String room, String thread, String subject, List<MailAddress> members) {
    public Group {
        members = List.copyOf(members);
    }
}
