package im.isthmus.testing.real;

import java.util.List;

/**
 * The unprivileged account a server runs as when the tests run as root; otherwise everything runs
 * as whoever runs the tests.
 */
record Account(String user, String group) {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    /** Whoever runs this, root included: for our own program. */
    static Account ourselves() {
        return new Account("root", "root");
    }

    static boolean isRoot() {
        return ROOT;
    }

    /**
     * What to put before a command so that it runs as this account. The kernel ends it when the
     * thread that started it ends, so nothing is left behind even if this JVM is killed.
     */
    List<String> commandPrefix() {
        return ROOT
                ? List.of(
                        "setpriv",
                        "--reuid",
                        user,
                        "--regid",
                        group,
                        "--init-groups",
                        "--pdeathsig",
                        "TERM",
                        "--")
                : List.of("setpriv", "--pdeathsig", "TERM", "--");
    }
}
