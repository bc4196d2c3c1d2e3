package im.isthmus.sms.provider;

import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;

/**
 * Why a provider, a carrier or a phone did not take a message.
 *
 * @param detail the provider's own words and code; may be empty
 */
public record SmsFailure(Cause cause, String detail) {
    /** The causes that a user can do something about, and the others. */
    public enum Cause {
        NO_SUCH_NUMBER,
        LANDLINE,
        UNREACHABLE,
        EXPIRED,
        OPTED_OUT,
        FILTERED,
        REGION,
        TOO_LONG,
        MEDIA,
        OTHER
    }

    /** As the core tells it to the user. */
    public BackendFailure failure() {
        Text message =
                detail.isEmpty()
                        ? sentence()
                        : Text.of("{0} The provider says: {1}", sentence(), detail);
        return switch (cause) {
            case NO_SUCH_NUMBER -> new BackendFailure.NotFound(message);
            case UNREACHABLE, EXPIRED -> new BackendFailure.Offline(message);
            case OPTED_OUT, FILTERED, REGION -> new BackendFailure.Policy(message);
            case TOO_LONG, MEDIA -> new BackendFailure.BadValue(message);
            case LANDLINE, OTHER -> new BackendFailure.Rejected(message);
        };
    }

    private Text sentence() {
        return switch (cause) {
            case NO_SUCH_NUMBER -> Text.of("Nobody can be reached at this number.");
            case LANDLINE -> Text.of("This is a landline: it cannot receive text messages.");
            case UNREACHABLE -> Text.of("The phone could not be reached; it may be switched off.");
            case EXPIRED -> Text.of("The message could not be delivered in time.");
            case OPTED_OUT ->
                    Text.of("This number takes no messages from yours: its owner sent STOP.");
            case FILTERED -> Text.of("The provider or the carrier filtered the message out.");
            case REGION -> Text.of("The provider does not send to this region.");
            case TOO_LONG -> Text.of("The message is too long for the provider.");
            case MEDIA -> Text.of("The provider does not take this file.");
            case OTHER -> Text.of("The message was not delivered.");
        };
    }
}
