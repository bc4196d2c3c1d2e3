package im.isthmus.core.access;

import im.isthmus.core.config.Rate;
import im.isthmus.core.config.section.LimitsConfig.Rates;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The token buckets of one user, or of all users together. */
final class Buckets {
    /** Errors that a user is told about refused stanzas; what is beyond is refused in silence. */
    private static final Rate REFUSALS = new Rate(30, Duration.ofMinutes(1));

    private final Bucket stanzas;
    private final Bucket messages;
    private final Bucket joins;
    private final Bucket registrations;
    private final Bucket refusals;

    Buckets(Rates rates, long now) {
        stanzas = new Bucket(rates.stanzas(), now);
        messages = new Bucket(rates.messages(), now);
        joins = new Bucket(rates.joins(), now);
        registrations = new Bucket(rates.registrations(), now);
        refusals = new Bucket(REFUSALS, now);
    }

    Bucket of(Act act) {
        return switch (act) {
            case OTHER -> stanzas;
            case MESSAGE -> messages;
            case JOIN -> joins;
            case REGISTRATION -> registrations;
        };
    }

    /** Whether the user may be told of a refusal. */
    boolean mayRefuse(long now) {
        return refusals.take(now) == 0;
    }

    boolean areFull(long now) {
        Set<Act> acts = EnumSet.allOf(Act.class);
        return refusals.isFull(now) && acts.stream().allMatch(act -> of(act).isFull(now));
    }
}
