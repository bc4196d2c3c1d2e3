package im.isthmus.testing.real;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The least a component can be (XEP-0114 section 3): it connects, proves the secret, and stays. */
final class BareComponent implements AutoCloseable {
    private final Socket socket;

    BareComponent(RealXmppServer server) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.componentPort());
        socket.setSoTimeout(30_000);
    }

    /** The server's answer to the handshake, as it stands in the stream. */
    String handshake(String domain, String secret) throws IOException, GeneralSecurityException {
        send(
                "<stream:stream xmlns='jabber:component:accept' to='"
                        + domain
                        + "' xmlns:stream='http://etherx.jabber.org/streams'>");
        String header = readUntil(">", "<stream:stream");
        String id = header.replaceFirst("(?s).*\\sid=['\"]([^'\"]*)['\"].*", "$1");
        byte[] proof =
                MessageDigest.getInstance("SHA-1")
                        .digest((id + secret).getBytes(StandardCharsets.UTF_8));
        send("<handshake>" + HexFormat.of().formatHex(proof) + "</handshake>");
        return readUntil(">", "<");
    }

    /** Waits until the server has closed the stream. */
    void awaitEnd() throws IOException {
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
            // Whatever it still says.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(String xml) throws IOException {
        socket.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
    }

    private String readUntil(String end, String after) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (!(text.indexOf(after) >= 0 && text.toString().endsWith(end))) {
            int octet = in.read();
            if (octet < 0) {
                return text + "[closed]";
            }
            text.append((char) octet);
        }
        return text.toString();
    }
}
