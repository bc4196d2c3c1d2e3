package im.isthmus.core.stream.xml;

/**
 * The server's side of {@code <stream:stream>}; absent attributes are empty.
 *
 * @param content the default namespace, that of the stanzas
 * @param id what the handshake is computed from (XEP-0114 section 3)
 */
public record StreamHeader(String content, String id, String from) {
    /** The namespace of the stanzas of a component; elements of it have none in our trees. */
    public static final String COMPONENT = "jabber:component:accept";

    /** The namespace of the stream's own elements. */
    public static final String STREAMS = "http://etherx.jabber.org/streams";
}
