package im.isthmus.sms.signature;

import im.isthmus.sms.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;

/** {@code X-Signature}: HMAC-SHA256 over the body and the time stamp, in hex. */
public final class AndroidSignature implements WebhookSignature {
    /** Phones are offline at times and repeat then, but stamp anew. */
    private static final long TOLERANCE_SECONDS = 300;

    private final String key;
    private final InstantSource clock;

    public AndroidSignature(String key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    @Override
    public boolean verifies(WebhookRequest request) {
        String time = request.header("X-Timestamp");
        try {
            long seconds = Long.parseLong(time);
            if (Math.abs(clock.instant().getEpochSecond() - seconds) > TOLERANCE_SECONDS) {
                return false;
            }
        } catch (NumberFormatException e) {
            return false;
        }
        String body = new String(request.bytes().bytes(), StandardCharsets.UTF_8);
        String expected = HexFormat.of().formatHex(Macs.hmac("HmacSHA256", key, body + time));
        return Macs.same(expected, request.header("X-Signature").toLowerCase(Locale.ROOT));
    }
}
