package im.isthmus.sms.store;

/**
 * Segments that may be spent a day.
 *
 * @param ofUser by one user
 * @param toOne by one user to one recipient
 * @param total by all together
 */
public record Budget(int ofUser, int toOne, int total) {
    /** Which bound would be crossed. */
    public enum Bound {
        NONE,
        OF_USER,
        TO_ONE,
        TOTAL
    }
}
