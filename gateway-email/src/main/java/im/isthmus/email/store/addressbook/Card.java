package im.isthmus.email.store.addressbook;

import im.isthmus.email.address.MailAddress;
import java.util.List;

/**
 * Somebody in an address book.
 *
 * @param href of the card
 * @param etag of its version
 */
public record Card(String href, String etag, String name, List<MailAddress> addresses) {
    public Card {
        addresses = List.copyOf(addresses);
    }
}
