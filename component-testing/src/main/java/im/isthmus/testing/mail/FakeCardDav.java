package im.isthmus.testing.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CardDAV server (RFC 6352) on 127.0.0.1 with one address book, without TLS; with or without RFC
 * 6578.
 */
public final class FakeCardDav implements AutoCloseable {
    private static final String BOOK = "/book/";
    private static final Pattern HREF = Pattern.compile("<D:href>([^<]+)</D:href>");
    private static final Pattern TOKEN = Pattern.compile("<sync-token>([^<]*)</sync-token>");

    private final HttpServer server;
    private final String authorization;
    private final boolean knowsSync;
    private final Map<String, String> cards = new TreeMap<>();
    private final Map<String, Integer> changedAt = new HashMap<>();
    private final Map<String, Integer> read = new HashMap<>();
    private int version = 1;

    /**
     * Starts one that is gone after {@link #close}.
     *
     * @param knowsSync whether it tells what has changed since it was asked last
     */
    public FakeCardDav(String user, String password, boolean knowsSync) {
        this.knowsSync = knowsSync;
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        authorization = "Basic " + Base64.getEncoder().encodeToString(both);
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(BOOK, this::handle);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + BOOK;
    }

    /** Puts a card there, new or instead of the one of that name. */
    public synchronized void put(String name, String vcard) {
        cards.put(BOOK + name, vcard);
        changedAt.put(BOOK + name, ++version);
    }

    /** Takes a card away. */
    public synchronized void remove(String name) {
        cards.remove(BOOK + name);
        changedAt.put(BOOK + name, ++version);
    }

    /** How often a card was asked for. */
    public synchronized int read(String name) {
        return read.getOrDefault(BOOK + name, 0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean known =
                authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        String answer = known ? answer(exchange.getRequestMethod(), body) : "";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(
                known ? answer.isEmpty() ? 501 : 207 : 401, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    /** Empty for what it does not know. */
    private synchronized String answer(String method, String body) {
        StringBuilder answer = new StringBuilder("<d:multistatus xmlns:d='DAV:'>");
        if (body.contains("sync-collection")) {
            if (!knowsSync) {
                return "";
            }
            Matcher token = TOKEN.matcher(body);
            int since =
                    token.find() && !token.group(1).isEmpty()
                            ? Integer.parseInt(token.group(1))
                            : 0;
            changedAt.forEach((href, at) -> {
                if (at > since && (since > 0 || cards.containsKey(href))) {
                    answer.append(response(href, false));
                }
            });
            answer.append("<d:sync-token>").append(version).append("</d:sync-token>");
        } else if (body.contains("addressbook-multiget")) {
            HREF.matcher(body)
                    .results()
                    .map(href -> href.group(1))
                    .forEach(href -> {
                        read.merge(href, 1, Integer::sum);
                        answer.append(response(href, true));
                    });
        } else if (method.equals("PROPFIND")) {
            answer.append("<d:response><d:href>" + BOOK + "</d:href></d:response>");
            cards.keySet().forEach(href -> answer.append(response(href, false)));
        } else {
            return "";
        }
        return answer.append("</d:multistatus>").toString();
    }

    private String response(String href, boolean whole) {
        String card = cards.get(href);
        if (card == null) {
            return "<d:response><d:href>"
                    + href
                    + "</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>";
        }
        String data =
                whole
                        ? "<c:address-data xmlns:c='urn:ietf:params:xml:ns:carddav'>"
                                + card.replace("&", "&amp;").replace("<", "&lt;")
                                + "</c:address-data>"
                        : "";
        return "<d:response><d:href>"
                + href
                + "</d:href><d:propstat><d:prop><d:getetag>\"v"
                + changedAt.get(href)
                + "\"</d:getetag>"
                + data
                + "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
