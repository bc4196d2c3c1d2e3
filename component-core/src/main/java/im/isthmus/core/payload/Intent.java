package im.isthmus.core.payload;

import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import java.util.List;

/** What the sender of a message stanza wants. Messages are named as the client names them. */
public sealed interface Intent {
    /** Say something new. */
    record Say(Content content) implements Intent {}

    /** Say something else instead of what was said (XEP-0308). */
    record Correct(String original, Content content) implements Intent {}

    /** Take something back (XEP-0424). */
    record Retract(String original) implements Intent {}

    /**
     * React to something (XEP-0444).
     *
     * @param emojis all reactions of the sender from now on
     */
    record React(String message, List<String> emojis) implements Intent {}

    /** Tell that everything up to a message was seen (XEP-0333). */
    record Displayed(String message) implements Intent {}

    /** Tell what the sender is doing (XEP-0085). */
    record Show(ChatState state) implements Intent {}

    /** Nothing that is for a network: receipts, copies, and what we do not know. */
    record Nothing() implements Intent {}
}
