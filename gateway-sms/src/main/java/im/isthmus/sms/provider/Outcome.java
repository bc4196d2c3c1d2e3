package im.isthmus.sms.provider;

import java.time.Duration;
import java.util.List;

/** What a provider made of a message that it was given. */
public sealed interface Outcome {
    /**
     * It has the message and will say what becomes of it.
     *
     * @param ids what it calls the message, one for each part it counts apart
     * @param segments that it bills; 0 if it does not say yet
     */
    record Accepted(List<String> ids, int segments) implements Outcome {
        public Accepted {
            ids = List.copyOf(ids);
        }
    }

    /** It does not want the message, and never will. */
    record Refused(SmsFailure failure) implements Outcome {}

    /** It surely has not got the message, and wants to be left alone for a while. */
    record TryLater(Duration after, String reason) implements Outcome {}

    /** It could not be reached, so it surely has not got the message. */
    record Unreachable(String reason) implements Outcome {}

    /** It surely has not got the message, and something is wrong that the admin must see to. */
    record AccountTrouble(String reason) implements Outcome {}

    /** It may have got the message: to send again could bill and deliver it twice. */
    record InDoubt(String reason) implements Outcome {}
}
