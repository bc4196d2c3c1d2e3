package im.isthmus.sms.inbound;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.Recipient;
import im.isthmus.sms.config.SmsConfig;
import im.isthmus.sms.config.SmsConfig.NumberConfig;
import im.isthmus.sms.number.GroupAddress;
import im.isthmus.sms.number.Numbering;
import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.number.SmsParty;
import im.isthmus.sms.number.SmsParty.NamedSender;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.owner.Owners;
import im.isthmus.sms.provider.SmsReport.Media;
import im.isthmus.sms.store.InboxMessage;
import im.isthmus.sms.store.SmsStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a message from the phone network is to the user: who wrote where, and what it demands. */
public final class Incoming {
    private static final Set<String> STOP =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT");
    private static final Set<String> START = Set.of("START", "UNSTOP", "YES");
    private static final Set<String> HELP = Set.of("HELP", "INFO");

    private static final Duration NEWS = Duration.ofSeconds(60);

    private final SmsConfig config;
    private final SmsStore store;
    private final Numbering numbering;
    private final SmsAddresses addresses;
    private final Owners owners;
    private final IncomingMedia media;
    private final HelpDesk helpDesk;
    private final InstantSource clock;

    /** Answers somebody who wrote HELP. */
    @FunctionalInterface
    public interface HelpDesk {
        void help(InboxMessage message, Jid owner, String text);
    }

    public Incoming(
            SmsConfig config,
            SmsStore store,
            Numbering numbering,
            SmsAddresses addresses,
            Owners owners,
            IncomingMedia media,
            HelpDesk helpDesk,
            InstantSource clock) {
        this.config = config;
        this.store = store;
        this.numbering = numbering;
        this.addresses = addresses;
        this.owners = owners;
        this.media = media;
        this.helpDesk = helpDesk;
        this.clock = clock;
    }

    /**
     * STOP and HELP, where the admin wants them obeyed, and START; doing it again changes nothing.
     * Providers obey STOP by themselves, and take nothing from us until they hear START.
     *
     * @return whether it changed who may be written to
     */
    boolean obey(InboxMessage message, Set<Jid> all) {
        NumberConfig settings = owners.settings(message.recipient());
        String word = message.text().strip().toUpperCase(Locale.ROOT);
        String peer = sender(message).text();
        boolean stops = settings.stopWords() && STOP.contains(word);
        boolean changed =
                stops
                        || (START.contains(word)
                                && store.people().isBlocked(message.recipient(), peer));
        if (changed) {
            store.people().block(message.recipient(), peer, stops, clock.instant());
        }
        if (!settings.helpText().isEmpty() && HELP.contains(word) && !all.isEmpty()) {
            helpDesk.help(message, all.iterator().next(), settings.helpText());
        }
        return changed;
    }

    private SmsParty sender(InboxMessage message) {
        return numbering.sender(message.sender());
    }

    /**
     * The files that came with it, where the user can fetch them.
     *
     * @param text gets what there is to say of them
     */
    List<Attachment> files(SessionContext session, InboxMessage message, StringBuilder text) {
        List<Attachment> files = new ArrayList<>();
        for (Media each : message.media()) {
            media.share(session, message.account(), each, text).ifPresent(files::add);
        }
        return files;
    }

    /** Localpart of the address that an answer goes to. */
    String conversation(InboxMessage message) {
        if (!message.others().isEmpty() && sender(message) instanceof PhoneNumber) {
            GroupAddress group = group(message);
            return group.localpart();
        }
        return senderLocalpart(message);
    }

    private String senderLocalpart(InboxMessage message) {
        SmsParty sender = sender(message);
        String localpart = addresses.localpart(sender);
        if (sender instanceof NamedSender name) {
            store.people().spelling(localpart, name.name());
        }
        return localpart;
    }

    private GroupAddress group(InboxMessage message) {
        return GroupAddress.of(
                Stream.concat(Stream.of(message.sender()), message.others().stream())
                        .map(each -> numbering.sender(each).text())
                        .filter(each -> !each.equals(message.recipient()))
                        .toList());
    }

    /**
     * What the user is shown.
     *
     * @param rooms those that the user is in; null if the user has no session
     */
    LegacyEvent event(InboxMessage message, Content content, @Nullable UserRooms rooms) {
        String sender = senderLocalpart(message);
        if (message.others().isEmpty() || !(sender(message) instanceof PhoneNumber)) {
            String room = GroupAddress.roomOf(new PhoneNumber(message.recipient()));
            if (rooms != null && rooms.isIn(room) && owners.settings(message.recipient()).room()) {
                return roomMessage(room, sender, message, content);
            }
            return new LegacyEvent.PrivateMessage(
                    new LegacyContact(sender), message.id(), content, time(message));
        }
        GroupAddress group = group(message);
        store.people().group(group.room(), group.members());
        if (!config.groups()) {
            List<Recipient> others =
                    group.members().stream()
                            .filter(member -> !member.equals(sender))
                            .map(this::recipient)
                            .toList();
            return new LegacyEvent.PrivateMessage(
                    new LegacyContact(sender),
                    message.id(),
                    content.withRecipients(others),
                    time(message));
        }
        if (rooms != null && rooms.isIn(group.room())) {
            return roomMessage(group.room(), sender, message, content);
        }
        // COMPAT(cheogram): who is in no room sees the group as one contact, and who wrote.
        return new LegacyEvent.PrivateMessage(
                new LegacyContact(group.localpart()),
                message.id(),
                content.withBody("<" + sender + "> " + content.body()),
                time(message));
    }

    /** Told for what waited only (XEP-0203); null for what has just come. */
    private @Nullable Instant time(InboxMessage message) {
        return message.since().plus(NEWS).isAfter(clock.instant()) ? null : message.since();
    }

    /** COMPAT(cheogram): it looks for numbers, not for JIDs of who is behind it. */
    private Recipient recipient(String number) {
        return config.cheogramAddresses()
                ? new Recipient(Recipient.Kind.TO, "sms:" + number, false, true)
                : new Recipient(Recipient.Kind.TO, number, true, true);
    }

    private LegacyEvent roomMessage(
            String room, String nick, InboxMessage message, Content content) {
        return new LegacyEvent.RoomMessage(
                new LegacyRoom(room), nick, content, null, message.id(), time(message));
    }
}
