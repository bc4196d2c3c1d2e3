package im.isthmus.core.attachment.share;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import im.isthmus.core.config.HostPort;
import im.isthmus.core.http.HttpPort;
import im.isthmus.core.store.table.SharedFiles.SharedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code GET .../TOKEN/NAME} from the folders of one or several gateways, to whoever knows
 * the token. What is in front of the token is the business of a reverse proxy.
 */
public final class MediaServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaServer.class);

    private static final Pattern PATH = Pattern.compile("(?:/.*)?/([A-Za-z0-9_-]{22})/[^/]+");
    private final List<MediaFolder> folders;
    private final HttpPort port;

    private MediaServer(HostPort listen, List<MediaFolder> folders) throws IOException {
        this.folders = List.copyOf(folders);
        this.port = HttpPort.open(listen, this::handle);
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the address cannot be used; the message names it
     */
    public static MediaServer start(HostPort listen, List<MediaFolder> folders) throws IOException {
        MediaServer media = new MediaServer(listen, folders);
        LOG.info("media.listening address={}:{}", listen.host(), media.port());
        return media;
    }

    /** Where it listens, also if the system chose. */
    public int port() {
        return port.number();
    }

    @Override
    public void close() {
        port.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            if (!method.matches("GET|HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(method.equals("OPTIONS") ? 204 : 405, -1);
                return;
            }
            Optional<Found> found = find(exchange.getRequestURI().getPath());
            if (found.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            send(exchange, found.get());
        } catch (NoSuchFileException e) {
            LOG.warn("media.lost file={}", e.getFile());
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private record Found(MediaFolder folder, SharedFile file) {}

    private Optional<Found> find(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String token = matcher.group(1);
        return folders.stream()
                .flatMap(folder -> folder.find(token).map(file -> new Found(folder, file)).stream())
                .findFirst();
    }

    private static void send(HttpExchange exchange, Found found) throws IOException {
        SharedFile file = found.file();
        try (FileChannel content =
                FileChannel.open(found.folder().content(file.sha256()), StandardOpenOption.READ)) {
            Headers headers = exchange.getResponseHeaders();
            MediaHeaders.describe(file, headers);
            String asked = exchange.getRequestHeaders().getFirst("Range");
            ByteRange range = ByteRange.all(file.size());
            int status = 200;
            if (ByteRange.isAsked(asked)) {
                Optional<ByteRange> part = ByteRange.of(asked, file.size());
                if (part.isEmpty()) {
                    headers.set("Content-Range", "bytes */" + file.size());
                    exchange.sendResponseHeaders(416, -1);
                    return;
                }
                range = part.get();
                status = 206;
                headers.set("Content-Range", range.header(file.size()));
            }
            if (exchange.getRequestMethod().equals("HEAD")) {
                headers.set("Content-Length", String.valueOf(range.length()));
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            exchange.sendResponseHeaders(status, range.length() == 0 ? -1 : range.length());
            copy(content, range, exchange.getResponseBody());
        }
    }

    private static void copy(FileChannel content, ByteRange range, OutputStream body)
            throws IOException {
        WritableByteChannel out = Channels.newChannel(body);
        long at = range.start();
        long end = range.start() + range.length();
        while (at < end) {
            long sent = content.transferTo(at, end - at, out);
            if (sent <= 0) {
                throw new IOException("the file is shorter than it was");
            }
            at += sent;
        }
    }
}
