package im.isthmus.sms.store;

/**
 * Segments that may be spent a day.
 *
 * @param ofUser by one user
 * @param toOne by one user to one recipient
 * @param toRange by all together to numbers that differ in the last four digits only, which is how
 *     the numbers of fraudsters look
 * @param total by all together
 */
public record Budget(int ofUser, int toOne, int toRange, int total) {
    /** What became of messages that were to be accepted. */
    public enum Acceptance {
        ACCEPTED,
        /** The very same stanza was accepted before: its client was not sure, and sent it again. */
        REPEATED,
        OVER_USER,
        OVER_ONE,
        OVER_RANGE,
        OVER_TOTAL
    }
}
