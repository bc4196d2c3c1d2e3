package im.isthmus.irc.network.watch;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.ContactEvent.ContactPresence;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows who of the user's contacts is on the network. The network tells that of as many as it bears
 * (IRCv3 monitor); about the others it is asked once a minute (ISON). Has one owner.
 */
public final class Watch {
    /** More contacts on one network are not looked after. */
    private static final int MAX = 500;

    /** So that neither the line nor its answer, with a server's name, comes near 512 bytes. */
    private static final int MAX_LINE_CHARS = 400;

    private static final Duration PACE = Duration.ofMinutes(1);

    private final IrcLink link;
    private final SessionContext context;
    private final Map<String, Watched> byNick = new LinkedHashMap<>();
    private final Deque<List<String>> asked = new ArrayDeque<>();
    private final Absence absence;
    private SessionContext.@Nullable Timer timer;

    public Watch(IrcLink link, SessionContext context) {
        this.link = link;
        this.context = context;
        this.absence = new Absence(link, context);
    }

    /** Whether nobody is looked after. */
    public boolean isEmpty() {
        return byNick.isEmpty();
    }

    /** Whether somebody is looked after. */
    public boolean has(String nick) {
        return byNick.containsKey(link.server().fold(nick));
    }

    /** Looks after somebody; whether there is room for one more. */
    public boolean add(LegacyContact contact, String nick) {
        if (byNick.size() >= MAX) {
            return false;
        }
        Watched watched = new Watched(contact, nick);
        byNick.put(link.server().fold(nick), watched);
        if (link.server().online()) {
            begin(List.of(watched));
        }
        return true;
    }

    /** Looks after somebody no more. */
    public void remove(String nick) {
        Watched watched = byNick.remove(link.server().fold(nick));
        if (watched != null && watched.told) {
            boolean _ = link.server().trySend(IrcMessage.of("MONITOR", "-", watched.nick));
        }
    }

    /** The link is up. */
    public void restart() {
        // Only now it is known which nicks are the same there.
        List<Watched> all = List.copyOf(byNick.values());
        byNick.clear();
        all.forEach(each -> byNick.put(link.server().fold(each.nick), each));
        begin(all);
    }

    /** The link is lost: nobody is known to be there. */
    public void lost() {
        asked.clear();
        absence.clear();
        cancel();
        for (Watched each : byNick.values()) {
            each.told = false;
            tell(each.is(Show.OFFLINE, ""));
        }
    }

    private void begin(List<Watched> some) {
        int room = link.server().supports().monitorLimit();
        for (Watched each : byNick.values()) {
            room -= each.told ? 1 : 0;
        }
        List<String> nicks = new ArrayList<>();
        for (Watched each : some) {
            each.told = room > 0;
            if (room > 0) {
                nicks.add(each.nick);
                room--;
            }
        }
        for (String line : lines(nicks, ",")) {
            boolean _ = link.server().trySend(IrcMessage.of("MONITOR", "+", line));
        }
        if (timer == null) {
            askAboutOthers();
        }
    }

    /** What is to be asked for does not fit one line. */
    private static List<String> lines(List<String> nicks, String separator) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String nick : nicks) {
            if (line.length() + nick.length() > MAX_LINE_CHARS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : separator).append(nick);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    private void askAboutOthers() {
        timer = null;
        // What was not answered by now will not be; nor must it take the next answers.
        asked.clear();
        List<String> nicks =
                byNick.values().stream().filter(each -> !each.told).map(each -> each.nick).toList();
        if (nicks.isEmpty() || !link.server().online()) {
            return;
        }
        for (String line : lines(nicks, " ")) {
            List<String> some = List.of(line.split(" ", -1));
            if (link.server().trySend(IrcMessage.of("ISON", some.toArray(String[]::new)))) {
                asked.add(some);
            }
        }
        timer = context.schedule(PACE, this::askAboutOthers);
    }

    /** The answer to the oldest question who is there; whether there was one. */
    public boolean present(List<String> nicks) {
        List<String> question = asked.poll();
        if (question == null) {
            return false;
        }
        Set<String> there = new HashSet<>();
        nicks.forEach(nick -> there.add(link.server().fold(nick)));
        for (String nick : question) {
            Watched watched = byNick.get(link.server().fold(nick));
            if (watched != null && there.contains(link.server().fold(nick))) {
                arrived(watched);
            } else if (watched != null) {
                tell(watched.is(Show.OFFLINE, ""));
            }
        }
        return true;
    }

    /** Somebody is there. */
    public void online(String nick) {
        Watched watched = byNick.get(link.server().fold(nick));
        if (watched != null) {
            arrived(watched);
        }
    }

    private void arrived(Watched watched) {
        if (!watched.isOnline()) {
            tell(watched.is(Show.ONLINE, ""));
            absence.ask(watched.nick);
        }
    }

    /**
     * The answer to the question who is away; whether there was one.
     *
     * @param users each as {@code nick=+user@host}, with a minus sign for who is away
     */
    public boolean described(List<String> users) {
        for (String user : users) {
            int sign = user.indexOf('=');
            String nick = sign < 0 ? "" : user.substring(0, sign).replace("*", "");
            Watched watched = byNick.get(link.server().fold(nick));
            if (watched != null && watched.isOnline()) {
                described(watched, user.startsWith("=-", sign));
            }
        }
        return absence.answered();
    }

    private void described(Watched watched, boolean away) {
        if (away != watched.isAway()) {
            tell(watched.is(away ? Show.AWAY : Show.ONLINE, ""));
        }
        if (away) {
            askForReturn(watched);
        }
    }

    private void askForReturn(Watched watched) {
        boolean tells = watched.told && link.server().has("extended-monitor");
        if (!tells) {
            absence.askLater(watched.nick);
        }
    }

    /** The network does not know that question; whether it was asked. */
    public boolean undescribed() {
        return absence.refused();
    }

    /** Somebody is gone. */
    public void offline(String nick) {
        Watched watched = byNick.get(link.server().fold(nick));
        if (watched != null) {
            tell(watched.is(Show.OFFLINE, ""));
        }
    }

    /** The network does not tell about somebody after all: too many. */
    public void refused(String nick) {
        Watched watched = byNick.get(link.server().fold(nick));
        if (watched != null) {
            watched.told = false;
            if (timer == null) {
                askAboutOthers();
            }
        }
    }

    /**
     * Somebody, a contact or not, is away or back.
     *
     * @param text null if back
     */
    public void away(String nick, @Nullable String text) {
        Watched watched = byNick.isEmpty() ? null : byNick.get(link.server().fold(nick));
        if (watched != null) {
            tell(watched.is(text == null ? Show.ONLINE : Show.AWAY, text == null ? "" : text));
            if (text != null) {
                askForReturn(watched);
            }
        }
    }

    private void tell(@Nullable ContactPresence news) {
        if (news != null) {
            link.publish(news);
        }
    }

    private void cancel() {
        SessionContext.Timer running = timer;
        if (running != null) {
            running.cancel();
            timer = null;
        }
    }
}
