package im.isthmus.testing.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Somebody who speaks SMTP or LMTP by hand, byte for byte. */
public final class SmtpTalk implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private Socket socket;
    private BufferedReader in;
    private OutputStream out;

    private SmtpTalk(Socket socket) throws IOException {
        this.socket = socket;
        this.in = reader(socket);
        this.out = socket.getOutputStream();
    }

    /** Connects to a port of 127.0.0.1; the greeting is the first answer. */
    public static SmtpTalk connect(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new SmtpTalk(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands a mail to a mail server, which must take it. */
    public static void mail(int port, String from, String to, String message) {
        try (SmtpTalk talk = connect(port)) {
            talk.answer();
            talk.expect("250", "EHLO lab.test");
            talk.expect("250", "MAIL FROM:<" + from + ">");
            talk.expect("250", "RCPT TO:<" + to + ">");
            talk.expect("354", "DATA");
            talk.expect("250", message.replace("\n", "\r\n").replace("\r\n.", "\r\n..") + "\r\n.");
            talk.expect("221", "QUIT");
        }
    }

    /** Sends bytes as they are. */
    public void raw(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends text as it is. */
    public void raw(String text) {
        raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One answer, its lines joined by line breaks. */
    public String answer() {
        try {
            List<String> lines = new ArrayList<>();
            while (true) {
                String line = in.readLine();
                if (line == null) {
                    throw new IOException("the server hung up after " + lines);
                }
                lines.add(line);
                if (line.length() < 4 || line.charAt(3) != '-') {
                    return String.join("\n", lines);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a line and reads the answer to it. */
    public String ask(String line) {
        raw(line + "\r\n");
        return answer();
    }

    /**
     * As {@link #ask}, for an answer that begins like this.
     *
     * @throws AssertionError if it is another
     */
    public String expect(String code, String line) {
        String answer = ask(line);
        if (!answer.startsWith(code)) {
            throw new AssertionError(line + " was answered by " + answer + ", not " + code);
        }
        return answer;
    }

    /** Whether the server ends the connection without saying more. */
    public boolean isEnded() {
        try {
            return in.readLine() == null;
        } catch (IOException e) {
            return true;
        }
    }

    /** Turns TLS on, trusting the certificates of a context. */
    public void secure(SSLContext context) {
        try {
            SSLSocket wrapped =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(socket, "localhost", socket.getPort(), true);
            wrapped.startHandshake();
            socket = wrapped;
            in = reader(wrapped);
            out = wrapped.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
