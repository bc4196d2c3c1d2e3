package im.isthmus.email.addressbook;

import im.isthmus.core.attachment.FetchException;
import im.isthmus.core.attachment.Fetcher;
import im.isthmus.core.attachment.OriginCredentials;
import im.isthmus.core.attachment.WebCall;
import im.isthmus.email.addressbook.MultiStatus.Resource;
import im.isthmus.email.store.addressbook.Book;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks a CardDAV server what is in an address book. Waits for the network. */
final class CardDav {
    private static final int MAX_ANSWER = 8 * 1024 * 1024;
    private static final int AT_ONCE = 50;
    private static final int MULTI_STATUS = 207;

    private final Fetcher fetcher;

    CardDav(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /**
     * What has changed.
     *
     * @param whole whether all that there is was told
     */
    record Changes(MultiStatus told, boolean whole) {}

    /** What has changed since the book was last read, or everything that there is. */
    Changes changes(Book book) throws FetchException, IOException {
        if (!book.token().isEmpty()) {
            WebCall.Answer answer = report(book, sync(book.token()), "0");
            if (answer.status() == MULTI_STATUS) {
                return new Changes(MultiStatus.parse(answer.body()), false);
            }
        }
        WebCall.Answer answer = report(book, sync(""), "0");
        if (answer.status() == MULTI_STATUS) {
            return new Changes(MultiStatus.parse(answer.body()), true);
        }
        // It knows nothing of RFC 6578: the list of all has to do.
        String all = "<propfind xmlns='DAV:'><prop><getetag/></prop></propfind>";
        return new Changes(MultiStatus.parse(expect(call("PROPFIND", book, all, "1"))), true);
    }

    private static String sync(String token) {
        return "<sync-collection xmlns='DAV:'><sync-token>"
                + escaped(token)
                + "</sync-token><sync-level>1</sync-level><prop><getetag/></prop>"
                + "</sync-collection>";
    }

    /** The cards themselves; of one that alone is more than an answer may have, nothing. */
    void cards(Book book, List<String> hrefs, Consumer<Resource> reader)
            throws FetchException, IOException {
        for (int from = 0; from < hrefs.size(); from += AT_ONCE) {
            some(book, hrefs.subList(from, Math.min(hrefs.size(), from + AT_ONCE)), reader);
        }
    }

    private void some(Book book, List<String> hrefs, Consumer<Resource> reader)
            throws FetchException, IOException {
        try {
            String cards = expect(report(book, multiget(hrefs), "1"));
            MultiStatus.parse(cards).resources().forEach(reader);
        } catch (FetchException e) {
            if (e.reason() != FetchException.Reason.TOO_LARGE) {
                throw e;
            }
            int half = hrefs.size() / 2; // cards with photos are large
            if (half > 0) {
                some(book, hrefs.subList(0, half), reader);
                some(book, hrefs.subList(half, hrefs.size()), reader);
            } else {
                reader.accept(new Resource(hrefs.getFirst(), false, "", ""));
            }
        }
    }

    private static String multiget(List<String> hrefs) {
        StringBuilder wanted = new StringBuilder();
        hrefs.forEach(href -> wanted.append("<D:href>").append(escaped(href)).append("</D:href>"));
        return "<C:addressbook-multiget xmlns:D='DAV:'"
                + " xmlns:C='urn:ietf:params:xml:ns:carddav'><D:prop><D:getetag/>"
                + "<C:address-data/></D:prop>"
                + wanted
                + "</C:addressbook-multiget>";
    }

    private WebCall.Answer report(Book book, String body, String depth) throws FetchException {
        return call("REPORT", book, body, depth);
    }

    private WebCall.Answer call(String method, Book book, String body, String depth)
            throws FetchException {
        URI url = URI.create(book.url());
        return fetcher.call(
                new WebCall(
                        method,
                        url,
                        "application/xml; charset=utf-8",
                        "<?xml version='1.0' encoding='utf-8'?>" + body,
                        Map.of("Depth", depth),
                        OriginCredentials.basic(url, book.name(), book.password()),
                        MAX_ANSWER));
    }

    private static String expect(WebCall.Answer answer) throws IOException {
        if (answer.status() != MULTI_STATUS) {
            throw new IOException(
                    answer.status() == 401 || answer.status() == 403
                            ? "the server refuses that name and password"
                            : "there is no address book: HTTP status " + answer.status());
        }
        return answer.body();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
