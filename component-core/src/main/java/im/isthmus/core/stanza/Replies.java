package im.isthmus.core.stanza;

import im.isthmus.core.stream.Stanza;
import im.isthmus.core.text.Language;
import org.dom4j.Element;
import org.dom4j.QName;
import org.dom4j.tree.DefaultElement;
import org.jspecify.annotations.Nullable;

/** The answers to a stanza: a result with a payload, or an error (RFC 6120 section 8). */
public final class Replies {
    private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    private Replies() {}

    /** The result of an iq request; a null payload means an empty result. */
    public static Element result(Stanza request, @Nullable Element payload) {
        Element result = Xml.stanza("iq", request.to(), request.from(), "result", request.id());
        if (payload != null) {
            result.add(payload);
        }
        return result;
    }

    /** The error that answers a stanza, in the stanza's own language. */
    public static Element error(Stanza request, StanzaException problem) {
        Language language = Language.of(Xml.lang(request.element()));
        return error(request, problem, language == null ? Language.ENGLISH : language);
    }

    /** The error that answers a stanza; presence of a room keeps its MUC element (XEP-0045 7.2). */
    public static Element error(Stanza request, StanzaException problem, Language language) {
        Element answer =
                Xml.stanza(
                        request.element().getName(),
                        request.to(),
                        request.from(),
                        "error",
                        request.id());
        if (request.kind() == Stanza.Kind.PRESENCE) {
            Xml.child(answer, "x", "http://jabber.org/protocol/muc");
        }
        answer.add(errorElement(problem, language));
        return answer;
    }

    /** The error element alone. */
    public static Element errorElement(StanzaException problem, Language language) {
        Element error = new DefaultElement(new QName("error"));
        Xml.attribute(error, "type", problem.type().toXMPP());
        Element condition = Xml.child(error, problem.conditionName(), STANZAS);
        String alternative = problem.alternative();
        if (alternative != null) {
            condition.addText(alternative);
        }
        if (!problem.text().isEmpty()) {
            Element text = Xml.child(error, "text", STANZAS);
            Xml.lang(text, language.tag());
            text.addText(language.render(problem.message()));
        }
        QName detail = problem.detail();
        if (detail != null) {
            error.add(new DefaultElement(detail));
        }
        return error;
    }
}
