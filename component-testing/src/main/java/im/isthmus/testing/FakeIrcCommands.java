package im.isthmus.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the {@link FakeIrcServer} does with a line that no script takes. */
final class FakeIrcCommands {
    private final FakeIrcServer server;
    private final FakeIrcClient client;
    private final StringBuilder sasl = new StringBuilder();
    private boolean negotiating;
    private boolean introduced;

    FakeIrcCommands(FakeIrcServer server, FakeIrcClient client) {
        this.server = server;
        this.client = client;
    }

    void handle(String line) {
        List<String> words = words(line);
        String first = words.size() > 1 ? words.get(1) : "";
        String last = words.getLast();
        switch (words.getFirst().toUpperCase(Locale.ROOT)) {
            case "CAP" -> cap(first, last);
            case "AUTHENTICATE" -> authenticate(first);
            case "NICK" -> nick(first);
            case "USER" -> {
                client.introduced(first);
                introduced = true;
                welcome();
            }
            case "PING" ->
                    client.send(
                            ":"
                                    + FakeIrcServer.NAME
                                    + " PONG "
                                    + FakeIrcServer.NAME
                                    + " :"
                                    + first);
            case "JOIN" -> List.of(first.split(",")).forEach(this::join);
            case "PART" -> part(first, line);
            case "PRIVMSG", "NOTICE", "TAGMSG" -> relay(first, line);
            case "TOPIC", "KICK", "MODE" -> toChannel(first, line);
            case "QUIT" -> quit(last);
            default -> {}
        }
    }

    /** Words of a line, tags dropped, the trailing one whole. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        String rest = line.startsWith("@") ? line.substring(line.indexOf(' ') + 1) : line;
        while (!rest.startsWith(":") && rest.indexOf(' ') >= 0) {
            int space = rest.indexOf(' ');
            words.add(rest.substring(0, space));
            rest = rest.substring(space + 1);
        }
        words.add(rest.startsWith(":") ? rest.substring(1) : rest);
        return words;
    }

    private void cap(String subcommand, String names) {
        String offered = server.options().capabilities();
        if (offered == null) {
            client.numeric("421", "CAP :Unknown command");
            return;
        }
        negotiating = !client.isWelcomed();
        String start = ":" + FakeIrcServer.NAME + " CAP " + client.nick() + " ";
        switch (subcommand) {
            case "LS" -> {
                String[] lines = offered.split("\n", -1);
                for (int i = 0; i < lines.length; i++) {
                    client.send(start + (i < lines.length - 1 ? "LS * :" : "LS :") + lines[i]);
                }
            }
            case "REQ" -> {
                Set<String> known =
                        Arrays.stream(offered.split("\\s+"))
                                .map(cap -> cap.replaceAll("=.*", ""))
                                .collect(Collectors.toSet());
                boolean all = known.containsAll(List.of(names.split(" ")));
                client.send(start + (all ? "ACK :" : "NAK :") + names);
            }
            case "END" -> {
                negotiating = false;
                welcome();
            }
            default -> {}
        }
    }

    private void authenticate(String data) {
        if (data.equals("PLAIN")) {
            client.send("AUTHENTICATE +");
            return;
        }
        sasl.append(data.equals("+") ? "" : data);
        if (data.length() == 400) {
            return;
        }
        String[] parts =
                new String(Base64.getDecoder().decode(sasl.toString()), UTF_8).split("\0", -1);
        sasl.setLength(0);
        if (parts.length == 3 && parts[2].equals(server.options().accounts().get(parts[1]))) {
            client.numeric("900", client.mask() + " " + parts[1] + " :You are now logged in");
            client.numeric("903", ":SASL authentication successful");
        } else {
            client.numeric("904", ":SASL authentication failed");
        }
    }

    private void nick(String wanted) {
        if (server.nickInUse(wanted) && !wanted.equalsIgnoreCase(client.nick())) {
            client.numeric("433", wanted + " :Nickname is already in use");
        } else if (client.isWelcomed()) {
            String change = ":" + client.mask() + " NICK :" + wanted;
            client.renamed(wanted);
            server.peers(client).forEach(peer -> peer.send(change));
        } else {
            client.renamed(wanted);
            welcome();
        }
    }

    private void welcome() {
        if (negotiating || !introduced || client.nick().equals("*") || client.isWelcomed()) {
            return;
        }
        client.numeric("001", ":Welcome to the TestNet " + client.mask());
        client.numeric("002", ":Your host is " + FakeIrcServer.NAME);
        client.numeric("004", FakeIrcServer.NAME + " fake-1 iow beIklimnpstov");
        if (!server.options().isupport().isEmpty()) {
            client.numeric("005", server.options().isupport() + " :are supported by this server");
        }
        client.numeric("422", ":No MOTD");
        client.setWelcomed();
    }

    private void join(String channel) {
        if (!channel.startsWith("#") && !channel.startsWith("&")) {
            client.numeric("403", channel + " :No such channel");
            return;
        }
        Set<FakeIrcClient> members = server.members(channel);
        boolean founder = members.isEmpty();
        members.add(client);
        members.forEach(member -> member.send(":" + client.mask() + " JOIN " + channel));
        String names =
                members.stream()
                        .map(m -> founder && m == client ? "@" + m.mask() : m.mask())
                        .collect(Collectors.joining(" "));
        client.numeric("353", "= " + channel + " :" + names);
        client.numeric("366", channel + " :End of /NAMES list");
    }

    private void part(String channel, String line) {
        if (toChannel(channel, line)) {
            server.members(channel).remove(client);
        }
    }

    /** Everybody in the channel gets the line, the sender included. */
    private boolean toChannel(String channel, String line) {
        Set<FakeIrcClient> members = server.members(channel);
        boolean in = members.contains(client);
        if (in) {
            members.forEach(member -> member.send(":" + client.mask() + " " + line));
        } else if (channel.startsWith("#")) {
            client.numeric("442", channel + " :You're not on that channel");
        }
        return in;
    }

    private void relay(String target, String line) {
        String relayed = ":" + client.mask() + " " + line.replaceFirst("^@[^ ]* ", "");
        if (target.startsWith("#") || target.startsWith("&")) {
            server.members(target).stream()
                    .filter(member -> member != client)
                    .forEach(member -> member.send(relayed));
            return;
        }
        @Nullable FakeIrcClient to = server.find(target);
        if (to == null) {
            client.numeric("401", target + " :No such nick/channel");
        } else {
            to.send(relayed);
        }
    }

    private void quit(String reason) {
        server.peers(client).stream()
                .filter(peer -> peer != client)
                .forEach(peer -> peer.send(":" + client.mask() + " QUIT :Quit: " + reason));
        client.send("ERROR :Closing link: (Quit: " + reason + ")");
        client.close();
    }
}
