package im.isthmus.core.stream;

/**
 * The server's side of {@code <stream:stream>}; absent attributes are empty.
 *
 * @param content the default namespace, that of the stanzas
 * @param id what the handshake is computed from (XEP-0114 section 3)
 */
record StreamHeader(String content, String id, String from) {}
