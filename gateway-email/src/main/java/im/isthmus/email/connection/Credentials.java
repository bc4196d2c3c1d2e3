package im.isthmus.email.connection;

/** What a user proves with who they are. */
public sealed interface Credentials {
    /** What the server knows the user by. */
    String user();

    /** Something that only the user knows. Not in any log. */
    record Password(String user, String secret) implements Credentials {
        @Override
        public String toString() {
            return "Password[" + user + "]";
        }
    }

    /** What a provider gave for the user, for a short time (RFC 6749, RFC 7628). */
    record Token(String user, String accessToken) implements Credentials {
        @Override
        public String toString() {
            return "Token[" + user + "]";
        }
    }
}
