package im.isthmus.program;

import im.isthmus.testing.client.XmppClient;
import java.util.concurrent.atomic.AtomicInteger;

/** Commands with one form (XEP-0050), filled in by a client. */
final class Forms {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Forms() {}

    /** Runs a command, fills in one field of its form and waits for the end, which is told. */
    static String submit(XmppClient who, String to, String node, String field, String value) {
        String id = node + "-" + COUNT.incrementAndGet();
        who.send(
                "<iq type='set' id='%s' to='%s'>".formatted(id, to)
                        + "<command xmlns='http://jabber.org/protocol/commands' node='"
                        + node
                        + "' action='execute'/></iq>");
        String form = XmppClient.xml(who.awaitXml("id='" + id + "'", "executing"));
        who.send(
                """
                <iq type='set' id='%1$s-2' to='%2$s'>
                <command xmlns='http://jabber.org/protocol/commands' node='%3$s' sessionid='%4$s'
                action='complete'><x xmlns='jabber:x:data' type='submit'>
                <field var='%5$s'><value>%6$s</value></field></x></command></iq>
                """
                        .formatted(
                                id,
                                to,
                                node,
                                form.replaceAll("(?s).*sessionid='([^']+)'.*", "$1"),
                                field,
                                value));
        return XmppClient.xml(who.awaitXml("id='" + id + "-2'", "completed"));
    }
}
