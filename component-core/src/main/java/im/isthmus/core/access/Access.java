package im.isthmus.core.access;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.AccessConfig;
import im.isthmus.core.config.section.LimitsConfig;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.xmpp.packet.PacketError;

/**
 * Decides for each stanza, before any work is done for it, whether its sender may use the gateway
 * and has not done too much already. Thread-safe; what it goes by can be exchanged at any time.
 */
public final class Access {
    /** Users whose rates are watched at a time; the rates of all together hold beyond. */
    private static final int MAX_WATCHED = 200_000;

    private final LongSupplier nanoTime;
    private final Map<Jid, Buckets> byUser = new ConcurrentHashMap<>();
    private final Set<Jid> disabled = ConcurrentHashMap.newKeySet();
    private final Map<Limit, LongAdder> hits = new ConcurrentHashMap<>();
    private volatile Rules rules;

    /** What holds now. */
    private record Rules(AccessConfig access, LimitsConfig limits, Buckets all) {}

    public Access(AccessConfig access, LimitsConfig limits) {
        this(access, limits, System::nanoTime);
    }

    /** Users whom an admin has disabled before. */
    public void disabled(Collection<Jid> users) {
        disabled.addAll(users);
    }

    Access(AccessConfig access, LimitsConfig limits, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.rules = rules(access, limits);
    }

    /** Everybody may do everything, and nobody administers it. */
    public static Access everybody() {
        return new Access(AccessConfig.everybody(), LimitsConfig.none());
    }

    /** From now on this holds. */
    public void change(AccessConfig access, LimitsConfig limits) {
        rules = rules(access, limits);
        byUser.clear();
    }

    /** What may be had of things, as it holds now. */
    public LimitsConfig limits() {
        return rules.limits();
    }

    /** Whether a user may use the gateway; resources do not matter. */
    public boolean permits(Jid user) {
        return rules.access().permits(user) && !disabled.contains(user.bare());
    }

    public boolean isAdmin(Jid user) {
        return rules.access().admins().contains(user.bare());
    }

    /** Takes the right to use the gateway from somebody until {@link #enable}. */
    public void disable(Jid user) {
        disabled.add(user.bare());
    }

    public void enable(Jid user) {
        disabled.remove(user.bare());
    }

    public boolean isDisabled(Jid user) {
        return disabled.contains(user.bare());
    }

    /**
     * Looks at a stanza that was received.
     *
     * @throws StanzaException if nothing must be done for it
     */
    public void check(Stanza stanza) throws StanzaException {
        Jid user = stanza.from().bare();
        boolean question = stanza.kind() == Stanza.Kind.IQ && stanza.to().local().isEmpty();
        if (!question && !permits(user) && !isAdmin(user)) {
            throw stranger(user);
        }
        if (isBounce(stanza)) {
            return;
        }
        Act act = Act.of(stanza);
        take(of(user), Act.OTHER, Limit.STANZAS);
        take(rules.all(), Act.OTHER, Limit.ALL_STANZAS);
        switch (act) {
            case OTHER -> {}
            case MESSAGE -> takeBoth(user, act, Limit.MESSAGES, Limit.ALL_MESSAGES);
            case JOIN -> takeBoth(user, act, Limit.JOINS, Limit.ALL_JOINS);
            case REGISTRATION -> takeBoth(user, act, Limit.REGISTRATIONS, Limit.ALL_REGISTRATIONS);
        }
    }

    /**
     * Whether a server sends back what we sent, which must be heard, as it was promised to arrive:
     * it has the bare JID of its user, with which no client can send.
     */
    private static boolean isBounce(Stanza stanza) {
        return stanza.kind() == Stanza.Kind.MESSAGE
                && stanza.type().equals("error")
                && !stanza.from().isFull();
    }

    /** What somebody is told who has come to a limit; it is counted. */
    public StanzaException reached(Limit limit, Duration wait) {
        count(limit);
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        return new StanzaException(
                PacketError.Condition.resource_constraint,
                PacketError.Type.wait,
                limit.text(seconds),
                Duration.ofSeconds(seconds),
                null);
    }

    /** Whether a refusal is answered: not when one follows upon the other. */
    public boolean mayTell(Jid user) {
        if (of(user.bare()).mayRefuse(nanoTime.getAsLong())) {
            return true;
        }
        count(Limit.REFUSALS);
        return false;
    }

    /** How often a limit was reached. */
    public long hits(Limit limit) {
        LongAdder counted = hits.get(limit);
        return counted == null ? 0 : counted.sum();
    }

    /** Forgets users who are quiet; to be called now and then. */
    public void forgetQuietUsers() {
        long now = nanoTime.getAsLong();
        byUser.values().removeIf(buckets -> buckets.areFull(now));
    }

    private void count(Limit limit) {
        hits.computeIfAbsent(limit, _ -> new LongAdder()).increment();
    }

    private StanzaException stranger(Jid user) {
        return isDisabled(user)
                ? new StanzaException(
                        PacketError.Condition.forbidden,
                        "An admin of this gateway has disabled your account.")
                : new StanzaException(
                        PacketError.Condition.forbidden,
                        "This gateway does not serve users of {0}.",
                        user.domain());
    }

    private void takeBoth(Jid user, Act act, Limit own, Limit everybodys) throws StanzaException {
        take(of(user), act, own);
        take(rules.all(), act, everybodys);
    }

    private void take(Buckets buckets, Act act, Limit limit) throws StanzaException {
        long wait = buckets.of(act).take(nanoTime.getAsLong());
        if (wait > 0) {
            throw reached(limit, Duration.ofNanos(wait));
        }
    }

    private Buckets of(Jid user) {
        Buckets known = byUser.get(user);
        if (known != null) {
            return known;
        }
        if (byUser.size() >= MAX_WATCHED) {
            return rules.all();
        }
        return byUser.computeIfAbsent(
                user, _ -> new Buckets(rules.limits().each(), nanoTime.getAsLong()));
    }

    private Rules rules(AccessConfig access, LimitsConfig limits) {
        return new Rules(access, limits, new Buckets(limits.all(), nanoTime.getAsLong()));
    }
}
