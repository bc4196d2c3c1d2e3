package im.isthmus.sms.provider;

import java.time.InstantSource;

/** What one provider's account needs to be used. */
public interface ProviderConfig {
    /** Makes the provider; nothing is called yet. */
    SmsProvider open(InstantSource clock);

    /** Whether it calls us, and so needs {@code [sms.webhook]}. */
    default boolean calls() {
        return true;
    }
}
