package im.isthmus.irc.outbound.tagged;

import im.isthmus.core.backend.term.BackendException;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.message.LineSplitter;
import im.isthmus.irc.network.IrcLink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A message of several lines that stays one on the network (IRCv3 draft/multiline). */
public final class MultilineBatch {
    private static final String CAPABILITY = "draft/multiline";

    /** Any does: a client has one batch open at a time (IRCv3 client-batch). */
    private static final String REFERENCE = "m";

    /** What servers bear that do not say. */
    private static final int USUAL_LINES = 24;

    private MultilineBatch() {}

    /** The lines of the batch, its opening first; empty if the network does not take it so. */
    public static List<IrcMessage> of(IrcLink link, String target, String text)
            throws BackendException {
        String limits = link.server().offered(CAPABILITY);
        if (limits == null || !link.server().has(CAPABILITY) || !link.server().has("batch")) {
            return new ArrayList<>();
        }
        LineSplitter splitter = link.server().splitter(target);
        List<IrcMessage> lines = new ArrayList<>();
        lines.add(IrcMessage.of("BATCH", "+" + REFERENCE, CAPABILITY, target));
        int bytes = -1;
        for (String each : text.stripTrailing().lines().toList()) {
            bytes++; // the line feed
            boolean first = true;
            for (String piece : splitter.cutWhole(target, each)) {
                IrcMessage line =
                        IrcMessage.of("PRIVMSG", target, piece).withTag("batch", REFERENCE);
                lines.add(first ? line : line.withTag(CAPABILITY + "-concat", ""));
                bytes += piece.getBytes(StandardCharsets.UTF_8).length;
                first = false;
            }
        }
        boolean fits =
                bytes <= limit(limits, "max-bytes", 0)
                        && lines.size() - 1 <= limit(limits, "max-lines", USUAL_LINES);
        if (!fits) {
            return new ArrayList<>();
        }
        lines.add(IrcMessage.of("BATCH", "-" + REFERENCE));
        return lines;
    }

    private static int limit(String limits, String key, int otherwise) {
        for (String each : limits.split(",", -1)) {
            if (each.matches(key + "=[0-9]{1,9}")) {
                return Integer.parseInt(each.substring(key.length() + 1));
            }
        }
        return otherwise;
    }
}
