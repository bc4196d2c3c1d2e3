package im.isthmus.sms.signature;

import im.isthmus.sms.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A name and a password that we gave the provider (RFC 7617), which signs nothing. */
public final class BasicSignature implements WebhookSignature {
    private final String expected;

    public BasicSignature(String username, String password) {
        byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.expected = "Basic " + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public boolean verifies(WebhookRequest request) {
        return Macs.same(expected, request.header("Authorization"));
    }
}
