package im.isthmus.sms.webhook;

/**
 * What we answer to a provider's call.
 *
 * @param status of HTTP
 * @param type of the body; empty if there is none
 */
public record WebhookAnswer(int status, String type, String body) {
    /** Nothing more to say. */
    public static WebhookAnswer of(int status) {
        return new WebhookAnswer(status, "", "");
    }
}
