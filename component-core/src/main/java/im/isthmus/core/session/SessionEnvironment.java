package im.isthmus.core.session;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.archive.Archive;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.contact.ContactServices;
import im.isthmus.core.content.FileSharing;
import im.isthmus.core.conversation.MessageIds;
import im.isthmus.core.conversation.RecentOfUsers;
import im.isthmus.core.delivery.Delivery;
import im.isthmus.core.preference.Preferences;
import im.isthmus.core.privilege.Privileges;
import im.isthmus.core.profile.Pictures;
import im.isthmus.core.registration.Accounts;
import im.isthmus.core.room.invitation.OpenInvitations;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.store.stay.Stays;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What all sessions of one gateway share.
 *
 * @param domain the gateway's own address
 * @param access who may do how much
 * @param preferences of all users
 * @param delivery how stanzas leave
 * @param events where the backend's events go
 * @param timer fires timers; the tasks themselves run as the owner of their session
 * @param messageIds the names of messages, for sessions to come
 * @param recent what users have just sent, also in sessions that ended
 * @param privileges what may be done in the user's name
 * @param sharing gives files an address
 * @param accounts everybody who registered
 * @param contacts what contacts stand on
 * @param pictures of everybody
 * @param occupantIds makes occupant-ids (XEP-0421)
 * @param invitations of users to others, as long as they can be declined
 * @param rooms bounds on the rooms of each user
 * @param archive of what is said in rooms; null if nothing is kept
 * @param stays where users are
 */
public record SessionEnvironment(
        Jid domain,
        Backend backend,
        Access access,
        Preferences preferences,
        Delivery delivery,
        LegacyEventHandler events,
        InstantSource clock,
        ScheduledExecutorService timer,
        MessageIds messageIds,
        RecentOfUsers recent,
        Privileges privileges,
        FileSharing sharing,
        Accounts accounts,
        ContactServices contacts,
        Pictures pictures,
        OccupantIds occupantIds,
        OpenInvitations invitations,
        RoomSettings rooms,
        @Nullable Archive archive,
        Stays stays,
        SessionLimits limits) {
    /** The JID of a localpart of the gateway. */
    Jid jid(String localpart) {
        try {
            return Jid.of(localpart, domain.domain(), "");
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException("the backend made no JID of " + localpart, e);
        }
    }
}
