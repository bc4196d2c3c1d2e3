package im.isthmus.core.privilege;

import im.isthmus.core.stanza.Xml;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * What one XMPP server has granted.
 *
 * @param namespace the version of the protocol that it speaks
 * @param iqs which types of iq, by namespace of the payload
 */
record Grants(
        String namespace,
        Access roster,
        boolean messages,
        boolean presence,
        Map<String, Access> iqs) {
    /** XEP-0356 from version 0.4 on. */
    static final String VERSION_2 = "urn:xmpp:privilege:2";

    /** COMPAT(ejabberd before 24.10): XEP-0356 up to version 0.3. */
    static final String VERSION_1 = "urn:xmpp:privilege:1";

    /** More than any server names; what comes beyond is not remembered. */
    private static final int MAX_NAMESPACES = 100;

    Grants {
        iqs = Map.copyOf(iqs);
    }

    /** Which of the two types of iq. */
    record Access(boolean get, boolean set) {
        static final Access NONE = new Access(false, false);

        static Access of(@Nullable String type) {
            return switch (type) {
                case "get" -> new Access(true, false);
                case "set" -> new Access(false, true);
                case "both" -> new Access(true, true);
                case null, default -> NONE;
            };
        }

        boolean allows(String type) {
            return type.equals("get") ? get : type.equals("set") && set;
        }
    }

    /** The grants that a message announces, null if it is about something else. */
    static @Nullable Grants in(Element message) {
        for (String namespace : List.of(VERSION_2, VERSION_1)) {
            Element privilege = Xml.find(message, "privilege", namespace);
            if (privilege != null && !privilege.elements("perm").isEmpty()) {
                return read(privilege, namespace);
            }
        }
        return null;
    }

    private static Grants read(Element privilege, String namespace) {
        Access roster = Access.NONE;
        boolean messages = false;
        boolean presence = false;
        Map<String, Access> iqs = new HashMap<>();
        for (Element perm : privilege.elements("perm")) {
            String type = perm.attributeValue("type");
            switch (perm.attributeValue("access")) {
                case "roster" -> roster = Access.of(type);
                case "message" -> messages = "outgoing".equals(type);
                case "presence" -> presence = type != null && !type.equals("none");
                case "iq" -> namespaces(perm, iqs);
                case null, default -> {}
            }
        }
        return new Grants(namespace, roster, messages, presence, iqs);
    }

    /** COMPAT(prosody-modules before 2024): each namespace is put inside the one before it. */
    private static void namespaces(Element in, Map<String, Access> found) {
        for (Element level = in; level != null; level = level.element("namespace")) {
            for (Element each : level.elements("namespace")) {
                String name = each.attributeValue("ns");
                if (name != null && found.size() < MAX_NAMESPACES) {
                    found.put(name, Access.of(each.attributeValue("type")));
                }
            }
        }
    }

    Grants withoutRosterSet() {
        return new Grants(namespace, new Access(roster.get(), false), messages, presence, iqs);
    }
}
