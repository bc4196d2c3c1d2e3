package im.isthmus.irc.capability;

import im.isthmus.irc.message.CaseMapping;
import im.isthmus.irc.message.IrcMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server said about itself in RPL_ISUPPORT (005), and what holds where it said nothing.
 * Immutable: another 005 makes another one.
 */
public final class Supports {
    /** Before the server has said anything. */
    public static final Supports NOTHING = new Supports(Map.of());

    /** More is noise: real servers send 40 to 60. */
    private static final int MAX_TOKENS = 200;

    private static final int MAX_TOKEN_CHARS = 500;

    private final Map<String, String> tokens;
    private final CaseMapping caseMapping;
    private final String channelTypes;
    private final Prefixes prefixes;
    private final ChannelModes channelModes;

    private Supports(Map<String, String> tokens) {
        this.tokens = tokens;
        this.caseMapping = CaseMapping.named(tokens.getOrDefault("CASEMAPPING", ""));
        this.channelTypes = tokens.getOrDefault("CHANTYPES", "#&");
        this.prefixes = Prefixes.parse(tokens.getOrDefault("PREFIX", "(ov)@+"));
        this.channelModes = ChannelModes.parse(tokens.getOrDefault("CHANMODES", "beI,k,l"));
    }

    /** These and what a 005 adds or, by {@code -TOKEN}, takes back. */
    public Supports with(IrcMessage isupport) {
        Map<String, String> more = new HashMap<>(tokens);
        List<String> params = isupport.params();
        for (String token : params.subList(Math.min(1, params.size()), params.size())) {
            int equals = token.indexOf('=');
            if (token.startsWith("-")) {
                more.remove(token.substring(1));
            } else if (isToken(token) && more.size() < MAX_TOKENS) {
                String name = equals < 0 ? token : token.substring(0, equals);
                more.put(name, equals < 0 ? "" : unescape(token.substring(equals + 1)));
            }
        }
        return new Supports(Map.copyOf(more));
    }

    /** The text at the end of a 005 is none. */
    private static boolean isToken(String param) {
        return param.indexOf(' ') < 0 && param.length() <= MAX_TOKEN_CHARS;
    }

    /** The value of a token, empty if it has none; null if the server did not send it. */
    public @Nullable String token(String name) {
        return tokens.get(name);
    }

    public CaseMapping caseMapping() {
        return caseMapping;
    }

    /** First characters of channel names; {@code #&} by default. */
    public String channelTypes() {
        return channelTypes;
    }

    public boolean isChannel(String name) {
        return !name.isEmpty() && channelTypes.indexOf(name.charAt(0)) >= 0;
    }

    /** Ranks of channel members; {@code (ov)@+} by default. */
    public Prefixes prefixes() {
        return prefixes;
    }

    public ChannelModes channelModes() {
        return channelModes;
    }

    /** Rank signs that may precede a channel as a target: {@code @#channel}; empty by default. */
    public String statusMessagePrefixes() {
        return tokens.getOrDefault("STATUSMSG", "");
    }

    /** The address of what the network looks like (IRCv3 network-icon); null if like nothing. */
    public @Nullable String icon() {
        return tokens.getOrDefault("draft/ICON", tokens.get("ICON"));
    }

    /** The network's name; null if it has none. */
    public @Nullable String network() {
        return tokens.get("NETWORK");
    }

    /** Bytes of a nick; 9 by default (RFC 2812 section 1.2.1). */
    public int nickLength() {
        return number("NICKLEN", 9, 1);
    }

    /** What is left of a nick: servers that say how long one may be cut longer ones in silence. */
    public String cutNick(String nick) {
        int most = token("NICKLEN") == null ? Integer.MAX_VALUE : nickLength();
        return nick.length() > most ? nick.substring(0, most) : nick;
    }

    /** Bytes of a line with CR and LF, without tags; 512 by default. */
    public int lineLength() {
        return number("LINELEN", 512, 512);
    }

    /** Bytes of a topic; the default leaves it to the line length. */
    public int topicLength() {
        return number("TOPICLEN", Integer.MAX_VALUE, 1);
    }

    /** Bytes of a kick reason; the default leaves it to the line length. */
    public int kickLength() {
        return number("KICKLEN", Integer.MAX_VALUE, 1);
    }

    /** Bytes of an away text; the default leaves it to the line length. */
    public int awayLength() {
        return number("AWAYLEN", Integer.MAX_VALUE, 1);
    }

    /** Mode changes with an argument in one MODE; 3 by default (RFC 2812 section 3.2.3). */
    public int modesPerLine() {
        return number("MODES", 3, 1);
    }

    /** Nicks that can be monitored; 0 if none. */
    public int monitorLimit() {
        return tokens.containsKey("MONITOR") ? number("MONITOR", Integer.MAX_VALUE, 1) : 0;
    }

    /** Messages of the past that may be asked for at once; 0 if there is no limit. */
    public int historyLimit() {
        return number("CHATHISTORY", 0, 0);
    }

    /** Whether only UTF-8 may be sent (IRCv3 UTF8ONLY). */
    public boolean utf8Only() {
        return tokens.containsKey("UTF8ONLY");
    }

    /** Whether WHO takes fields (IRCv3 WHOX). */
    public boolean whox() {
        return tokens.containsKey("WHOX");
    }

    /**
     * Whether a client-only tag is passed on (IRCv3 message-tags, CLIENTTAGDENY).
     *
     * @param name without the plus sign
     */
    public boolean passesOn(String name) {
        List<String> denied = List.of(tokens.getOrDefault("CLIENTTAGDENY", "").split(",", -1));
        return denied.contains("*") ? denied.contains("-" + name) : !denied.contains(name);
    }

    /** Whether the server paces by itself, so that a client need not. */
    public boolean safeRate() {
        return tokens.containsKey("SAFERATE") || tokens.containsKey("soju.im/SAFERATE");
    }

    private int number(String name, int otherwise, int least) {
        String value = tokens.getOrDefault(name, "");
        boolean numeric =
                !value.isEmpty()
                        && value.length() < 10
                        && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return numeric ? Math.max(least, Integer.parseInt(value)) : otherwise;
    }

    /** {@code \xHH} stands for a character that cannot be in a token. */
    private static String unescape(String value) {
        int at = value.indexOf("\\x");
        if (at < 0 || at + 4 > value.length()) {
            return value;
        }
        int high = Character.digit(value.charAt(at + 2), 16);
        int low = Character.digit(value.charAt(at + 3), 16);
        String head = value.substring(0, high < 0 || low < 0 ? at + 4 : at);
        String middle = high < 0 || low < 0 ? "" : Character.toString(high * 16 + low);
        return head + middle + unescape(value.substring(at + 4));
    }
}
