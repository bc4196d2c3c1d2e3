package im.isthmus.email.imap;

/**
 * A folder that was opened.
 *
 * @param name as the server calls it
 * @param validity UIDVALIDITY: uids of another one mean nothing now
 * @param next the uid that the next mail will have; 0 if the server does not say
 * @param mails how many are in it
 * @param modSeq of the last change; 0 if the server does not count them (RFC 7162)
 */
public record OpenFolder(String name, long validity, long next, long mails, long modSeq) {}
