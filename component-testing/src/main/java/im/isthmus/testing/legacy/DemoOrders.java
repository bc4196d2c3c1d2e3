package im.isthmus.testing.legacy;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;

/** What a user orders in a {@link DemoRoom}, done for those who rule there. */
final class DemoOrders {
    private final DemoRoom room;
    private final SessionContext user;

    DemoOrders(DemoRoom room, SessionContext user) {
        this.room = room;
        this.user = user;
    }

    void obey(RoomAdministration order) throws BackendException {
        String nick = room.nickOf(user);
        if (!(order instanceof RoomAdministration.Moderate) && !room.charter().allows(nick)) {
            throw new BackendException(
                    new BackendFailure.NotAllowed("You do not rule in " + room.room().localpart()));
        }
        switch (order) {
            case RoomAdministration.Kick kick ->
                    expel(kick.nick(), new Departure.Kicked(kick.reason(), nick));
            case RoomAdministration.SetRole set -> {
                Occupant before = somebody(set.nick());
                room.stands(standing(before, before.affiliation(), set.role()));
            }
            case RoomAdministration.SetAffiliation set -> affiliate(set, nick);
            case RoomAdministration.Configure configure -> {
                room.charter().configure(configure.values());
                room.describe();
            }
            case RoomAdministration.Destroy destroy ->
                    room.ends(new Departure.Destroyed(destroy.reason(), null));
            case RoomAdministration.Moderate _, RoomAdministration.RequestVoice _ -> {}
            case RoomAdministration.ListAffiliation list -> {
                user.publish(
                        new RoomReport.AffiliationListed(
                                list.room(),
                                list.ref(),
                                room.charter().list(list.affiliation(), room.occupants())));
                return;
            }
            case RoomAdministration.FetchConfiguration fetch -> {
                user.publish(
                        new RoomReport.ConfigurationFetched(
                                fetch.room(), fetch.ref(), room.charter().fields()));
                return;
            }
        }
        user.publish(new LegacyEvent.RequestDone(order.ref()));
    }

    private void affiliate(RoomAdministration.SetAffiliation set, String by)
            throws BackendException {
        String whom = set.whom();
        if (set.affiliation() == Affiliation.OUTCAST) {
            room.charter().ban(whom, set.reason());
            if (room.find(whom) != null) {
                expel(whom, new Departure.Banned(set.reason(), by));
            }
        } else if (!room.charter().pardon(whom)) {
            Occupant before = somebody(whom);
            room.stands(standing(before, set.affiliation(), before.role()));
        }
    }

    private void expel(String nick, Departure why) throws BackendException {
        somebody(nick);
        room.expels(nick, why);
    }

    private Occupant somebody(String nick) throws BackendException {
        Occupant found = room.find(nick);
        if (found == null) {
            throw new BackendException(new BackendFailure.NotFound("There is no " + nick + "."));
        }
        return found;
    }

    private static Occupant standing(Occupant who, Affiliation affiliation, Occupant.Role role) {
        return new Occupant(
                who.nick(), affiliation, role, who.identity(), who.address(), who.away());
    }
}
