package im.isthmus.irc.login;

/** One way to log in: answers challenges (RFC 4422 section 3). Has one owner. */
sealed interface Mechanism permits External, Plain, ScramSha256 {
    /** As the registry of SASL mechanisms has it. */
    String name();

    /**
     * The answer to a challenge, the first of which is empty.
     *
     * @throws UntrustedServerException if the server is not what it should be
     */
    byte[] answer(byte[] challenge) throws UntrustedServerException;

    /** Whether the server may be believed that the user is logged in now. */
    default boolean isBelievable() {
        return true;
    }

    /** Whether a refusal now means that no other way with the same secret would do either. */
    boolean isFinal();
}
