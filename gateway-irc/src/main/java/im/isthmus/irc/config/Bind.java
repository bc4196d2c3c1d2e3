package im.isthmus.irc.config;

import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import im.isthmus.irc.connection.origin.AddressPrefix;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Which of our own addresses users connect from, for a network or, in {@code [irc]}, for all that
 * say nothing of their own.
 *
 * @param address to connect from; null leaves it to the system
 * @param prefix addresses to connect from, another one for each user; null for none
 */
public record Bind(@Nullable InetAddress address, @Nullable AddressPrefix prefix) {
    /** Whatever the system takes. */
    public static final Bind ANY = new Bind(null, null);

    static Bind read(Section section) {
        if (section.has("bind-prefix") && section.has("bind-address")) {
            section.problem("bind-prefix", "is given beside bind-address; keep one of them", "");
        }
        return new Bind(
                section.optional("bind-address", ipAddress(), "192.0.2.1"),
                section.optional("bind-prefix", addressPrefix(), "2001:db8:1:2::/64"));
    }

    /** This, or the other one if this says nothing. */
    Bind or(Bind other) {
        return equals(ANY) ? other : this;
    }

    private static Value<AddressPrefix> addressPrefix() {
        return (raw, origin) -> {
            String text = Values.text().read(raw, origin);
            try {
                return AddressPrefix.parse(text);
            } catch (IllegalArgumentException e) {
                throw new Value.Wrong(
                        "must be a block of addresses with room for users, not \"" + text + "\"");
            }
        };
    }

    private static Value<InetAddress> ipAddress() {
        return (raw, origin) -> {
            String text = Values.text().read(raw, origin);
            try {
                return InetAddress.ofLiteral(text);
            } catch (IllegalArgumentException e) {
                throw new Value.Wrong("must be an IP address, not \"" + text + "\"");
            }
        };
    }
}
