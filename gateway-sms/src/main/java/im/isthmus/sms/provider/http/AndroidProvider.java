package im.isthmus.sms.provider.http;

import im.isthmus.core.config.Secret;
import im.isthmus.core.config.Section;
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
import im.isthmus.sms.signature.AndroidSignature;
import im.isthmus.sms.webhook.WebhookRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A phone that runs the SMS Gateway for Android of capcom6, by its server or directly. It takes the
 * message's id from us, so that nothing can be sent twice.
 */
public final class AndroidProvider implements SmsProvider {
    private static final Capacity CAPACITY = Capacity.textOnly(1600);

    private final HttpApi http;
    private final Config config;
    private final HttpUrl messages;
    private final AndroidSignature signature;

    /**
     * What {@code provider = "android"} needs.
     *
     * @param apiUrl up to {@code /3rdparty/v1} of the server, or the phone's own
     * @param signingKey that its calls are signed with
     * @param number of the phone, which its calls may leave out
     */
    public record Config(
            HttpUrl apiUrl, String username, Secret password, Secret signingKey, String number)
            implements ProviderConfig {
        /** Reads the keys of an account. */
        public static Config read(Section section) {
            return new Config(
                    section.withDefault(
                            "api-url", ApiUrls.value(), "https://api.sms-gate.app/3rdparty/v1"),
                    section.required("username", Values.text(), "ABCDEF"),
                    section.secret("password"),
                    section.secret("signing-key"),
                    section.required("numbers", Values.oneOrMore(Values.text()), "+12025550100")
                            .getFirst());
        }

        @Override
        public SmsProvider open(InstantSource clock) {
            return new AndroidProvider(this, clock);
        }

        @Override
        public String secret() {
            return signingKey.reveal();
        }

        /** Phones report one message several times, under other names. */
        @Override
        public Duration repeats() {
            return Duration.ofSeconds(2);
        }
    }

    AndroidProvider(Config config, InstantSource clock) {
        this.config = config;
        this.http = new HttpApi(clock);
        this.messages = config.apiUrl().newBuilder().addPathSegment("messages").build();
        this.signature = new AndroidSignature(config.signingKey().reveal(), clock);
    }

    @Override
    public Capacity capacity() {
        return CAPACITY;
    }

    @Override
    public Outcome send(OutgoingSms message) {
        ObjectNode body = HttpApi.JSON.createObjectNode();
        body.put("id", message.id());
        body.putObject("textMessage").put("text", message.text());
        body.putArray("phoneNumbers").add(message.to().getFirst());
        return http.send(
                request(messages).post(HttpApi.body(body)).build(),
                reply -> answered(reply, message.id()));
    }

    private static Outcome answered(HttpApi.Reply.Answered reply, String ours) {
        return switch (reply.status()) {
            // 409: it has a message of this id, which is this one
            case 200, 201, 202, 409 -> new Outcome.Accepted(List.of(ours), 0);
            case 403 -> new Outcome.AccountTrouble("it refuses our credentials (403)");
            default ->
                    new Outcome.Refused(
                            new SmsFailure(Cause.OTHER, reply.json().path("message").asString("")));
        };
    }

    @Override
    public Outcome find(OutgoingSms message, Predicate<String> others) {
        HttpUrl url = messages.newBuilder().addPathSegment(message.id()).build();
        return switch (http.call(request(url).get().build())) {
            case HttpApi.Reply.Answered reply when reply.status() == 200 ->
                    new Outcome.Accepted(List.of(message.id()), 0);
            case HttpApi.Reply.Answered reply when reply.status() == 404 ->
                    new Outcome.TryLater(Duration.ZERO, "the phone has no such message");
            default -> new Outcome.InDoubt("the phone does not say which messages it has");
        };
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new Calls());
    }

    @Override
    public Optional<String> problem() {
        return http.problem(
                request(messages.newBuilder().addQueryParameter("limit", "1").build())
                        .get()
                        .build());
    }

    private Request.Builder request(HttpUrl url) {
        return HttpApi.request(url, config.username(), config.password());
    }

    @Override
    public void close() {
        http.close();
    }

    /** The phone's calls: JSON, one event each. */
    private final class Calls implements Webhooks {
        @Override
        public boolean verifies(WebhookRequest request) {
            return signature.verifies(request);
        }

        @Override
        public List<SmsReport> read(WebhookRequest request) {
            JsonNode body = HttpApi.read(request);
            JsonNode payload = body.path("payload");
            String id = payload.path("messageId").asString(body.path("id").asString(""));
            if (id.isEmpty()) {
                throw new IllegalArgumentException("payload.messageId is missing");
            }
            return switch (body.path("event").asString("")) {
                case "sms:received", "mms:downloaded" -> List.of(received(id, payload));
                case "sms:sent" -> List.of(Progress.of(id, id, Stage.SENT));
                case "sms:delivered" -> List.of(Progress.of(id, id, Stage.DELIVERED));
                case "sms:failed" ->
                        List.of(
                                Progress.failed(
                                        id,
                                        id,
                                        new SmsFailure(
                                                Cause.OTHER, payload.path("reason").asString(""))));
                default -> List.of(); // such as system:ping
            };
        }

        private SmsReport received(String id, JsonNode payload) {
            String from = payload.path("sender").asString("");
            String to = payload.path("recipient").asString("");
            String text = payload.path("message").asString(payload.path("body").asString(""));
            return new SmsReport.Received(
                    id,
                    from.isEmpty() ? payload.path("phoneNumber").asString("") : from,
                    to.startsWith("+") ? to : config.number(),
                    List.of(),
                    text,
                    List.of(),
                    HttpApi.time(payload.path("receivedAt").asString("")));
        }
    }
}
