package im.isthmus.core.store.table;

/**
 * A message in an archive.
 *
 * @param place where in the order of arrival; greater is later
 * @param id what XMPP calls it (XEP-0359)
 * @param stamp when it was said, in milliseconds since 1970
 * @param sender the resourcepart of who said it; empty for the room itself
 * @param xml the stanza without its recipient
 */
public record ArchivedRow(long place, String id, long stamp, String sender, String xml) {}
