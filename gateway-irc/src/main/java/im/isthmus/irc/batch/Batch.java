package im.isthmus.irc.batch;

import im.isthmus.irc.message.IrcMessage;
import java.util.ArrayList;
import java.util.List;

/** Lines that a network sent as one thing, gathered until the last of them is there. */
public final class Batch {
    private final IrcMessage opening;
    private final List<IrcMessage> lines = new ArrayList<>();

    Batch(IrcMessage opening) {
        this.opening = opening;
    }

    /** The line that opened it, with the tags of the whole. */
    public IrcMessage opening() {
        return opening;
    }

    /** Such as {@code chathistory}. */
    public String type() {
        return opening.param(1);
    }

    /** A parameter behind the type, counted from 0; empty if there is none. */
    public String param(int index) {
        return opening.param(index + 2);
    }

    /** What is in it, in order; a batch within it is one line. */
    public List<IrcMessage> lines() {
        return lines;
    }

    void add(IrcMessage line) {
        lines.add(line);
    }
}
