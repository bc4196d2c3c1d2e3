package im.isthmus.core.feature.disco;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.isthmus.core.backend.Backend.Identity;
import im.isthmus.core.content.Hash;
import im.isthmus.core.stanza.Xml;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dom4j.Element;

/**
 * The identities and features of an address (XEP-0030), and their hash (XEP-0115 section 5.1).
 *
 * @param identities sorted by category and type
 * @param features sorted
 * @param forms that tell more (XEP-0128)
 */
record Capabilities(List<Identity> identities, TreeSet<String> features, List<Element> forms) {
    /** Many addresses say the same, again and again. */
    private static final Cache<String, String> HASHED =
            Caffeine.newBuilder().maximumSize(1000).build();

    static final String NAMESPACE = "http://jabber.org/protocol/disco#info";

    static Capabilities of(
            Identity identity, Collection<String> features, Collection<Element> forms) {
        return new Capabilities(List.of(identity), new TreeSet<>(features), List.copyOf(forms));
    }

    /** The same with another identity. */
    Capabilities and(Identity identity) {
        return new Capabilities(
                Stream.concat(identities.stream(), Stream.of(identity))
                        .sorted(
                                Comparator.comparing(Identity::category)
                                        .thenComparing(Identity::type))
                        .toList(),
                features,
                forms);
    }

    /** The same with these features instead. */
    Capabilities with(Collection<String> others) {
        return new Capabilities(identities, new TreeSet<>(others), forms);
    }

    /** The same by another name. */
    Capabilities named(String name) {
        return new Capabilities(
                identities.stream()
                        .map(is -> new Identity(is.category(), is.type(), name))
                        .toList(),
                features,
                forms);
    }

    Element toQuery() {
        Element query = Xml.element("query", NAMESPACE);
        for (Identity identity : identities) {
            Element element = Xml.child(query, "identity");
            Xml.attribute(element, "category", identity.category());
            Xml.attribute(element, "type", identity.type());
            Xml.attribute(element, "name", identity.name());
        }
        for (String feature : features) {
            Xml.attribute(Xml.child(query, "feature"), "var", feature);
        }
        forms.forEach(form -> query.add(form.createCopy()));
        return query;
    }

    /** The ver attribute of entity capabilities. */
    String version() {
        StringBuilder text = new StringBuilder();
        for (Identity identity : identities) {
            text.append(identity.category()).append('/').append(identity.type());
            text.append("//").append(identity.name()).append('<');
        }
        for (String feature : features) {
            text.append(feature).append('<');
        }
        forms.stream().map(Capabilities::hashed).sorted().forEach(text::append);
        return HASHED.get(text.toString(), Capabilities::hash);
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(Hash.SHA1.of(text));
    }

    /** What a form adds to the hash: its FORM_TYPE, and its fields and values in order. */
    private static String hashed(Element form) {
        String type = "";
        TreeMap<String, List<String>> fields = new TreeMap<>();
        for (Element field : form.elements("field")) {
            List<String> values =
                    field.elements("value").stream().map(Element::getText).sorted().toList();
            String name = field.attributeValue("var", "");
            if (name.equals("FORM_TYPE")) {
                type = String.join("", values);
            } else {
                fields.put(name, values);
            }
        }
        StringBuilder text = new StringBuilder(type).append('<');
        fields.forEach((name, values) -> {
            text.append(name).append('<');
            values.forEach(value -> text.append(value).append('<'));
        });
        return text.toString();
    }
}
