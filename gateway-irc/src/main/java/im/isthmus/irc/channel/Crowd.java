package im.isthmus.irc.channel;

import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.LegacyEvent.OccupantJoined;
import im.isthmus.core.backend.event.LegacyEvent.OccupantLeft;
import im.isthmus.core.backend.event.LegacyEvent.OccupantRenamed;
import im.isthmus.core.backend.event.LegacyEvent.RoomEvent;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whom a user sees in a channel too large to see everybody: who leads it, and who said something
 * since the user came. Has one owner.
 */
public final class Crowd {
    /** More people than this are a crowd. */
    public static final int SIZE = 200;

    private final Set<String> seen = new HashSet<>();
    private final JoinedChannel channel;

    Crowd(JoinedChannel channel) {
        this.channel = channel;
    }

    /** Those of the channel whom the user sees on coming in. */
    List<Occupant> first(String ownNick) {
        List<Occupant> first = new ArrayList<>();
        for (Occupant occupant : channel.mirror().occupants()) {
            if (occupant.role() == Role.MODERATOR || occupant.nick().equals(ownNick)) {
                seen.add(occupant.nick());
                first.add(occupant);
            }
        }
        return first;
    }

    /** Passes on what the user gets to see of an event, and who is met by it. */
    public void filter(RoomEvent event, Consumer<RoomEvent> user) {
        switch (event) {
            case OccupantJoined joined -> shown(joined.occupant(), event, user);
            case OccupantChanged changed -> {
                if (seen.contains(changed.occupant().nick())) {
                    user.accept(event);
                } else if (changed.occupant().role() == Role.MODERATOR) {
                    meet(changed.occupant(), user);
                }
            }
            case OccupantLeft left -> {
                if (seen.remove(left.nick())) {
                    user.accept(event);
                }
            }
            case OccupantRenamed renamed -> {
                if (seen.remove(renamed.oldNick())) {
                    seen.add(renamed.occupant().nick());
                    user.accept(event);
                }
            }
            case RoomMessage message -> {
                Member member = channel.mirror().member(message.nick());
                if (member != null && !seen.contains(member.nick())) {
                    meet(channel.mirror().occupant(member), user);
                }
                user.accept(event);
            }
            default -> user.accept(event);
        }
    }

    private void shown(Occupant occupant, RoomEvent event, Consumer<RoomEvent> user) {
        if (occupant.role() == Role.MODERATOR && seen.add(occupant.nick())) {
            user.accept(event);
        }
    }

    private void meet(Occupant occupant, Consumer<RoomEvent> user) {
        seen.add(occupant.nick());
        user.accept(new OccupantJoined(channel.room(), occupant));
    }
}
