package im.isthmus.irc.connection.sending;

/**
 * Who hears that a line is being written. Run by the writer: must not block.
 *
 * @param begins run just before the socket gets it, so before any answer
 * @param written run once the socket has it
 */
public record Writing(Runnable begins, Runnable written) {
    /** Nobody hears of it. */
    public static final Writing UNHEARD = new Writing(() -> {}, () -> {});

    /** What is to be heard of one of several lines. */
    public Writing of(boolean first, boolean last) {
        return new Writing(first ? begins : UNHEARD.begins, last ? written : UNHEARD.written);
    }
}
