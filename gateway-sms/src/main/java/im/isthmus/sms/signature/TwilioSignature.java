package im.isthmus.sms.signature;

import im.isthmus.core.content.Hash;
import im.isthmus.sms.webhook.FormPairs;
import im.isthmus.sms.webhook.WebhookRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code X-Twilio-Signature}: HMAC-SHA1 over the URL and the sorted parameters; for other bodies
 * than forms over the URL, whose parameter {@code bodySHA256} has the hash of the body. SignalWire
 * signs alike.
 */
public final class TwilioSignature implements WebhookSignature {
    private static final String BODY_HASH = "bodySHA256";

    private final String authToken;

    /**
     * @param authToken of the account, also where API keys are used to send
     */
    public TwilioSignature(String authToken) {
        this.authToken = authToken;
    }

    @Override
    public boolean verifies(WebhookRequest request) {
        String given = request.header("X-Twilio-Signature");
        try {
            FormPairs query = FormPairs.parse(request.query());
            boolean hashed = query.first(BODY_HASH).isPresent();
            if (hashed
                    && !Macs.same(Hash.SHA256.hex(request.bytes().bytes()), query.get(BODY_HASH))) {
                return false;
            }
            String parameters = hashed ? "" : sorted(request.form());
            return SignedUrls.of(request.url()).stream()
                    .anyMatch(url -> isOf(url + parameters, given));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isOf(String signed, String given) {
        return Macs.same(Macs.hmac("HmacSHA1", authToken, signed), given);
    }

    /** By code unit; of several values of one name each once, sorted. */
    private static String sorted(FormPairs form) {
        Map<String, TreeSet<String>> values = new TreeMap<>();
        for (FormPairs.Pair pair : form.pairs()) {
            values.computeIfAbsent(pair.name(), name -> new TreeSet<>()).add(pair.value());
        }
        StringBuilder text = new StringBuilder();
        values.forEach((name, all) -> all.forEach(value -> text.append(name).append(value)));
        return text.toString();
    }
}
