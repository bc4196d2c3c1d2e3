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
        /** What is said after {@code OAUTHBEARER} (RFC 7628 section 3.1), before base64. */
        public String bearer() {
            String name = user.replace("=", "=3D").replace(",", "=2C");
            return "n,a=" + name + ",\1" + proof();
        }

        /** What is said after {@code XOAUTH2}, which many providers had before the RFC. */
        public String xoauth2() {
            return "user=" + user + "\1" + proof();
        }

        private String proof() {
            return "auth=Bearer " + accessToken + "\1\1";
        }

        @Override
        public String toString() {
            return "Token[" + user + "]";
        }
    }
}
