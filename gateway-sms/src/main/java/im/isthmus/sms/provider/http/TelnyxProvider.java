package im.isthmus.sms.provider.http;

import im.isthmus.core.config.Secret;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.sms.provider.ProviderConfig;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.provider.SmsFailure.Cause;
import im.isthmus.sms.provider.SmsProvider;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Stage;
import im.isthmus.sms.signature.TelnyxSignature;
import im.isthmus.sms.webhook.WebhookRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Telnyx's messages (API v2), with group messages. */
public final class TelnyxProvider implements SmsProvider {
    private static final Capacity CAPACITY = new Capacity(1600, 10, 1_000_000, 8);

    private final HttpApi http;
    private final Config config;
    private final HttpUrl messages;
    private final TelnyxSignature signature;

    /**
     * What {@code provider = "telnyx"} needs.
     *
     * @param apiUrl without {@code /v2}
     * @param publicKey that its calls are signed with, 32 bytes in base64
     */
    public record Config(HttpUrl apiUrl, Secret apiKey, String publicKey)
            implements ProviderConfig {
        /** Reads the keys of an account. */
        public static Config read(Section section) {
            return new Config(
                    section.withDefault("api-url", ApiUrls.value(), "https://api.telnyx.com"),
                    section.secret("api-key"),
                    section.required(
                            "public-key",
                            publicKeyValue(),
                            "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="));
        }

        private static Value<String> publicKeyValue() {
            return (raw, origin) -> {
                String text = Values.text().read(raw, origin);
                try {
                    var _ = new TelnyxSignature(text, InstantSource.system());
                    return text;
                } catch (IllegalArgumentException e) {
                    throw new Value.Wrong("is no public key: " + e.getMessage());
                }
            };
        }

        @Override
        public SmsProvider open(InstantSource clock) {
            return new TelnyxProvider(this, clock);
        }

        @Override
        public String secret() {
            return apiKey.reveal();
        }
    }

    TelnyxProvider(Config config, InstantSource clock) {
        this.config = config;
        this.http = new HttpApi(clock);
        this.messages = config.apiUrl().newBuilder().addPathSegments("v2/messages").build();
        this.signature = new TelnyxSignature(config.publicKey(), clock);
    }

    @Override
    public Capacity capacity() {
        return CAPACITY;
    }

    @Override
    public Outcome send(OutgoingSms message) {
        ObjectNode body = HttpApi.JSON.createObjectNode();
        body.put("from", message.from());
        if (message.isGroup()) {
            message.to().forEach(body.putArray("to")::add);
        } else {
            body.put("to", message.to().getFirst());
        }
        if (!message.text().isEmpty()) {
            body.put("text", message.text());
        }
        if (!message.media().isEmpty()) {
            var urls = body.putArray("media_urls");
            message.media().forEach(url -> urls.add(url.toString()));
        }
        if (!message.statusUrl().isEmpty()) {
            body.put("webhook_url", message.statusUrl());
        }
        HttpUrl url =
                message.isGroup()
                        ? messages.newBuilder().addPathSegment("group_mms").build()
                        : messages;
        return http.send(request(url).post(HttpApi.body(body)).build(), TelnyxProvider::answered);
    }

    private static Outcome answered(HttpApi.Reply.Answered reply) {
        JsonNode body = reply.json();
        if (reply.status() == 200) {
            JsonNode data = body.path("data");
            return HttpApi.accepted(data.path("id").asString(""), data.path("parts").asInt(0));
        }
        JsonNode error = body.path("errors").path(0);
        return switch (error.path("code").asString("")) {
            case "10011", "40011" -> new Outcome.TryLater(reply.retryAfter(), text(error));
            case "10009", "10010", "20100" -> new Outcome.AccountTrouble(text(error));
            default -> new Outcome.Refused(failure(error));
        };
    }

    private static String text(JsonNode error) {
        String title = error.path("title").asString(error.path("detail").asString(""));
        return (title + " (" + error.path("code").asString("") + ")").strip();
    }

