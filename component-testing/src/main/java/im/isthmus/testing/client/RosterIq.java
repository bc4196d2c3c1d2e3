package im.isthmus.testing.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.IqData;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.provider.IqProvider;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.jspecify.annotations.Nullable;
import org.jxmpp.JxmppContext;

/**
 * A roster or a push of it, in place of Smack's own, which drops rosters with a gateway in them
 * (4.5.0-rc1: every item must have a localpart).
 */
final class RosterIq extends IQ {
    static final String NAMESPACE = "jabber:iq:roster";

    private final List<RosterItem> items;

    private RosterIq(List<RosterItem> items) {
        super("query", NAMESPACE);
        this.items = List.copyOf(items);
    }

    static RosterIq request() {
        RosterIq iq = new RosterIq(List.of());
        iq.setType(IQ.Type.get);
        return iq;
    }

    List<RosterItem> items() {
        return items;
    }

    @Override
    protected IQChildElementXmlStringBuilder getIQChildElementBuilder(
            IQChildElementXmlStringBuilder xml) {
        xml.rightAngleBracket();
        for (RosterItem item : items) {
            xml.halfOpenElement("item")
                    .attribute("jid", item.jid())
                    .attribute("subscription", item.subscription())
                    .closeEmptyElement();
        }
        return xml;
    }

    /** Reads it. */
    static final class Provider extends IqProvider<RosterIq> {
        @Override
        public RosterIq parse(
                XmlPullParser parser,
                int initialDepth,
                IqData data,
                @Nullable XmlEnvironment environment,
                @Nullable JxmppContext context)
                throws XmlPullParserException, IOException {
            List<RosterItem> items = new ArrayList<>();
            while (true) {
                XmlPullParser.Event event = parser.next();
                if (event == XmlPullParser.Event.START_ELEMENT && parser.getName().equals("item")) {
                    items.add(item(parser));
                } else if (event == XmlPullParser.Event.END_ELEMENT
                        && parser.getDepth() == initialDepth) {
                    return new RosterIq(items);
                }
            }
        }

        private static RosterItem item(XmlPullParser parser)
                throws XmlPullParserException, IOException {
            String jid = parser.getAttributeValue("", "jid");
            String name = parser.getAttributeValue("", "name");
            String subscription = parser.getAttributeValue("", "subscription");
            List<String> groups = new ArrayList<>();
            int depth = parser.getDepth();
            while (true) {
                XmlPullParser.Event event = parser.next();
                if (event == XmlPullParser.Event.START_ELEMENT) {
                    groups.add(parser.nextText());
                } else if (event == XmlPullParser.Event.END_ELEMENT && parser.getDepth() == depth) {
                    return new RosterItem(
                            jid, name, subscription == null ? "none" : subscription, groups);
                }
            }
        }
    }
}
