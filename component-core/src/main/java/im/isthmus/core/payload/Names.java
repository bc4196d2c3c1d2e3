package im.isthmus.core.payload;

/** The namespaces of what messages carry. */
final class Names {
    static final String SID = "urn:xmpp:sid:0";
    static final String RECEIPTS = "urn:xmpp:receipts";
    static final String MARKERS = "urn:xmpp:chat-markers:0";
    static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";
    static final String CORRECT = "urn:xmpp:message-correct:0";
    static final String RETRACT = "urn:xmpp:message-retract:1";
    static final String MODERATE = "urn:xmpp:message-moderate:1";
    static final String REACTIONS = "urn:xmpp:reactions:0";
    static final String REPLY = "urn:xmpp:reply:0";
    static final String REFERENCE = "urn:xmpp:reference:0";
    static final String FALLBACK = "urn:xmpp:fallback:0";
    static final String HINTS = "urn:xmpp:hints";
    static final String DELAY = "urn:xmpp:delay";
    static final String OOB = "jabber:x:oob";
    static final String FILE_SHARING = "urn:xmpp:sfs:0";
    static final String FILE = "urn:xmpp:file:metadata:0";
    static final String URL = "http://jabber.org/protocol/url-data";
    static final String ADDRESSES = "http://jabber.org/protocol/address";

    // COMPAT(Gajim 1.8, Converse 10): versions 0.3 of XEP-0424 and 0.2 of XEP-0425.
    static final String FASTEN = "urn:xmpp:fasten:0";
    static final String OLD_RETRACT = "urn:xmpp:message-retract:0";
    static final String OLD_MODERATE = "urn:xmpp:message-moderate:0";

    private Names() {}
}
