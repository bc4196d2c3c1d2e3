package im.isthmus.irc.channel;

import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.event.ContactEvent.Detail;
import im.isthmus.core.backend.event.Occupant.Look;
import im.isthmus.irc.format.MircText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody, or a channel, says of itself (IRCv3 draft/metadata-2, setname). Immutable. */
public record Card(Map<String, String> values) {
    /** Of who says nothing. */
    public static final Card NOTHING = new Card(Map.of());

    /** The name set while everybody looks on; no key of the network's. */
    public static final String REAL_NAME = "*realname";

    public static final String AVATAR = "avatar";
    public static final String DISPLAY_NAME = "display-name";

    /** What is of use in XMPP, the most wanted first. */
    public static final List<String> KEYS = List.of(AVATAR, DISPLAY_NAME, "homepage", "url");

    /** Longer is no name and no address. */
    private static final int MAX_CHARS = 500;

    private static final int MAX_NAME = 100;

    /** As large as clients show a picture, in pixels. */
    private static final String SIZE = "192";

    public Card {
        values = Map.copyOf(values);
    }

    /**
     * With another value.
     *
     * @param value null or empty for none
     */
    public Card with(String key, @Nullable String value) {
        Map<String, String> next = new HashMap<>(values);
        if (value == null || value.isBlank() || value.length() > MAX_CHARS) {
            next.remove(key);
        } else {
            next.put(key, value);
        }
        return new Card(next);
    }

    /** The name for people; null if there is none. */
    public @Nullable String name() {
        String name = values.getOrDefault(DISPLAY_NAME, values.getOrDefault(REAL_NAME, ""));
        String plain = MircText.strip(name).strip();
        int end =
                plain.offsetByCodePoints(
                        0, Math.min(MAX_NAME, plain.codePointCount(0, plain.length())));
        return plain.isEmpty() ? null : plain.substring(0, end);
    }

    /** The picture; null if there is none. */
    public @Nullable Avatar avatar() {
        String url = values.getOrDefault(AVATAR, "").replace("{size}", SIZE);
        return isWeb(url) ? new Avatar(url, url) : null;
    }

    /** A page about it; null if there is none. */
    public @Nullable String page() {
        String page = values.getOrDefault("homepage", values.getOrDefault("url", ""));
        return isWeb(page) ? page : null;
    }

    /** The page as a line of a business card. */
    public List<Detail> details() {
        String page = page();
        return page == null ? List.of() : List.of(new Detail("url", page));
    }

    /** What is shown of somebody in a channel; null if there is nothing. */
    public @Nullable Look look() {
        return name() == null && avatar() == null ? null : new Look(name(), avatar());
    }

    static boolean isWeb(String url) {
        return url.startsWith("https://") || url.startsWith("http://");
    }
}
