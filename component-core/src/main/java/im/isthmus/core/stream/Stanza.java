package im.isthmus.core.stream;

import im.isthmus.core.address.Jid;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * A stanza as it came in: well-formed XML, both addresses prepared by RFC 7622, nothing else
 * checked.
 *
 * <p>Elements of the stream's namespace (jabber:component:accept) have no namespace here, as Tinder
 * expects it; every other namespace is kept, also {@code jabber:client} further down.
 *
 * @param kind which of the three
 * @param type the type attribute as sent, empty if absent
 * @param id the id attribute, null if absent
 * @param element the whole stanza; whoever receives the stanza owns it
 */
public record Stanza(
        Kind kind, String type, @Nullable String id, Jid from, Jid to, Element element) {
    /** RFC 6120 section 8. */
    public enum Kind {
        MESSAGE,
        PRESENCE,
        IQ
    }

    /** Whether answering it with an error could start a loop (RFC 6120 section 8.3.1). */
    public boolean isAnswer() {
        return type.equals("error") || (kind == Kind.IQ && type.equals("result"));
    }
}
