package im.isthmus.core.stream;

import org.dom4j.Element;

/** A request of ours was answered with an error (RFC 6120 section 8.3). */
public final class IqErrorException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String CONDITIONS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    private final String condition;
    private final String text;

    /**
     * @param condition the name of the defined condition, such as {@code item-not-found}; {@code
     *     undefined-condition} if the answer had none
     * @param text the human-readable text, empty if absent; written by the other side
     */
    public IqErrorException(String condition, String text) {
        super(text.isEmpty() ? condition : condition + ": " + text);
        this.condition = condition;
        this.text = text;
    }

    public String condition() {
        return condition;
    }

    public String text() {
        return text;
    }

    /** What an answer of type error says. */
    public static IqErrorException in(Element iq) {
        Element error = iq.element("error");
        String condition = "undefined-condition";
        String text = "";
        if (error != null) {
            for (Element child : error.elements()) {
                if (!child.getNamespaceURI().equals(CONDITIONS)) {
                    continue;
                }
                if (child.getName().equals("text")) {
                    text = child.getText();
                } else {
                    condition = child.getName();
                }
            }
        }
        return new IqErrorException(condition, text);
    }
}