    private static SmsFailure failure(JsonNode error) {
        Cause cause =
                switch (error.path("code").asString("")) {
                    case "10015", "10016", "40310" -> Cause.NO_SUCH_NUMBER;
                    case "40001" -> Cause.LANDLINE;
                    case "40002", "40003", "40010" -> Cause.FILTERED;
                    case "40005" -> Cause.EXPIRED;
                    case "40006", "40008" -> Cause.UNREACHABLE;
                    case "40300" -> Cause.OPTED_OUT;
                    case "40302" -> Cause.TOO_LONG;
                    default -> Cause.OTHER;
                };
        return new SmsFailure(cause, error.isMissingNode() ? "" : text(error));
    }

    /** It lists no messages; its calls tell what became of them. */
    @Override
    public Outcome find(OutgoingSms message, Predicate<String> others) {
        return new Outcome.InDoubt("the provider does not list its messages");
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new Calls());
    }

    @Override
    public Optional<String> problem() {
        HttpUrl url =
                config.apiUrl()
                        .newBuilder()
                        .addPathSegments("v2/messaging_profiles")
                        .addQueryParameter("page[size]", "1")
                        .build();
        return http.problem(request(url).get().build());
    }

    private Request.Builder request(HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + config.apiKey().reveal());
    }

    @Override
    public void close() {
        http.close();
    }

    /** Telnyx's calls: JSON, signed with Ed25519; order is not promised, repeats happen. */
    private final class Calls implements Webhooks {
        @Override
        public boolean verifies(WebhookRequest request) {
            return signature.verifies(request);
        }

        @Override
        public List<SmsReport> read(WebhookRequest request) {
            JsonNode data = HttpApi.read(request).path("data");
            JsonNode payload = data.path("payload");
            String id = payload.path("id").asString("");
            if (id.isEmpty()) {
                throw new IllegalArgumentException("data.payload.id is missing");
            }
            return switch (data.path("event_type").asString("")) {
                case "message.received" -> received(id, payload, data);
                case "message.sent", "message.finalized" -> List.of(progress(id, payload));
                default -> List.of();
            };
        }

        /** One for each of our numbers that got it; the others of a group are not ours. */
        private List<SmsReport> received(String id, JsonNode payload, JsonNode data) {
            List<SmsReport.Media> media = new ArrayList<>();
            for (JsonNode each : payload.path("media").values()) {
                String type = each.path("content_type").asString("");
                HttpApi.uri(each.path("url").asString(""))
                        .ifPresent(url -> media.add(new SmsReport.Media(url, type)));
            }
            List<String> to = numbers(payload.path("to"));
            List<String> cc = numbers(payload.path("cc"));
            if (to.isEmpty()) {
                throw new IllegalArgumentException("data.payload.to is missing");
            }
            String ours = to.getFirst();
            List<String> others =
                    Stream.concat(to.stream().skip(1), cc.stream())
                            .filter(each -> !each.equals(ours))
                            .toList();
            return List.of(
                    new SmsReport.Received(
                            id,
                            payload.path("from").path("phone_number").asString(""),
                            ours,
                            others,
                            payload.path("text").asString(""),
                            media,
                            HttpApi.time(data.path("occurred_at").asString(""))));
        }

        private static List<String> numbers(JsonNode list) {
            List<String> numbers = new ArrayList<>();
            for (JsonNode each : list.values()) {
                String number = each.path("phone_number").asString("");
                if (!number.isEmpty()) {
                    numbers.add(number);
                }
            }
            return numbers;
        }

        /** Of a group all must have it. */
        private static Progress progress(String id, JsonNode payload) {
            boolean all = true;
            boolean failed = false;
            for (JsonNode each : payload.path("to").values()) {
                String status = each.path("status").asString("");
                all &= status.equals("delivered");
                failed |=
                        status.equals("sending_failed")
                                || status.equals("delivery_failed")
                                || status.equals("expired");
            }
            if (failed) {
                return Progress.failed(id, "", failure(payload.path("errors").path(0)));
            }
            return Progress.of(id, "", all ? Stage.DELIVERED : Stage.SENT);
        }
    }
}
