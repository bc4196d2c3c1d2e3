package im.isthmus.email.addressbook;

import im.isthmus.core.attachment.FetchException;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Handler;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.config.Secret;
import im.isthmus.core.text.Text;
import im.isthmus.email.store.addressbook.Book;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Supplier;

/** Users say where their address book is. */
public final class BookCommand {
    private BookCommand() {}

    /**
     * The command at the gateway.
     *
     * @param books asked for when it is run
     */
    public static Command command(Supplier<AddressBooks> books) {
        return Command.of(
                        "address-book",
                        Text.key("Use my address book"),
                        Text.key("Whoever is in your address book (CardDAV) is a contact."),
                        Command.Audience.USERS,
                        Handler.blocking(invocation -> run(books.get(), invocation)))
                .withFields(
                        List.of(
                                new Field(
                                        "url",
                                        Kind.TEXT,
                                        Text.key("Address of the book; empty for none"),
                                        false),
                                new Field("name", Kind.TEXT, Text.key("Name"), false),
                                new Field("password", Kind.SECRET, Text.key("Password"), false)));
    }

    private static Step run(AddressBooks books, Invocation invocation) {
        String user = invocation.user().toString();
        String url = invocation.answers().get("url").strip();
        if (url.isEmpty()) {
            books.end(user);
            return Step.done("No address book is used.");
        }
        try {
            var _ = new URI(url);
            Book book =
                    new Book(
                            user,
                            url,
                            invocation.answers().get("name"),
                            new Secret(invocation.answers().get("password")),
                            "");
            return Step.done("There are {0} people in it.", books.begin(book));
        } catch (URISyntaxException e) {
            return Step.failed("That is no web address.");
        } catch (FetchException e) {
            return Step.failed("The address book could not be read: {0}", e.text());
        } catch (IOException e) {
            return Step.failed(
                    "The address book could not be read: {0}", String.valueOf(e.getMessage()));
        }
    }
}
