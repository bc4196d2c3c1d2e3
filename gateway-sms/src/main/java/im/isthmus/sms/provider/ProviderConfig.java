package im.isthmus.sms.provider;

import java.time.Duration;
import java.time.InstantSource;

/** What one provider's account needs to be used. */
public interface ProviderConfig {
    /** Makes the provider; nothing is called yet. */
    SmsProvider open(InstantSource clock);

    /** A secret that only we and the provider know; the paths that it calls are made of it. */
    default String secret() {
        return "";
    }

    /**
     * Within how much time the same text from the same number is the same message, although it is
     * called differently; zero if the provider's ids are to be trusted.
     */
    default Duration repeats() {
        return Duration.ZERO;
    }

    /**
     * What the admin sets behind the address for incoming messages; most providers need nothing.
     */
    default String inboundSuffix() {
        return "";
    }

    /** Whether it calls us, and so needs {@code [sms.webhook]}. */
    default boolean calls() {
        return true;
    }
}
