package im.isthmus.testing.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One client of a {@link FakeRelay}. */
final class FakeRelayLink {
    private final FakeRelay relay;
    private Socket socket;
    private BufferedReader in;
    private OutputStream out;
    private boolean secure;
    private String user = "";
    private String from = "";
    private final List<String> recipients = new ArrayList<>();

    FakeRelayLink(Socket socket, FakeRelay relay) throws IOException {
        this.relay = relay;
        this.socket = socket;
        SSLContext tls = relay.setup().tls();
        if (tls != null && relay.setup().implicitTls()) {
            this.socket = secured(tls);
        }
        this.in = reader();
        this.out = this.socket.getOutputStream();
    }

    void run() throws IOException {
        if (!say("220 relay.test fake")) {
            return;
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String scripted = relay.scripted(line);
            boolean goesOn = scripted.isEmpty() ? usual(line) : say(scripted);
            if (!goesOn) {
                return;
            }
        }
    }

    private boolean usual(String line) throws IOException {
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "EHLO" -> say(greeting());
            case "STARTTLS" -> startTls();
            case "AUTH" -> auth(line);
            case "MAIL" -> mail(line);
            case "RCPT" -> {
                recipients.add(line);
                yield say("250 2.1.5 Ok");
            }
            case "DATA" -> data();
            case "RSET" -> {
                reset();
                yield say("250 2.0.0 Ok");
            }
            case "NOOP" -> say("250 2.0.0 Ok");
            case "QUIT" -> {
                say("221 2.0.0 Bye");
                yield false;
            }
            default -> say("500 5.5.1 What?");
        };
    }

    private String greeting() {
        List<String> lines = new ArrayList<>(List.of("relay.test"));
        lines.addAll(relay.setup().extensions());
        if (relay.setup().tls() != null && !secure) {
            lines.add("STARTTLS");
        }
        if (relay.setup().login() != null) {
            lines.add("AUTH PLAIN");
        }
        String last = lines.removeLast();
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append("250-").append(line).append("\r\n"));
        return text + "250 " + last;
    }

    private boolean startTls() throws IOException {
        SSLContext tls = relay.setup().tls();
        if (tls == null || secure) {
            return say("502 5.5.1 No TLS here");
        }
        say("220 2.0.0 Go ahead");
        socket = secured(tls);
        in = reader();
        out = socket.getOutputStream();
        return true;
    }

    private SSLSocket secured(SSLContext tls) throws IOException {
        SSLSocket wrapped =
                (SSLSocket)
                        tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        wrapped.setUseClientMode(false);
        wrapped.startHandshake();
        secure = true;
        return wrapped;
    }

    private boolean auth(String line) throws IOException {
        String[] words = line.split(" ", 3);
        String response = words.length > 2 ? words[2] : ask();
        String[] plain =
                new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8)
                        .split("\0", 3);
        if (!(plain[1] + ":" + plain[2]).equals(relay.setup().login())) {
            return say("535 5.7.8 Wrong name or password");
        }
        user = plain[1];
        return say("235 2.7.0 Welcome");
    }

    private String ask() throws IOException {
        say("334 ");
        @Nullable String answer = in.readLine();
        return answer == null ? "" : answer;
    }

    private boolean mail(String line) throws IOException {
        if (relay.setup().login() != null && user.isEmpty()) {
            return say("530 5.7.0 Log in first");
        }
        reset();
        from = line;
        return say("250 2.1.0 Ok");
    }

    private boolean data() throws IOException {
        if (recipients.isEmpty()) {
            return say("554 5.5.1 For whom?");
        }
        say("354 Go on");
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) {
                String scripted = relay.scripted(".");
                if (scripted.isEmpty() || scripted.startsWith("250")) {
                    relay.take(new RelayedMail(from, recipients, text.toString(), secure, user));
                }
                return say(scripted.isEmpty() ? "250 2.0.0 Taken" : scripted);
            }
            text.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
        }
        return false;
    }

    private void reset() {
        from = "";
        recipients.clear();
    }

    /** Whether the connection goes on. */
    private boolean say(String answer) throws IOException {
        if (answer.equals(FakeRelay.HANG_UP)) {
            return false;
        }
        out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return !answer.startsWith("421");
    }

    private BufferedReader reader() throws IOException {
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }
}
