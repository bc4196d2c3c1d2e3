package im.isthmus.irc.inbound;

import im.isthmus.irc.batch.Batch;
import im.isthmus.irc.batch.Multiline;
import im.isthmus.irc.inbound.history.Playback;
import im.isthmus.irc.inbound.member.Comings;
import im.isthmus.irc.inbound.member.Goings;
import im.isthmus.irc.inbound.member.Kicks;
import im.isthmus.irc.inbound.member.Nicks;
import im.isthmus.irc.inbound.member.UserState;
import im.isthmus.irc.inbound.member.Who;
import im.isthmus.irc.inbound.tagged.Redactions;
import im.isthmus.irc.inbound.tagged.TagMessages;
import im.isthmus.irc.inbound.watch.Metadata;
import im.isthmus.irc.inbound.watch.Monitors;
import im.isthmus.irc.inbound.watch.ReadMarks;
import im.isthmus.irc.inbound.watch.Renames;
import im.isthmus.irc.listing.ChannelListing;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.Inbox;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.order.Progress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of all commands and numerics of IRC that mean something to an XMPP user. */
public final class Inbound implements Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

    /** What WHOIS is answered with (modern IRC, "Numerics"), besides 301. */
    private static final List<String> WHOIS =
            List.of(
                    "276", "307", "311", "312", "313", "317", "318", "319", "320", "330", "335",
                    "338", "378", "379", "671", "760");

    private final Map<String, Handler> handlers = new HashMap<>();
    private final Playback playback;

    public Inbound(InstantSource clock) {
        Messages messages = new Messages(clock);
        playback = new Playback(messages::past, messages::pastTalk);
        talk(messages);
        people(new Kicks(clock));
        channels(new Topics(clock), new Modes(clock));
        profiles();
        answers();
    }

    private void talk(Messages messages) {
        handlers.put("PRIVMSG", messages::privmsg);
        handlers.put("NOTICE", messages::notice);
        handlers.put("ACK", messages::acknowledged);
        handlers.put("TAGMSG", TagMessages::tagmsg);
        handlers.put("REDACT", Redactions::redact);
        handlers.put("MARKREAD", ReadMarks::markread);
    }

    private void people(Kicks kicks) {
        handlers.put("JOIN", Comings::join);
        handlers.put("353", Comings::names);
        handlers.put("366", Comings::endOfNames);
        handlers.put("PART", Goings::part);
        handlers.put("QUIT", Goings::quit);
        handlers.put("KICK", kicks::kick);
        handlers.put("NICK", Nicks::nick);
        handlers.put("INVITE", Invites::invite);
        handlers.put("341", Invites::done);
        handlers.put("AWAY", UserState::away);
        handlers.put("ACCOUNT", UserState::account);
        handlers.put("CHGHOST", UserState::changedHost);
        handlers.put("352", Who::reply);
        handlers.put("354", Who::extendedReply);
        handlers.put("315", Who::end);
        handlers.put("SETNAME", Metadata::setname);
        handlers.put("METADATA", Metadata::metadata);
        handlers.put("761", Metadata::keyValue);
        handlers.put("766", Metadata::notSet);
        handlers.put("770", Metadata::confirmed);
        handlers.put("774", Metadata::later);
        handlers.put("730", Monitors::online);
        handlers.put("731", Monitors::offline);
        handlers.put("734", Monitors::full);
        handlers.put("303", Monitors::present);
        handlers.put("302", Monitors::described);
    }

    private void profiles() {
        for (String numeric : WHOIS) {
            handlers.put(numeric, Inbound::whois);
        }
        handlers.put(
                "301",
                (link, message) -> {
                    if (!isWhois(link, message)) {
                        UserState.isAway(link, message);
                    }
                });
    }

    private static void whois(IrcLink link, IrcMessage message) {
        if (!isWhois(link, message)) {
            link.console().answer(message);
        }
    }

    private static boolean isWhois(IrcLink link, IrcMessage message) {
        return link.whois().takes(link.server().fold(message.param(1)), message);
    }

    private void channels(Topics topics, Modes modes) {
        handlers.put("TOPIC", topics::topic);
        handlers.put("331", topics::noTopic);
        handlers.put("332", topics::currentTopic);
        handlers.put("333", topics::topicSetter);
        handlers.put("RENAME", Renames::rename);
        handlers.put("MODE", modes::mode);
        handlers.put("324", modes::channelModes);
        list("367", "368", 'b');
        list("346", "347", 'I');
        list("348", "349", 'e');
        // When a channel was made; comes with every 324.
        handlers.put("329", Inbound::ignore);
        handlers.put("254", ChannelListing::formed);
        handlers.put("321", Inbound::ignore);
        handlers.put("322", ChannelListing::entry);
        handlers.put("323", ChannelListing::end);
        handlers.put("697", Progress::nothingNew);
        handlers.put("698", Progress::nothingNew);
        handlers.put("PONG", Progress::pong);
    }

    private void list(String entry, String end, char letter) {
        handlers.put(entry, (link, message) -> Progress.entry(link, message, letter));
        handlers.put(end, (link, message) -> Progress.end(link, message, letter));
    }

    private void answers() {
        handlers.put("BATCH", this::batch);
        handlers.put("REGISTER", (link, message) -> link.account().answered(message));
        handlers.put("VERIFY", (link, message) -> link.account().answered(message));
        handlers.put("FAIL", Refusals::fail);
        handlers.put("WARN", Inbound::tell);
        handlers.put("NOTE", Inbound::tell);
        handlers.put("WALLOPS", Inbound::tell);
        handlers.put("375", (link, message) -> link.console().motd(message));
        handlers.put("372", (link, message) -> link.console().motd(message));
        handlers.put("376", (link, message) -> link.console().endOfMotd());
        handlers.put("422", (link, message) -> link.console().noMotd(message));
        handlers.put("470", Refusals::forwarded);
        handlers.put("263", Refusals::tryAgain);
        for (String numeric : Refusal.BY_NUMERIC.keySet()) {
            handlers.put(numeric, Refusals::refused);
        }
    }

    private void batch(IrcLink link, IrcMessage message) {
        Batch complete = link.talk().batches().take(message);
        if (complete != null && Multiline.is(complete)) {
            IrcMessage whole = Multiline.join(complete);
            if (whole != null) {
                handle(link, whole);
            }
        } else if (complete != null && complete.type().equals("chathistory")) {
            playback.take(link, complete);
        } else if (complete != null && complete.type().equals("draft/chathistory-targets")) {
            link.missed().listed(complete);
        } else if (complete != null) {
            complete.lines().forEach(line -> handle(link, line));
        }
        link.server().labels().batch(message);
    }

    @Override
    public void received(IrcLink link, IrcMessage message) {
        if (!link.talk().batches().gather(message)) {
            handle(link, message);
        }
    }

    private void handle(IrcLink link, IrcMessage message) {
        Handler handler = handlers.get(message.command());
        try {
            if (handler == null && !Refusals.unknown(link, message)) {
                link.console().answer(message);
            } else if (handler == null) {
                return; // somebody was waiting for it
            } else {
                handler.handle(link, message);
            }
        } catch (RuntimeException e) {
            // One line that we do not understand must not cost the others.
            LOG.error("irc.line.failed network={} line={}", link.network().name(), message, e);
        }
    }

    private static void ignore(IrcLink link, IrcMessage message) {}

    private static void tell(IrcLink link, IrcMessage message) {
        link.console().tell(message.lastParam());
    }
}
