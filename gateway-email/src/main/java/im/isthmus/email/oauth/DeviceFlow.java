package im.isthmus.email.oauth;

import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.email.config.OAuthConfig;
import im.isthmus.email.header.MailText;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in on another device, with a code (RFC 8628). Methods wait for the provider. */
public final class DeviceFlow {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceFlow.class);

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final AccessTokens tokens;
    private final InstantSource clock;

    public DeviceFlow(AccessTokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * What a provider gives out.
     *
     * @param secret what we ask with
     * @param forUser what the user types
     * @param page where
     * @param until when it ends
     */
    public record Code(String secret, String forUser, String page, Instant until) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Code[" + page + "]";
        }
    }

    /** How far the user is. */
    public enum State {
        WAITING,
        DONE,
        DENIED,
        EXPIRED
    }

    /**
     * Asks for a code (section 3.1).
     *
     * @throws BackendException with a sentence for the user
     */
    public Code begin(OAuthConfig config) throws BackendException {
        try {
            TokenServer.Answer answer =
                    tokens.server()
                            .ask(config, config.deviceUrl(), Map.of("scope", config.scope()));
            String page = answer.text("verification_uri");
            if (page.isEmpty()) {
                page = answer.text("verification_url"); // COMPAT(Google): named before the RFC was
            }
            if (!answer.isOk()
                    || answer.text("device_code").isEmpty()
                    || !page.startsWith("http")) {
                throw new IOException(answer.status() + " " + answer.error());
            }
            long life = Math.clamp(answer.number("expires_in", 900), 10, 3600);
            return new Code(
                    answer.text("device_code"),
                    MailText.line(answer.text("user_code"), 100),
                    MailText.line(page, 500),
                    clock.instant().plusSeconds(life));
        } catch (IOException e) {
            throw new BackendException(
                    new BackendFailure.Unreachable(
                            Text.of(
                                    "The provider gives out no code: {0}",
                                    MailText.line(String.valueOf(e.getMessage()), 200))));
        }
    }

    /** Asks whether the user has confirmed it (section 3.4); then what was got is kept. */
    public State poll(String user, String address, OAuthConfig config, Code code) {
        if (clock.instant().isAfter(code.until())) {
            return State.EXPIRED;
        }
        try {
            TokenServer.Answer answer =
                    tokens.server()
                            .ask(
                                    config,
                                    config.tokenUrl(),
                                    Map.of("grant_type", GRANT, "device_code", code.secret()));
            if (answer.isOk() && !answer.text("access_token").isEmpty()) {
                tokens.keep(user, address, answer);
                return State.DONE;
            }
            return switch (answer.error()) {
                case "access_denied" -> State.DENIED;
                case "expired_token", "invalid_grant" -> State.EXPIRED;
                default -> State.WAITING;
            };
        } catch (IOException e) {
            LOG.warn("oauth.poll problem=\"{}\"", e.getMessage());
            return State.WAITING;
        }
    }
}
