package im.isthmus.core.attachment;

/**
 * What a server says about a file without sending it.
 *
 * @param size in bytes; -1 if it does not say
 * @param mediaType as the server calls it
 */
public record RemoteFile(long size, String mediaType) {}
