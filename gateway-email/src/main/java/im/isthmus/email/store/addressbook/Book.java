package im.isthmus.email.store.addressbook;

import im.isthmus.core.config.Secret;

/**
 * An address book on the web.
 *
 * @param user whose it is, bare JID
 * @param url of the collection
 * @param name to log in with
 * @param token what was last read (RFC 6578); empty if nothing, or if the server has none
 */
public record Book(String user, String url, String name, Secret password, String token) {}
