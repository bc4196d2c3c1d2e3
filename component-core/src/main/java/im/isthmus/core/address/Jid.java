package im.isthmus.core.address;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.JID;

/**
 * An XMPP address prepared by RFC 7622: two of them are the same address exactly when they are
 * equal. Localpart and resourcepart are empty when absent; the domain is never empty.
 *
 * <p>Unlike Tinder's {@link JID} (RFC 3920, Unicode 3.2) it accepts everything that current servers
 * deliver, such as emoji in resourceparts, and it is a cheap map key.
 */
public final class Jid implements Comparable<Jid> {
    /** Each part may have this many bytes in UTF-8 (RFC 7622 section 3.1). */
    public static final int MAX_PART_BYTES = 1023;

    private static final Cache<String, Jid> PARSED =
            Caffeine.newBuilder().maximumSize(20_000).build();

    /** What stands for itself in a URI, besides letters and digits (RFC 3986 section 2). */
    private static final String PLAIN = "-._~!$()*+,;=";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String local;
    private final String domain;
    private final String resource;
    private final String text;
    private final @Nullable Jid bare;

    private Jid(String local, String domain, String resource) {
        this.local = local;
        this.domain = domain;
        this.resource = resource;
        String bareText = local.isEmpty() ? domain : local + '@' + domain;
        this.text = resource.isEmpty() ? bareText : bareText + '/' + resource;
        this.bare = resource.isEmpty() ? null : new Jid(local, domain, "");
    }

    /**
     * Parses and prepares an address (RFC 7622 section 3.2).
     *
     * @throws InvalidJidException if a part is empty where it must not be, too long, or has
     *     characters that its PRECIS profile forbids
     */
    public static Jid parse(String text) throws InvalidJidException {
        Jid known = PARSED.getIfPresent(text);
        if (known != null) {
            return known;
        }
        // The resourcepart may contain '@' and '/', so it is cut off first.
        int slash = text.indexOf('/');
        String resource = "";
        if (slash >= 0) {
            resource = JidParts.resource(text.substring(slash + 1));
        }
        String rest = slash < 0 ? text : text.substring(0, slash);
        int at = rest.indexOf('@');
        String local = at < 0 ? "" : JidParts.local(rest.substring(0, at));
        Jid jid = new Jid(local, JidParts.domain(rest.substring(at + 1)), resource);
        PARSED.put(text, jid);
        return jid;
    }

    /** An address that was checked before: what a database has, or a field that was filled in. */
    public static Jid checked(String text) {
        try {
            return parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalStateException("a checked JID is none: " + text, e);
        }
    }

    /**
     * Puts an address together from parts that still need preparing; empty means absent.
     *
     * @throws InvalidJidException as {@link #parse}
     */
    public static Jid of(String local, String domain, String resource) throws InvalidJidException {
        return new Jid(
                local.isEmpty() ? "" : JidParts.local(local),
                JidParts.domain(domain),
                resource.isEmpty() ? "" : JidParts.resource(resource));
    }

    /** This address without its resourcepart. */
    public Jid bare() {
        return bare == null ? this : bare;
    }

    /**
     * The full JID of this bare one with the given resourcepart, which is prepared.
     *
     * @throws InvalidJidException if the resourcepart is empty, too long or has forbidden
     *     characters
     */
    public Jid withResource(String resourcepart) throws InvalidJidException {
        return new Jid(local, domain, JidParts.resource(resourcepart));
    }

    /** The domain alone: the server's own address. */
    public Jid server() {
        return new Jid("", domain, "");
    }

    public boolean isFull() {
        return !resource.isEmpty();
    }

    public String local() {
        return local;
    }

    public String domain() {
        return domain;
    }

    public String resource() {
        return resource;
    }

    /** The same address for code written against Tinder; nothing is prepared again. */
    public JID toTinder() {
        return new JID(
                local.isEmpty() ? null : local, domain, resource.isEmpty() ? null : resource, true);
    }

    /** The address as a URI (RFC 5122 section 2.2), in which {@code #} and {@code %} mean more. */
    public String uri() {
        String bareUri = "xmpp:" + (local.isEmpty() ? "" : encoded(local) + '@') + encoded(domain);
        return resource.isEmpty() ? bareUri : bareUri + '/' + encoded(resource);
    }

    private static String encoded(String part) {
        StringBuilder uri = new StringBuilder();
        for (byte b : part.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : "%" + HEX.toHexDigits(b));
        }
        return uri.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Jid that && text.equals(that.text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public int compareTo(Jid other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
