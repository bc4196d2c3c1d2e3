package im.isthmus.core.room;

import im.isthmus.core.room.admin.RoomAdmin;
import im.isthmus.core.room.admin.RoomConfiguration;
import im.isthmus.core.room.admin.RoomVoice;
import im.isthmus.core.room.directory.RoomDescriptions;
import im.isthmus.core.room.directory.RoomDirectory;
import im.isthmus.core.room.directory.RoomPicture;
import im.isthmus.core.room.invitation.RoomInvitations;
import im.isthmus.core.room.presence.RoomBounces;
import im.isthmus.core.room.presence.RoomEntrance;
import im.isthmus.core.room.presence.RoomJoin;
import im.isthmus.core.room.presence.RoomLeave;
import im.isthmus.core.room.presence.RoomNicks;
import im.isthmus.core.room.presence.RoomPing;
import im.isthmus.core.room.presence.RoomPresence;
import im.isthmus.core.room.presence.RoomReturn;
import im.isthmus.core.room.presence.RoomRoster;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.room.talk.OlderMessages;
import im.isthmus.core.room.talk.RoomAftermath;
import im.isthmus.core.room.talk.RoomMessages;
import im.isthmus.core.room.talk.RoomModeration;
import im.isthmus.core.room.talk.RoomRequests;
import im.isthmus.core.room.talk.RoomSubjects;
import im.isthmus.core.room.talk.RoomWriting;

/** What the rooms of one user are made of, put together here and nowhere else. */
final class RoomParts {
    final RoomPresence presence;
    final RoomRequests requests;
    final RoomMessages messages;
    final RoomSubjects subjects;
    final RoomInvitations invitations;
    final RoomWriting writing;
    final RoomAftermath aftermath;
    final RoomModeration moderation;
    final RoomJoin join;
    final RoomLeave leave;
    final RoomNicks nicks;
    final RoomRoster roster;
    final RoomBounces bounces;
    final RoomPing ping;
    final RoomAdmin admin;
    final RoomConfiguration configuration;
    final RoomVoice voice;
    final RoomDescriptions descriptions;
    final RoomDirectory directory;
    final RoomPicture picture;
    final OlderMessages older;

    RoomParts(RoomHost host, RoomSettings settings, RoomSet rooms) {
        presence = new RoomPresence(host);
        requests = new RoomRequests(host);
        messages = new RoomMessages(host);
        subjects = new RoomSubjects(host, messages, requests);
        descriptions = new RoomDescriptions(host);
        invitations = new RoomInvitations(host, requests, descriptions);
        picture = new RoomPicture(host);
        RoomEntrance entrance = new RoomEntrance(host, presence, messages, subjects, picture);
        RoomReturn comeback = new RoomReturn(presence, entrance, subjects);
        join =
                new RoomJoin(
                        host, settings, presence, entrance, comeback, invitations, rooms::settle);
        leave = new RoomLeave(host, settings, presence, entrance, join, rooms::settle);
        writing = new RoomWriting(host, messages, subjects, invitations, leave::decline);
        aftermath = new RoomAftermath(host, messages);
        moderation = new RoomModeration(host, requests);
        nicks = new RoomNicks(host, presence);
        roster = new RoomRoster(presence);
        bounces = new RoomBounces(leave);
        ping = new RoomPing(host);
        admin = new RoomAdmin(host, requests);
        configuration = new RoomConfiguration(host, requests);
        voice = new RoomVoice(requests);
        directory = new RoomDirectory(host);
        older = new OlderMessages(host, messages);
    }
}
