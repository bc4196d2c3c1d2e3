package im.isthmus.irc.config;

import im.isthmus.core.config.Secret;
import im.isthmus.core.config.Section;
import im.isthmus.irc.connection.tls.TlsTrust;
import org.jspecify.annotations.Nullable;

/**
 * What {@code [irc]} says for all networks that say nothing of their own, those included that are
 * not listed.
 *
 * @param bind which of our own addresses to connect from
 * @param trust who is believed to be a server
 * @param webircPassword that makes networks believe us where users come from; null for none
 */
public record NetworkDefaults(Bind bind, TlsTrust trust, @Nullable Secret webircPassword) {
    /** Where {@code [irc]} says nothing either. */
    public static final NetworkDefaults NONE =
            new NetworkDefaults(Bind.ANY, new TlsTrust.KnownAuthorities(), null);

    static NetworkDefaults read(Section section) {
        return new NetworkDefaults(
                Bind.read(section),
                Trust.read(section, NONE.trust()),
                section.optionalSecret("webirc-password"));
    }
}
