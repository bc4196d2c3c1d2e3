package im.isthmus.core.router;

import org.dom4j.Attribute;
import org.dom4j.CharacterData;
import org.dom4j.Element;
import org.dom4j.Node;

/** About how many bytes a stanza takes while it waits. */
final class Weight {
    private static final int NODE = 64;

    private Weight() {}

    static long of(Element element) {
        long sum = NODE;
        for (Attribute attribute : element.attributes()) {
            sum += NODE + attribute.getValue().length();
        }
        for (int i = 0, n = element.nodeCount(); i < n; i++) {
            Node node = element.node(i);
            if (node instanceof Element child) {
                sum += of(child);
            } else if (node instanceof CharacterData text) {
                sum += NODE + text.getText().length();
            }
        }
        return sum;
    }
}
