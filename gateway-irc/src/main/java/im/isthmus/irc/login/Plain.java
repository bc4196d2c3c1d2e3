package im.isthmus.irc.login;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The account and its password as they are (RFC 4616): over an encrypted connection only. */
record Plain(String account, String password) implements Mechanism {
    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public byte[] answer(byte[] challenge) throws UntrustedServerException {
        if (challenge.length > 0) {
            throw new UntrustedServerException("The server asks for more than a password.");
        }
        return ("\0" + account + "\0" + password).getBytes(UTF_8);
    }

    @Override
    public boolean isFinal() {
        return true;
    }

    @Override
    public String toString() {
        return name();
    }
}
