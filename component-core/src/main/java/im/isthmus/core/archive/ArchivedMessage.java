package im.isthmus.core.archive;

import java.time.Instant;
import org.dom4j.Element;

/**
 * A message as an archive has it.
 *
 * @param id what the room calls it (XEP-0359)
 * @param time when it was said
 * @param sender the resourcepart of who said it; empty for the room itself
 * @param message the stanza, without a recipient and without a delay; the receiver's own
 */
public record ArchivedMessage(String id, Instant time, String sender, Element message) {}
