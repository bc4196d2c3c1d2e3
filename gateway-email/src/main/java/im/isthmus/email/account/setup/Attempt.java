package im.isthmus.email.account.setup;

import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.email.connection.MailServer;
import im.isthmus.email.connection.RefusedServerException;
import im.isthmus.email.header.MailText;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Tries servers one after another until one lets the user in; else the failure names the server and
 * what it said.
 *
 * @param purpose what the servers are for, such as IMAP
 * @param end when no other one is tried any more, as {@link System#nanoTime} has it
 */
record Attempt(String purpose, long end) {
    private static final int LONGEST = 300;

    /** Tries one server. */
    interface Trial {
        /**
         * Logs in.
         *
         * @return null if it works; else why the server does not let the user in
         */
        @Nullable String logIn(MailServer server) throws IOException;
    }

    /**
     * Tries them.
     *
     * @return the one that works
     * @throws BackendException with a sentence for the user
     */
    MailServer all(Candidates candidates, Trial trial) throws BackendException {
        @Nullable BackendFailure best = null;
        for (MailServer server : candidates.servers()) {
            if (best != null && System.nanoTime() - end > 0) {
                break;
            }
            try {
                String refusal = trial.logIn(server);
                if (refusal == null) {
                    return server;
                }
                throw new BackendException(refused(server, refusal));
            } catch (IOException e) {
                BackendFailure failure = failure(server, e);
                best = best == null || !(e instanceof UnknownHostException) ? failure : best;
            }
        }
        throw new BackendException(best == null ? none(candidates) : best);
    }

    private BackendFailure none(Candidates candidates) {
        return candidates.foreign().isEmpty()
                ? new BackendFailure.BadValue(
                        Text.of(
                                "This is no name of an {0} server: write it like"
                                        + " mail.example.org or mail.example.org:993.",
                                purpose))
                : new BackendFailure.BadValue(
                        Text.of(
                                "The DNS says that the {0} server of this address is {1}: if that"
                                        + " is your provider, fill it in.",
                                purpose, candidates.foreign().getFirst()));
    }

    private BackendFailure refused(MailServer server, String words) {
        String said = MailText.line(words, LONGEST);
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("application-specific") || lower.contains("app password")) {
            return new BackendFailure.AuthFailed(
                    Text.of(
                            "{0} wants an app password for the gateway, which you make in the"
                                    + " settings of your mail account. It said: {1}",
                            server.host(), said));
        }
        if (lower.contains("basic auth") || lower.contains("basicauth")) {
            return new BackendFailure.AuthFailed(
                    Text.of(
                            "{0} lets nobody in with a password: sign in with the command sign-in."
                                    + " It said: {1}",
                            server.host(), said));
        }
        return new BackendFailure.AuthFailed(
                Text.of(
                        "The {0} server {1} does not accept this name and password. It said: {2}",
                        purpose, server.host(), said));
    }

    private BackendFailure failure(MailServer server, IOException e) {
        if (e instanceof RefusedServerException refused) {
            return new BackendFailure.Policy(refused.why());
        }
        if (e instanceof UnknownHostException) {
            return new BackendFailure.NotFound(
                    Text.of(
                            "No {0} server was found for this address: name it in the form.",
                            purpose));
        }
        if (e instanceof SSLException) {
            return new BackendFailure.Unreachable(
                    Text.of(
                            "The certificate of the {0} server {1} is not trusted: {2}",
                            purpose,
                            server.host() + ':' + server.port(),
                            MailText.line(String.valueOf(e.getMessage()), LONGEST)));
        }
        return new BackendFailure.Unreachable(
                Text.of(
                        "The {0} server {1} cannot be reached: {2}",
                        purpose,
                        server.host() + ':' + server.port(),
                        MailText.line(String.valueOf(e.getMessage()), LONGEST)));
    }
}
