package im.isthmus.irc.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes lines that a server should not send, and some that it may. Same seed, same lines. */
final class HostileLines {
    private static final List<String> TEMPLATES =
            List.of(
                    ":irc.test CAP * LS * :multi-prefix sasl=PLAIN,EXTERNAL server-time",
                    ":irc.test CAP * LS :multi-prefix message-tags batch away-notify",
                    ":irc.test CAP me ACK :multi-prefix sasl",
                    ":irc.test CAP me NAK :sasl",
                    ":irc.test CAP me NEW :sasl=PLAIN away-notify",
                    ":irc.test CAP me DEL :sasl multi-prefix",
                    "AUTHENTICATE +",
                    "AUTHENTICATE dGVzdA==",
                    ":irc.test 900 me me!u@h acct :You are now logged in as acct",
                    ":irc.test 903 me :SASL authentication successful",
                    ":irc.test 904 me :SASL authentication failed",
                    ":irc.test 908 me EXTERNAL :are available SASL mechanisms",
                    ":irc.test 001 me :Welcome to the Network me!u@h",
                    ":irc.test 005 me NICKLEN=30 PREFIX=(ov)@+ CHANTYPES=# :are supported",
                    ":irc.test 005 me -NICKLEN LINELEN=2048 UTF8ONLY SAFERATE :are supported",
                    ":irc.test 376 me :End of /MOTD command.",
                    ":irc.test 422 me :MOTD File is missing",
                    ":irc.test 432 * me :Erroneous Nickname",
                    ":irc.test 433 * me :Nickname is already in use.",
                    ":irc.test 437 * me :Nick is temporarily unavailable",
                    ":irc.test 396 me cloak.example :is now your displayed host",
                    ":irc.test 421 me CAP :Unknown command",
                    ":irc.test 464 me :Password incorrect",
                    ":irc.test 465 me :You are banned",
                    "PING :irc.test",
                    "PONG irc.test :isthmus",
                    "ERROR :Closing Link: me (Throttled)",
                    "@time=2026-01-01T00:00:00.000Z;msgid=a\\:b\\s;+x :r!u@h PRIVMSG #c :text é€😀",
                    ":me!u@h JOIN #c acct :Real Name",
                    ":me!u@h NICK :you",
                    ":me!u@h CHGHOST new host.example");

    private static final byte[] PIECES = "@:; =\\!\r\n\0\u0001é€,*#+-0159AZaz".getBytes(UTF_8);

    private final Random random;

    HostileLines(long seed) {
        this.random = new Random(seed);
    }

    /** A line, without its end but maybe with ends within. */
    byte[] next() {
        return switch (random.nextInt(8)) {
            case 0 -> noise(random.nextInt(600));
            case 1 -> soup(random.nextInt(random.nextInt(50) == 0 ? 20_000 : 200));
            case 2, 3 -> template();
            default -> mutated(template());
        };
    }

    private byte[] template() {
        return TEMPLATES.get(random.nextInt(TEMPLATES.size())).getBytes(UTF_8);
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] soup(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = PIECES[random.nextInt(PIECES.length)];
        }
        return bytes;
    }

    private byte[] mutated(byte[] line) {
        byte[] bytes = line;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes =
                    switch (random.nextInt(5)) {
                        case 0 -> Arrays.copyOf(bytes, at + 1);
                        case 1 -> Arrays.copyOfRange(bytes, at, bytes.length);
                        case 2 -> joined(bytes, at, template());
                        case 3 -> joined(bytes, at, soup(1 + random.nextInt(8)));
                        default -> {
                            byte[] changed = bytes.clone();
                            changed[at] = (byte) random.nextInt(256);
                            yield changed;
                        }
                    };
        }
        return bytes;
    }

    /** Bytes with others put in at a place. */
    private static byte[] joined(byte[] bytes, int at, byte[] others) {
        byte[] joined = Arrays.copyOf(bytes, bytes.length + others.length);
        System.arraycopy(others, 0, joined, at, others.length);
        System.arraycopy(bytes, at, joined, at + others.length, bytes.length - at);
        return joined;
    }
}
