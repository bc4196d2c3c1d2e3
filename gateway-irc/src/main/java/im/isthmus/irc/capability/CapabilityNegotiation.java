package im.isthmus.irc.capability;

import im.isthmus.irc.message.IrcMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Agrees with a server on capabilities, at the start and whenever its offer changes (IRCv3
 * capability-negotiation, version 302). Has one owner.
 */
public final class CapabilityNegotiation {
    /** So that neither the request nor the answer, which repeats it, comes near 512 bytes. */
    private static final int MAX_REQUEST_CHARS = 350;

    /** More is noise: real servers offer 20 to 40. */
    private static final int MAX_OFFERED = 500;

    private static final int MAX_WORD_CHARS = 500;

    private final Set<String> wanted;
    private final Consumer<IrcMessage> send;
    private final Map<String, String> offered = new HashMap<>();
    private final Deque<List<String>> requests = new ArrayDeque<>();
    private volatile Set<String> enabled = Set.of();
    private boolean listed;

    /**
     * @param wanted names to ask for if the server offers them
     * @param send takes what is to be said to the server
     */
    public CapabilityNegotiation(List<String> wanted, Consumer<IrcMessage> send) {
        this.wanted = new LinkedHashSet<>(wanted);
        this.send = send;
    }

    /** Asks what there is. */
    public void start() {
        send.accept(IrcMessage.of("CAP", "LS", "302"));
    }

    /** The server knows no capabilities: nothing more will come. */
    public void unsupported() {
        listed = true;
        requests.clear();
    }

    /** Takes a CAP of the server. */
    public void handle(IrcMessage cap) {
        String names = cap.lastParam();
        switch (cap.param(1).toUpperCase(Locale.ROOT)) {
            case "LS" -> list(names, cap.params().size() > 3 && cap.param(2).equals("*"));
            case "ACK" -> acknowledged(split(names));
            case "NAK" -> refused();
            case "NEW" -> {
                offer(names);
                request(split(names).stream().map(CapabilityNegotiation::name).toList());
            }
            case "DEL" -> split(names).forEach(this::withdraw);
            default -> {}
        }
    }

    /** Whether the offer is known. */
    public boolean listed() {
        return listed;
    }

    /** Whether the offer is known and everything asked for is answered. */
    public boolean settled() {
        return listed && requests.isEmpty();
    }

    /** What holds now; callable from any thread. */
    public Set<String> enabled() {
        return enabled;
    }

    /** What the server said about a capability it offers, may be empty; null if it does not. */
    public @Nullable String offered(String name) {
        return offered.get(name);
    }

    private void list(String names, boolean moreToCome) {
        offer(names);
        if (!moreToCome && !listed) {
            listed = true;
            request(List.copyOf(wanted));
        }
    }

    private void offer(String names) {
        for (String word : split(names)) {
            if (offered.size() < MAX_OFFERED && word.length() <= MAX_WORD_CHARS) {
                int equals = word.indexOf('=');
                offered.put(name(word), equals < 0 ? "" : word.substring(equals + 1));
            }
        }
    }

    private void request(List<String> names) {
        List<String> request = new ArrayList<>();
        int chars = 0;
        for (String name : names) {
            if (wanted.contains(name)
                    && offered.containsKey(name)
                    && !enabled.contains(name)
                    && requests.stream().noneMatch(open -> open.contains(name))) {
                if (chars + name.length() > MAX_REQUEST_CHARS) {
                    ask(request);
                    request = new ArrayList<>();
                    chars = 0;
                }
                request.add(name);
                chars += name.length() + 1;
            }
        }
        ask(request);
    }

    private void ask(List<String> names) {
        if (!names.isEmpty()) {
            requests.add(new ArrayList<>(names));
            send.accept(IrcMessage.of("CAP", "REQ", String.join(" ", names)));
        }
    }

    private void acknowledged(List<String> names) {
        Set<String> now = new LinkedHashSet<>(enabled);
        for (String name : names) {
            if (name.startsWith("-")) {
                now.remove(name.substring(1));
            } else if (wanted.contains(name)) {
                now.add(name);
            }
            requests.forEach(request -> request.remove(name));
        }
        requests.removeIf(List::isEmpty);
        enabled = Set.copyOf(now);
    }

    /** A set is refused as a whole, for the sake of one: those that are left may still be had. */
    private void refused() {
        List<String> request = requests.poll();
        if (request != null && request.size() > 1) {
            request.forEach(name -> ask(List.of(name)));
        }
    }

    private void withdraw(String name) {
        offered.remove(name);
        Set<String> now = new LinkedHashSet<>(enabled);
        now.remove(name);
        enabled = Set.copyOf(now);
    }

    private static String name(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }

    /** Drops the modifiers that servers of the first version may put before a name. */
    private static List<String> split(String names) {
        return Arrays.stream(names.split(" "))
                .map(name ->
                        name.startsWith("~") || name.startsWith("=") ? name.substring(1) : name)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
