package im.isthmus.core.contact;

import im.isthmus.core.address.Jid;
import im.isthmus.core.stanza.Xml;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * Brings changes of the network's list into the user's roster, by the best way there is at the
 * time: set by privilege (XEP-0356), suggested to a client that understands it (XEP-0144), else by
 * subscription requests. At a pace, for there may be thousands.
 */
final class RosterMirror {
    private static final Duration TICK = Duration.ofMillis(100);

    /** Roster sets that wait for their answer at a time. */
    private static final int WINDOW = 20;

    /** The longest rest between two batches of roster sets. */
    private static final Duration MAX_REST = Duration.ofSeconds(2);

    private static final String ROSTER = "jabber:iq:roster";
    private static final String NICK = "http://jabber.org/protocol/nick";

    /** What is to be done about one contact. */
    private enum Change {
        ADD,
        MODIFY,
        DELETE
    }

    private final ContactHost host;
    private final ContactServices services;
    private final ContactList list;
    private final RosterExchange exchange;
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private Consumer<String> added = _ -> {};
    private int inFlight;
    private boolean ticking;
    private boolean resting;
    private Instant batchBegan = Instant.EPOCH;

    RosterMirror(ContactHost host, ContactServices services, ContactList list) {
        this.host = host;
        this.services = services;
        this.list = list;
        this.exchange = new RosterExchange(host, services.requests());
    }

    /** Whether something is still to be done. */
    boolean isBusy() {
        return !changes.isEmpty() || inFlight > 0;
    }

    /**
     * The network has a new contact.
     *
     * @param whenSettled told the localpart once the roster has it, if the user is not asked
     */
    void offer(Contact contact, Consumer<String> whenSettled) {
        added = whenSettled;
        changes.put(contact.localpart(), Change.ADD);
        proceed();
    }

    /** Name or groups of a contact in the roster changed. */
    void update(Contact contact) {
        changes.putIfAbsent(contact.localpart(), Change.MODIFY);
        proceed();
    }

    /** A contact has to go out of the roster; an empty localpart stands for the gateway. */
    void remove(String localpart) {
        if (changes.remove(localpart) == Change.ADD) {
            return;
        }
        changes.put(localpart, Change.DELETE);
        proceed();
    }

    /** Both see each other now: the roster item should say so. */
    void complete(Contact contact) {
        setOr(setRoster(item(contact), "both"), () -> {}, () -> subscribe(contact, ""));
    }

    /** The gateway comes into the roster (XEP-0100 section 5.1 step 5). */
    void introduceGateway() {
        setOr(
                setRoster(item("", services.name(), List.of()), "both"),
                // The server shows us the presence of the user only when it is asked to.
                () -> send("", "probe", ""),
                () -> request("", services.name(), ""));
    }

    /** Goes on when a roster set was answered, in one way or the other. */
    private void setOr(Optional<CompletableFuture<Element>> set, Runnable done, Runnable instead) {
        if (set.isEmpty()) {
            instead.run();
            return;
        }
        inFlight++;
        var _ =
                set.get()
                        .whenComplete((_, problem) ->
                                host.later(() -> {
                                    inFlight--;
                                    (problem == null ? done : instead).run();
                                    proceed();
                                }));
    }

    /** Asks the user, in the name of a contact, to let them see the user. */
    void subscribe(Contact contact, String text) {
        request(contact.localpart(), contact.name(), text);
    }

    private void request(String localpart, @Nullable String name, String text) {
        Element presence = presence(localpart, "subscribe", text);
        if (name != null) {
            Xml.child(presence, "nick", NICK).addText(name);
        }
        host.send(presence);
    }

    /** Sends a presence without more than a text from a contact to the bare JID. */
    void send(String localpart, String type, String text) {
        host.send(presence(localpart, type, text));
    }

    private Element presence(String localpart, String type, String text) {
        Element presence = Xml.stanza("presence", jid(localpart), host.user(), type, null);
        if (!text.isEmpty()) {
            Xml.text(presence, "status", text);
        }
        return presence;
    }

    private Jid jid(String localpart) {
        return localpart.isEmpty() ? host.gateway() : host.jidOf(localpart);
    }

    private void proceed() {
        if (services.privileges().maySetRoster(host.user())) {
            if (inFlight == 0 && !resting) {
                batch();
            }
        } else if (!ticking && inFlight == 0 && !changes.isEmpty()) {
            ticking = true;
            host.schedule(TICK, this::chunk);
        }
    }

