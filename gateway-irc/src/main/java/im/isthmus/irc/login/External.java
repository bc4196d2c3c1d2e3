package im.isthmus.irc.login;

/**
 * The certificate that the connection was made with (RFC 4422 appendix A). The account is whose the
 * certificate is: Atheme refuses one that is named besides.
 */
record External() implements Mechanism {
    @Override
    public String name() {
        return "EXTERNAL";
    }

    @Override
    public byte[] answer(byte[] challenge) throws UntrustedServerException {
        if (challenge.length > 0) {
            throw new UntrustedServerException("The server asks for more than a certificate.");
        }
        return new byte[0];
    }

    /** The password is another secret. */
    @Override
    public boolean isFinal() {
        return false;
    }
}
