package im.isthmus.testing.legacy;

import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.event.RoomReport.Affiliated;
import im.isthmus.core.backend.event.RoomReport.RoomDetails;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Who rules a {@link DemoRoom}, who may not come in, and what it is configured to be. */
final class DemoCharter {
    private static final String TITLE = "muc#roomconfig_roomname";
    private static final String ABOUT = "muc#roomconfig_roomdesc";
    private static final String MODERATED = "muc#roomconfig_moderatedroom";

    private final Set<String> owners = ConcurrentHashMap.newKeySet();
    private final Map<String, String> outcasts = new ConcurrentSkipListMap<>();
    private final Map<String, Occupant> standings = new ConcurrentHashMap<>();
    private volatile String title = "";
    private volatile String about = "";
    private volatile boolean moderated;
    private volatile @Nullable Avatar avatar;

    /** Somebody rules here from now on, and whoever does not is refused. */
    void crown(String nick) {
        owners.add(nick);
    }

    boolean allows(String nick) {
        return owners.isEmpty() || owners.contains(nick);
    }

    boolean isOutcast(String nick) {
        return outcasts.containsKey(nick);
    }

    void ban(String whom, String reason) {
        outcasts.put(whom, reason);
    }

    /** Returns whether somebody was banned. */
    boolean pardon(String whom) {
        return outcasts.remove(whom) != null;
    }

    /** A user of the gateway, as they are seen in the room. */
    Occupant user(String nick) {
        boolean rules = owners.contains(nick);
        Occupant plain =
                new Occupant(
                        nick,
                        rules ? Affiliation.OWNER : Affiliation.MEMBER,
                        rules ? Role.MODERATOR : Role.PARTICIPANT,
                        nick,
                        null,
                        false);
        return standings.getOrDefault(nick, plain);
    }

    void stands(Occupant occupant) {
        standings.put(occupant.nick(), occupant);
    }

    /** Whoever has an affiliation: among the present, or the banned. */
    List<Affiliated> list(Affiliation wanted, List<Occupant> present) {
        List<Affiliated> list = new ArrayList<>();
        outcasts.forEach((whom, reason) -> {
            if (wanted == Affiliation.OUTCAST) {
                list.add(new Affiliated(whom, null, Affiliation.OUTCAST, reason));
            }
        });
        for (Occupant each : present) {
            if (each.affiliation() == wanted) {
                list.add(new Affiliated(each.nick(), each.nick(), wanted, null));
            }
        }
        return list;
    }

    List<Field> fields() {
        return List.of(
                field(TITLE, Kind.TEXT, "Name", title),
                field(ABOUT, Kind.TEXT, "Description", about),
                field(MODERATED, Kind.YES_NO, "Only some may speak", moderated ? "1" : "0"));
    }

    private static Field field(String name, Kind kind, String label, String now) {
        return new Field(name, kind, label, false, now, List.of());
    }

    void configure(Map<String, List<String>> values) {
        title = first(values, TITLE, title);
        about = first(values, ABOUT, about);
        String now = first(values, MODERATED, moderated ? "1" : "0");
        moderated = now.equals("1") || now.equals("true");
    }

    RoomDetails details(int occupants) {
        return new RoomDetails(
                title.isEmpty() ? null : title,
                about.isEmpty() ? null : about,
                occupants,
                false,
                moderated,
                false,
                false,
                true,
                avatar);
    }

    /** The room looks like this from now on. */
    void looks(@Nullable Avatar now) {
        avatar = now;
    }

    private static String first(Map<String, List<String>> values, String name, String otherwise) {
        List<String> given = values.getOrDefault(name, List.of());
        return given.isEmpty() ? otherwise : given.getFirst();
    }
}
