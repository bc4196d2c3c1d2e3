package im.isthmus.core.content;

import org.jspecify.annotations.Nullable;

/**
 * A message by its names on both sides.
 *
 * @param xmppId what XMPP calls it: the stanza-id of the room, else the id that its sender gave
 * @param legacyId what the network calls it; null if it has no names, or it is not known any more
 */
public record MessageId(String xmppId, @Nullable String legacyId) {}
