package im.isthmus.email.store.addressbook;

import im.isthmus.email.address.MailAddress;
import java.util.List;

/**
 * Somebody in an address book.
 *
 * @param href of the card
 * @param etag of its version
 * @param photo which one there is: SHA-256; empty for none
 */
public record Card(
        String href, String etag, String name, List<MailAddress> addresses, String photo) {
    public Card {
        addresses = List.copyOf(addresses);
    }
}
