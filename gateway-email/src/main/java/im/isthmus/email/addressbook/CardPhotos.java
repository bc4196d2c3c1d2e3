package im.isthmus.email.addressbook;

import im.isthmus.core.attachment.FetchException;
import im.isthmus.core.attachment.Fetcher;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.contact.Portraits;
import im.isthmus.email.store.addressbook.Book;
import im.isthmus.email.store.addressbook.BookTable;
import im.isthmus.email.store.addressbook.Card;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The photos on the cards of users' address books, fetched once somebody is to see them. */
public final class CardPhotos implements Portraits {
    private final BookTable table;
    private final CardDav server;

    public CardPhotos(BookTable table, Fetcher fetcher) {
        this.table = table;
        this.server = new CardDav(fetcher);
    }

    @Override
    public @Nullable Avatar of(String user, MailAddress address) {
        return table.withPhoto(user, address)
                .map(card -> new Avatar("card " + card.photo(), () -> open(user, card)))
                .orElse(null);
    }

    private InputStream open(String user, Card card) throws IOException {
        Book book = table.find(user).orElseThrow(() -> new IOException("the book is gone"));
        List<VCard> found = new ArrayList<>();
        try {
            server.cards(book, List.of(card.href()), each -> found.add(VCard.parse(each.data())));
        } catch (FetchException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (found.isEmpty() || !found.getFirst().photoHash().equals(card.photo())) {
            throw new IOException("the card has another photo by now");
        }
        return new ByteArrayInputStream(found.getFirst().photoBytes());
    }
}
