package im.isthmus.core.room;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.UserAction;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.stanza.Failures;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** A session that only remembers what rooms ask of it. */
final class RecordingHost implements RoomHost {
    final List<UserAction> actions = new ArrayList<>();
    final List<Alarm> alarms = new ArrayList<>();
    final List<Element> stanzas = new ArrayList<>();

    /** What the backend answers at once; null if nothing. */
    @Nullable BackendFailure refusal;

    Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Jid user() {
        return parsed("me@x");
    }

    @Override
    public Jid jid(LegacyRoom room) {
        return parsed(room.localpart() + "@gw");
    }

    @Override
    public Jid jid(LegacyContact contact) {
        return parsed(contact.localpart() + "@gw");
    }

    @Override
    public void perform(UserAction action) throws StanzaException {
        if (refusal != null) {
            throw Failures.toStanza(refusal, local -> parsed(local + "@gw"));
        }
        actions.add(action);
    }

    @Override
    public void send(Element stanza) {
        stanzas.add(stanza);
    }

    @Override
    public SessionContext.Timer schedule(Duration delay, Runnable task) {
        Alarm alarm = new Alarm(now.plus(delay), task);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    /** Time passes, and what was due happens. */
    void passes(Duration time) {
        now = now.plus(time);
        for (Alarm alarm : List.copyOf(alarms)) {
            if (!alarm.due().isAfter(now) && alarms.remove(alarm)) {
                alarm.task().run();
            }
        }
    }

    record Alarm(Instant due, Runnable task) {}

    @Override
    public Access access() {
        return Access.everybody();
    }

    @Override
    public Language language() {
        return Language.ENGLISH;
    }

    @Override
    public InstantSource clock() {
        return () -> now;
    }

    @Override
    public String occupantId(LegacyRoom room, String identity) {
        return "o-" + identity;
    }

    static Jid parsed(String jid) {
        try {
            return Jid.parse(jid);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(jid, e);
        }
    }
}
