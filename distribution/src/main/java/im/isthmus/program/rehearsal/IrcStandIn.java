package im.isthmus.program.rehearsal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An IRC server on which everybody is alone in a channel with a bot that says everything again. */
final class IrcStandIn extends StandIn {
    private static final int TOLD_AGAIN = 4;

    IrcStandIn() throws IOException {}

    @Override
    void serve(Socket socket) throws IOException {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream();
        String nick = "*";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 3);
            if (words[0].equals("NICK")) {
                nick = words[1];
            }
            out.write(answer(nick, words).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String answer(String nick, String[] words) {
        String last = words[words.length - 1];
        return switch (words[0]) {
            case "CAP" -> capability(nick, words);
            case "USER" -> welcome(nick);
            case "JOIN" -> entered(nick, words[1]);
            case "MODE" -> numeric("324", nick, words[1] + " +nt");
            case "WHO" -> numeric("315", nick, words[1] + " :End of WHO list");
            case "PING" -> ":irc PONG irc " + last + "\r\n";
            case "PRIVMSG" -> said(nick, words[1], last);
            case "PART" -> ":" + nick + "!user@host PART " + words[1] + "\r\n";
            case "QUIT" -> "ERROR :Closing link\r\n";
            default -> "";
        };
    }

    private static String said(String nick, String target, String text) {
        String where = target.startsWith("#") ? target : nick;
        return (":bot!bot@host PRIVMSG " + where + " " + text + "\r\n").repeat(TOLD_AGAIN);
    }

    private static String capability(String nick, String[] words) {
        return switch (words[1]) {
            case "LS" -> ":irc CAP " + nick + " LS :multi-prefix server-time away-notify\r\n";
            case "REQ" -> ":irc CAP " + nick + " ACK " + words[2] + "\r\n";
            default -> "";
        };
    }

    private static String welcome(String nick) {
        return numeric("001", nick, ":Welcome")
                + numeric(
                        "005",
                        nick,
                        "CASEMAPPING=ascii PREFIX=(ov)@+ CHANTYPES=# NETWORK=Rehearsal :are supported")
                + numeric("375", nick, ":Today")
                + numeric("372", nick, ":we rehearse")
                + numeric("376", nick, ":End of MOTD");
    }

    private static String entered(String nick, String channel) {
        return ":"
                + nick
                + "!user@host JOIN "
                + channel
                + "\r\n"
                + numeric("332", nick, channel + " :what we talk about")
                + numeric("353", nick, "= " + channel + " :" + nick + " @bot")
                + numeric("366", nick, channel + " :End of NAMES list");
    }

    private static String numeric(String number, String nick, String rest) {
        return ":irc " + number + " " + nick + " " + rest + "\r\n";
    }
}
