package im.isthmus.email.oauth;

import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.email.config.OAuthConfig;
import im.isthmus.email.store.account.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What users' mail servers let us in with: short-lived, in memory only, got anew from the provider
 * before it expires (RFC 6749 section 6). Methods wait for the provider.
 */
public final class AccessTokens {
    /** So long before it expires a token is no longer used. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private static final long STANDARD_LIFE = 3600;

    private final Tokens tokens;
    private final TokenServer server = new TokenServer();
    private final InstantSource clock;
    private final Map<String, Access> current = new ConcurrentHashMap<>();
    private final Map<String, Object> turns = new ConcurrentHashMap<>();

    private record Access(String address, String token, Instant until) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Access[" + address + "]";
        }
    }

    public AccessTokens(Tokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    TokenServer server() {
        return server;
    }

    /**
     * A token for an account.
     *
     * @param user bare JID
     * @param fresh whether the last one did not work
     * @throws BackendException AuthFailed if the user has to sign in again
     */
    public String access(String user, String address, OAuthConfig config, boolean fresh)
            throws BackendException {
        synchronized (turns.computeIfAbsent(user, _ -> new Object())) {
            @Nullable Access known = current.get(user);
            boolean good =
                    known != null
                            && known.address().equals(address)
                            && known.until().isAfter(clock.instant().plus(MARGIN));
            if (known != null && good && !fresh) {
                return known.token();
            }
            return refresh(user, address, config);
        }
    }

    /**
     * The user has one account, and may have tried to sign in for others.
     *
     * @param address of the one; empty if nothing was signed in for
     */
    public void forgetOthers(String user, String address) {
        synchronized (turns.computeIfAbsent(user, _ -> new Object())) {
            tokens.removeOthers(user, address);
            current.computeIfPresent(
                    user, (_, known) -> known.address().equals(address) ? known : null);
        }
    }

    /** The user has no account any more. */
    public void forget(String user) {
        synchronized (turns.computeIfAbsent(user, _ -> new Object())) {
            tokens.remove(user);
            current.remove(user);
        }
        turns.remove(user);
    }

    private String refresh(String user, String address, OAuthConfig config)
            throws BackendException {
        String refreshToken =
                tokens.find(user, address)
                        .orElseThrow(() ->
                                new BackendException(
                                        new BackendFailure.AuthFailed(
                                                "Sign in with the command sign-in first, or fill in"
                                                        + " a password.")));
        try {
            TokenServer.Answer answer =
                    server.ask(
                            config,
                            config.tokenUrl(),
                            Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
            if (answer.error().equals("invalid_grant")) {
                throw new BackendException(
                        new BackendFailure.AuthFailed(
                                "Your provider wants you to sign in again: use the command"
                                        + " sign-in."));
            }
            if (!answer.isOk() || answer.text("access_token").isEmpty()) {
                throw new IOException(answer.status() + " " + answer.error());
            }
            return keep(user, address, answer);
        } catch (IOException e) {
            throw new BackendException(
                    new BackendFailure.Unreachable(
                            Text.of(
                                    "The provider does not renew the sign-in: {0}",
                                    String.valueOf(e.getMessage()))));
        }
    }

    /** Keeps what a provider gave; it may be a new refresh token too (RFC 6749 section 6). */
    String keep(String user, String address, TokenServer.Answer answer) {
        String refresh = answer.text("refresh_token");
        if (!refresh.isEmpty()) {
            tokens.keep(user, address, refresh);
        }
        long life = Math.clamp(answer.number("expires_in", STANDARD_LIFE), 1, 86_400 * 30L);
        String token = answer.text("access_token");
        current.put(user, new Access(address, token, clock.instant().plusSeconds(life)));
        return token;
    }
}
