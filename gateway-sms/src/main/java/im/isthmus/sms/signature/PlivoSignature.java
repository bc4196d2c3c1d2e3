package im.isthmus.sms.signature;

import im.isthmus.sms.webhook.FormPairs;
import im.isthmus.sms.webhook.FormPairs.Pair;
import im.isthmus.sms.webhook.WebhookRequest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code X-Plivo-Signature-V3}: HMAC-SHA256 over the URL, the sorted parameters and a nonce. The
 * header may list several, one for the account and one for its parent.
 */
public final class PlivoSignature implements WebhookSignature {
    private static final Comparator<Pair> SORTED =
            Comparator.comparing(Pair::name).thenComparing(Pair::value);

    private final String authToken;

    public PlivoSignature(String authToken) {
        this.authToken = authToken;
    }

    @Override
    public boolean verifies(WebhookRequest request) {
        String nonce = request.header("X-Plivo-Signature-V3-Nonce");
        List<String> given = List.of(request.header("X-Plivo-Signature-V3").split(","));
        try {
            String rest = rest(request) + "." + nonce;
            return SignedUrls.of(withoutQuery(request.url())).stream()
                    .map(url -> Macs.hmac("HmacSHA256", authToken, url + rest))
                    .anyMatch(mac -> given.stream().anyMatch(one -> Macs.same(mac, one.strip())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The query, a dot if there are both, and the parameters. */
    private static String rest(WebhookRequest request) {
        List<Pair> query = sorted(FormPairs.parse(request.query()));
        List<Pair> form =
                request.method().equals("POST") ? sorted(request.form()) : List.<Pair>of();
        String asked =
                query.stream()
                        .map(pair -> pair.name() + "=" + pair.value())
                        .collect(Collectors.joining("&"));
        String posted =
                form.stream().map(pair -> pair.name() + pair.value()).collect(Collectors.joining());
        String mark = query.isEmpty() && form.isEmpty() ? "" : "?";
        String dot = query.isEmpty() || form.isEmpty() ? "" : ".";
        return mark + asked + dot + posted;
    }

    private static List<Pair> sorted(FormPairs form) {
        return form.pairs().stream().sorted(SORTED).toList();
    }

    private static String withoutQuery(String url) {
        int mark = url.indexOf('?');
        return mark < 0 ? url : url.substring(0, mark);
    }
}