    private void batch() {
        batchBegan = host.clock().instant();
        while (inFlight < WINDOW && !changes.isEmpty()) {
            set(changes.entrySet().iterator().next());
        }
    }

    /**
     * A server that takes long has others to serve, too: between batches it rests half as long as
     * it worked. COMPAT(Prosody 0.12): it writes the whole roster for each set.
     */
    private void rest() {
        Duration worked = Duration.between(batchBegan, host.clock().instant());
        if (worked.compareTo(TICK) < 0 || changes.isEmpty()) {
            return;
        }
        resting = true;
        Duration half = worked.dividedBy(2);
        host.schedule(
                half.compareTo(MAX_REST) < 0 ? half : MAX_REST,
                () -> {
                    resting = false;
                    proceed();
                });
    }

    private void set(Map.Entry<String, Change> change) {
        String localpart = change.getKey();
        Change what = change.getValue();
        changes.remove(localpart);
        Contact contact = list.find(localpart);
        if (contact == null && what != Change.DELETE) {
            return;
        }
        if (what == Change.DELETE) {
            send(localpart, "unavailable", "");
        }
        Element item = contact == null ? item(localpart, null, List.of()) : item(contact);
        Optional<CompletableFuture<Element>> answer =
                setRoster(item, what == Change.DELETE ? "remove" : "both");
        if (answer.isEmpty()) {
            withoutPrivilege(localpart, what);
            return;
        }
        inFlight++;
        var _ =
                answer.get()
                        .whenComplete((_, problem) ->
                                host.later(() -> answered(localpart, what, problem)));
    }

    private void answered(String localpart, Change what, @Nullable Throwable problem) {
        inFlight--;
        if (problem != null) {
            withoutPrivilege(localpart, what);
        } else if (what == Change.ADD) {
            added.accept(localpart);
        }
        if (inFlight == 0) {
            rest();
        }
        proceed();
    }

    private Optional<CompletableFuture<Element>> setRoster(Element item, String subscription) {
        Element query = Xml.element("query", ROSTER);
        Element own = Xml.child(query, "item");
        item.attributes().forEach(a -> Xml.attribute(own, a.getName(), a.getValue()));
        item.elements().forEach(group -> Xml.text(own, "group", group.getText()));
        Xml.attribute(own, "subscription", subscription);
        return services.privileges().setRoster(host.user(), query);
    }

    /** One kind of change a stanza (XEP-0144 section 3), so many at a time. */
    private void chunk() {
        ticking = false;
        if (changes.isEmpty() || !exchange.isDecided(this::proceed)) {
            return;
        }
        Change what = changes.values().iterator().next();
        List<String> who =
                changes.entrySet().stream()
                        .filter(change -> change.getValue() == what)
                        .limit(RosterExchange.CHUNK)
                        .map(Map.Entry::getKey)
                        .toList();
        who.forEach(changes::remove);
        if (exchange.clients().isEmpty()) {
            who.forEach(localpart -> withoutPrivilege(localpart, what));
        } else {
            suggest(who, what);
        }
        proceed();
    }

    private void suggest(List<String> who, Change what) {
        List<Element> items = new ArrayList<>();
        for (String localpart : who) {
            Contact contact = list.find(localpart);
            if (contact != null) {
                items.add(item(contact));
            } else if (what == Change.DELETE) {
                items.add(item(localpart, null, List.of()));
            }
        }
        if (what == Change.DELETE) {
            who.forEach(localpart -> withoutPrivilege(localpart, what));
        }
        switch (what) {
            case ADD -> exchange.suggest("add", items);
            case MODIFY -> exchange.suggest("modify", items);
            case DELETE -> exchange.suggest("delete", items);
        }
    }

    private void withoutPrivilege(String localpart, Change what) {
        switch (what) {
            case ADD -> {
                Contact contact = list.find(localpart);
                if (contact != null) {
                    subscribe(contact, "");
                }
            }
            case MODIFY -> {} // the user named them
            case DELETE -> {
                // XEP-0100 section 6.2
                send(localpart, "unsubscribe", "");
                send(localpart, "unsubscribed", "");
                send(localpart, "unavailable", "");
            }
        }
    }

    private Element item(Contact contact) {
        return item(contact.localpart(), contact.name(), contact.groups());
    }

    private Element item(String localpart, @Nullable String name, List<String> groups) {
        Element item = Xml.element("item", RosterExchange.NAMESPACE);
        Xml.attribute(item, "jid", jid(localpart).toString());
        if (name != null) {
            Xml.attribute(item, "name", name);
        }
        groups.forEach(group -> Xml.text(item, "group", group));
        return item;
    }
}
