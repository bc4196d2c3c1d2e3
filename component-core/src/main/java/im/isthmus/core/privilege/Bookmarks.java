package im.isthmus.core.privilege;

import im.isthmus.core.address.Jid;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.IqErrorException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rooms in the bookmarks of users (XEP-0402), for those whose server lets us (XEP-0356). Callable
 * from any thread; never waits.
 */
public final class Bookmarks {
    private static final Logger LOG = LoggerFactory.getLogger(Bookmarks.class);
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    private static final String NODE = "urn:xmpp:bookmarks:1";

    private final Privileges privileges;

    public Bookmarks(Privileges privileges) {
        this.privileges = privileges;
    }

    /**
     * Adds a room that is to be entered at each log-in; one that the user has already stays as it
     * is.
     *
     * @param name for people
     */
    public void add(Jid user, Jid room, String name, String nick) {
        Element get = Xml.stanza("iq", user, user, "get", null);
        Element items = Xml.child(Xml.child(get, "pubsub", PUBSUB), "items");
        Xml.attribute(items, "node", NODE);
        Xml.attribute(Xml.child(items, "item"), "id", room.toString());
        privileges
                .iqAs(user, get)
                .ifPresent(answer -> {
                    var _ =
                            answer.whenComplete((found, problem) -> {
                                if (problem == null ? !has(found) : isMissing(problem)) {
                                    publish(user, room, name, nick);
                                }
                            });
                });
    }

    /** Removes a room. */
    public void remove(Jid user, Jid room) {
        Element set = Xml.stanza("iq", user, user, "set", null);
        Element retract = Xml.child(Xml.child(set, "pubsub", PUBSUB), "retract");
        Xml.attribute(retract, "node", NODE);
        Xml.attribute(retract, "notify", "true");
        Xml.attribute(Xml.child(retract, "item"), "id", room.toString());
        privileges.iqAs(user, set).ifPresent(answer -> log(user, answer));
    }

    private void publish(Jid user, Jid room, String name, String nick) {
        Element set = Xml.stanza("iq", user, user, "set", null);
        Element pubsub = Xml.child(set, "pubsub", PUBSUB);
        Element publish = Xml.attribute(Xml.child(pubsub, "publish"), "node", NODE);
        Element item = Xml.attribute(Xml.child(publish, "item"), "id", room.toString());
        Element conference = Xml.child(item, "conference", NODE);
        Xml.attribute(conference, "name", name);
        Xml.attribute(conference, "autojoin", "true");
        Xml.text(conference, "nick", nick);
        PublishOptions.add(pubsub);
        privileges.iqAs(user, set).ifPresent(answer -> log(user, answer));
    }

    private static void log(Jid user, CompletableFuture<Element> answer) {
        var _ =
                answer.whenComplete((_, problem) -> {
                    if (problem != null) {
                        LOG.info(
                                "bookmark=refused user={} reason=\"{}\"", user, problem.toString());
                    }
                });
    }

    private static boolean has(Element answer) {
        Element pubsub = Xml.find(answer, "pubsub", PUBSUB);
        Element items = pubsub == null ? null : Xml.find(pubsub, "items", PUBSUB);
        return items != null && Xml.find(items, "item", PUBSUB) != null;
    }

    private static boolean isMissing(@Nullable Throwable problem) {
        Throwable cause = problem instanceof CompletionException e ? e.getCause() : problem;
        return cause instanceof IqErrorException error
                && error.condition().equals("item-not-found");
    }
}
