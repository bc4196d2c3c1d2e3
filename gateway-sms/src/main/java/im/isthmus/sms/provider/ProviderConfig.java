package im.isthmus.sms.provider;

import java.time.InstantSource;

/** What one provider's account needs to be used. */
public interface ProviderConfig {
    /** Makes the provider; nothing is called yet. */
    SmsProvider open(InstantSource clock);

    /** A secret that only we and the provider know; the paths that it calls are made of it. */
    default String secret() {
        return "";
    }

    /** Whether it calls us, and so needs {@code [sms.webhook]}. */
    default boolean calls() {
        return true;
    }
}
