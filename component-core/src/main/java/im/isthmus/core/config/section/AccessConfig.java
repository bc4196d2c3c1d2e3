package im.isthmus.core.config.section;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import java.util.List;
import java.util.Set;

/**
 * The section {@code [access]}: which XMPP users may use the gateway, and who administers it. An
 * entry of the first two is a domain, a bare JID or {@code *} for everybody; a denied user stays
 * denied even if allowed elsewhere.
 *
 * @param allow by default the domain above the gateway's own, that is: its own server's users
 * @param deny by default nobody
 * @param admins bare JIDs; by default nobody
 */
public record AccessConfig(Set<String> allow, Set<String> deny, Set<Jid> admins) {
    private static final String EVERYBODY = "*";

    /**
     * Reads {@code [access]} below the top of a file.
     *
     * @param componentDomain of the gateway
     */
    public static AccessConfig read(Section root, String componentDomain) {
        Section section = root.table("access");
        List<String> allow =
                section.optional("allow", Values.list(entry()), List.of("example.org"));
        int dot = componentDomain.indexOf('.');
        if (!section.has("allow") && dot < 0) {
            section.problem(
                    "allow",
                    "missing, and " + componentDomain + " has no domain above it to stand in",
                    List.of("example.org"));
        }
        return new AccessConfig(
                allow == null ? Set.of(componentDomain.substring(dot + 1)) : Set.copyOf(allow),
                Set.copyOf(section.withDefault("deny", Values.list(entry()), List.of())),
                Set.copyOf(section.withDefault("admins", Values.list(person()), List.of())));
    }

    /** Everybody may use it, and nobody administers it. */
    public static AccessConfig everybody() {
        return new AccessConfig(Set.of(EVERYBODY), Set.of(), Set.of());
    }

    /** Whether this user may use the gateway; resources do not matter. */
    public boolean permits(Jid user) {
        return !matches(deny, user) && matches(allow, user);
    }

    private static boolean matches(Set<String> entries, Jid user) {
        return entries.contains(EVERYBODY)
                || entries.contains(user.domain())
                || entries.contains(user.bare().toString());
    }

    private static Value<Jid> person() {
        return (raw, origin) -> {
            Jid jid = Values.jid().read(raw, origin);
            if (jid.isFull() || jid.local().isEmpty()) {
                throw new Value.Wrong(
                        "must have bare JIDs of people such as \"root@example.org\", not "
                                + Values.shown(raw));
            }
            return jid;
        };
    }

    private static Value<String> entry() {
        return (raw, origin) -> {
            if (raw.equals(EVERYBODY)) {
                return EVERYBODY;
            }
            Jid jid = Values.jid().read(raw, origin);
            if (jid.isFull()) {
                throw new Value.Wrong(
                        "must have domains, bare JIDs or \"*\", not " + Values.shown(raw));
            }
            return jid.toString();
        };
    }
}
