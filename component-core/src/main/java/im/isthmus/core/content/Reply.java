package im.isthmus.core.content;

import org.jspecify.annotations.Nullable;

/**
 * What a message answers to (XEP-0461).
 *
 * @param message the message answered to
 * @param author who wrote it: a nick in a room, the localpart of a contact, empty for the user;
 *     null if unknown
 * @param quote the text answered to, as far as the client quoted it; null if unknown
 */
public record Reply(MessageId message, @Nullable String author, @Nullable String quote) {}
