package im.isthmus.email.account.watch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.isthmus.testing.TestCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.ssl.SSLServerSocket;

/**
 * An IMAP server over TLS in a process of its own, with one mailbox for whoever logs in. It starts
 * with nothing in it; each line on standard input puts a mail into every mailbox.
 */
final class ManyMailboxes {
    private final Object bell = new Object();
    private int mails;

    private ManyMailboxes() {}

    /** Argument: a folder for the certificate. Prints the port. */
    public static void main(String[] arguments) throws Exception {
        TestCertificate certificate = TestCertificate.create(Path.of(arguments[0]), "localhost");
        SSLServerSocket server =
                (SSLServerSocket)
                        certificate
                                .serverContext()
                                .getServerSocketFactory()
                                .createServerSocket(0, 4096, InetAddress.getLoopbackAddress());
        ManyMailboxes all = new ManyMailboxes();
        Thread.ofVirtual().start(() -> all.accept(server));
        System.out.println("port " + server.getLocalPort() + " " + certificate.pem());
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII))) {
            while (in.readLine() != null) {
                all.ring();
            }
        }
        System.exit(0); // whoever started it has ended
    }

    private void ring() {
        synchronized (bell) {
            mails++;
            bell.notifyAll();
        }
    }

    private void accept(SSLServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII), 512)) {
            OutputStream out = socket.getOutputStream();
            say(out, "* OK [CAPABILITY IMAP4rev1 IDLE SASL-IR AUTH=PLAIN] Hello");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", 3);
                if (words[1].equals("IDLE")) {
                    say(out, "+ idling");
                    idle(in, out);
                } else {
                    answer(out, words);
                }
                say(out, words[0] + (words[1].equals("STATUS") ? " NO not there" : " OK done"));
            }
        } catch (IOException | InterruptedException e) {
            // the other side has gone
        }
    }

    /** The next mail ends it, or the other side does. */
    private void idle(BufferedReader in, OutputStream out)
            throws IOException, InterruptedException {
        Thread teller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                say(out, "* " + next() + " EXISTS");
                            } catch (IOException | InterruptedException e) {
                                // it was ended
                            }
                        });
        in.readLine();
        teller.interrupt();
        teller.join();
    }

    private int next() throws InterruptedException {
        synchronized (bell) {
            int before = mails;
            while (mails == before) {
                bell.wait();
            }
            return mails;
        }
    }

    private void answer(OutputStream out, String[] words) throws IOException {
        int now = mails;
        switch (words[1]) {
            case "CAPABILITY" -> say(out, "* CAPABILITY IMAP4rev1 IDLE SASL-IR AUTH=PLAIN");
            case "LIST" -> say(out, "* LIST (\\Sent) \"/\" \"Sent\"");
            case "SELECT" ->
                    say(
                            out,
                            "* OK [UIDVALIDITY 1] it\r\n* OK [UIDNEXT "
                                    + (now + 1)
                                    + "] it\r\n* "
                                    + now
                                    + " EXISTS");
            case "UID" -> {
                String mail = "From: p@outside.test\r\nSubject: s\r\n\r\nHello\r\n";
                if (words[2].contains("BODY")) {
                    say(
                            out,
                            "* 1 FETCH (UID %d BODY[]<0> {%d}\r\n%s)"
                                    .formatted(now, mail.length(), mail));
                } else if (words[2].contains("SIZE") && now > 0) {
                    say(
                            out,
                            "* 1 FETCH (UID %d FLAGS () RFC822.SIZE %d)"
                                    .formatted(now, mail.length()));
                }
            }
            default -> {}
        }
    }

    private static synchronized void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(US_ASCII));
        out.flush();
    }
}
