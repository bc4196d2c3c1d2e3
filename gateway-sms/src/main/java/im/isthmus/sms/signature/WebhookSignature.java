package im.isthmus.sms.signature;

import im.isthmus.sms.webhook.WebhookRequest;

/** Tells the requests of a provider from everybody else's. */
@FunctionalInterface
public interface WebhookSignature {
    /**
     * Whether the provider sent exactly this request, and not too long ago. Anything missing or
     * malformed is a no; nothing is thrown.
     */
    boolean verifies(WebhookRequest request);
}
