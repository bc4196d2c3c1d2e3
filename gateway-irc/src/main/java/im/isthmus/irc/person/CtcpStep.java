package im.isthmus.irc.person;

import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.irc.message.CaseMapping;
import im.isthmus.irc.pending.PendingRequest;
import java.util.function.Function;

/**
 * A question to somebody's program, on its way. Programs need not answer.
 *
 * @param nick of whom is asked
 * @param word of the protocol, such as VERSION
 * @param answer makes an event of what is said after that word
 */
record CtcpStep(MessageRef ref, String nick, String word, Function<String, LegacyEvent> answer)
        implements PendingRequest.Step {
    @Override
    public boolean isAbout(String subject, CaseMapping mapping) {
        return mapping.same(nick, subject);
    }

    @Override
    public boolean isLabeled() {
        return false;
    }

    @Override
    public void settled() {
        // That the network has it is no answer yet.
    }
}
