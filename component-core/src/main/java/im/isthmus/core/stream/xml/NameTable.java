package im.isthmus.core.stream.xml;

import org.dom4j.Namespace;
import org.dom4j.QName;
import org.jspecify.annotations.Nullable;

/**
 * Qualified names seen lately, in a table that never grows. dom4j's own caches are not used: they
 * keep every name for ever, and anybody on the network can make up names.
 */
final class NameTable {
    private static final int SLOTS = 1024;

    private final @Nullable QName[] slots = new QName[SLOTS];
    private int misses;

    /**
     * The name, new or from the table.
     *
     * @throws IllegalArgumentException if dom4j takes it for no XML name
     */
    QName name(String prefix, String local, String uri) {
        String namespace = uri.equals(StreamHeader.COMPONENT) ? "" : uri;
        String shownPrefix = namespace.isEmpty() ? "" : prefix;
        int hash = local.hashCode() * 31 + namespace.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        QName known = slots[slot];
        if (known != null
                && known.getName().equals(local)
                && known.getNamespaceURI().equals(namespace)
                && known.getNamespacePrefix().equals(shownPrefix)) {
            return known;
        }
        misses++;
        QName fresh = new QName(local, namespace(shownPrefix, namespace));
        slots[slot] = fresh;
        return fresh;
    }

    private static Namespace namespace(String prefix, String uri) {
        if (uri.isEmpty()) {
            return Namespace.NO_NAMESPACE;
        }
        return prefix.equals("xml") ? Namespace.XML_NAMESPACE : new Namespace(prefix, uri);
    }

    /** How many names were not in the table since the last call. */
    int misses() {
        return misses;
    }

    void forgetMisses() {
        misses = 0;
    }
}
