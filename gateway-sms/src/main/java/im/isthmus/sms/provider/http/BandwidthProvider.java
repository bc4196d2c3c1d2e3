package im.isthmus.sms.provider.http;

import im.isthmus.core.attachment.OriginCredentials;
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
import im.isthmus.sms.signature.BasicSignature;
import im.isthmus.sms.webhook.WebhookRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bandwidth's messages (API v2), with group messages. */
public final class BandwidthProvider implements SmsProvider {
    private static final Capacity CAPACITY = new Capacity(2048, 10, 3_750_000, 10);

    private final HttpApi http;
    private final Config config;
    private final HttpUrl messages;
    private final BasicSignature signature;

    /**
     * What {@code provider = "bandwidth"} needs.
     *
     * @param apiUrl without {@code /api/v2}
     * @param webhookUsername set at the application, for its calls to us
     */
    public record Config(
            HttpUrl apiUrl,
            String account,
            String username,
            Secret password,
            String applicationId,
            String webhookUsername,
            Secret webhookPassword)
            implements ProviderConfig {
        /** Reads the keys of an account. */
        public static Config read(Section section) {
            return new Config(
                    section.withDefault(
                            "api-url", ApiUrls.value(), "https://messaging.bandwidth.com"),
                    section.required("account", Values.text(), "9900000"),
                    section.required("username", Values.text(), "api-user"),
                    section.secret("password"),
                    section.required(
                            "application-id",
                            Values.text(),
                            "93de2206-9669-4e07-948d-329f4b722ee2"),
                    section.required("webhook-username", Values.text(), "bandwidth"),
                    section.secret("webhook-password"));
        }

        @Override
        public SmsProvider open(InstantSource clock) {
            return new BandwidthProvider(this, clock);
        }

        @Override
        public String secret() {
            return webhookPassword.reveal();
        }
    }

    BandwidthProvider(Config config, InstantSource clock) {
        this.config = config;
        this.http = new HttpApi(clock);
        this.messages =
                config.apiUrl()
                        .newBuilder()
                        .addPathSegments("api/v2/users")
                        .addPathSegment(config.account())
                        .addPathSegment("messages")
                        .build();
        this.signature =
                new BasicSignature(config.webhookUsername(), config.webhookPassword().reveal());
    }

    @Override
    public Capacity capacity() {
        return CAPACITY;
    }

    @Override
    public Outcome send(OutgoingSms message) {
        ObjectNode body = HttpApi.JSON.createObjectNode();
        body.put("applicationId", config.applicationId());
        body.put("from", message.from());
        message.to().forEach(body.putArray("to")::add);
        if (!message.text().isEmpty()) {
            body.put("text", message.text());
        }
        if (!message.media().isEmpty()) {
            var urls = body.putArray("media");
            message.media().forEach(url -> urls.add(url.toString()));
        }
        body.put("tag", message.id()); // comes back in every report
        return http.send(
                request(messages).post(HttpApi.body(body)).build(), BandwidthProvider::answered);
    }

    private static Outcome answered(HttpApi.Reply.Answered reply) {
        JsonNode body = reply.json();
        if (reply.status() == 202) {
            return HttpApi.accepted(
                    body.path("id").asString(""), body.path("segmentCount").asInt(0));
        }
        String text = body.path("description").asString("");
        if (reply.status() == 403) {
            return new Outcome.AccountTrouble(text);
        }
        for (JsonNode each : body.path("fieldErrors").values()) {
            if (each.path("fieldName").asString("").startsWith("to")) {
                return new Outcome.Refused(new SmsFailure(Cause.NO_SUCH_NUMBER, text));
            }
        }
        return new Outcome.Refused(new SmsFailure(Cause.OTHER, text));
    }

    /** It lists numbers and times, not texts: what is not ours already and fits is the message. */
    @Override
    public Outcome find(OutgoingSms message, Predicate<String> others) {
        if (message.isGroup()) {
            return new Outcome.InDoubt("the provider does not list groups");
        }
        HttpUrl url =
                messages.newBuilder()
                        .addQueryParameter("sourceTn", message.from())
                        .addQueryParameter("destinationTn", message.to().getFirst())
                        .addQueryParameter("messageDirection", "OUTBOUND")
                        .addQueryParameter(
                                "fromDateTime",
                                message.since().truncatedTo(ChronoUnit.SECONDS).toString())
                        .addQueryParameter("limit", Integer.toString(Found.PAGE))
                        .build();
        Optional<JsonNode> answer = http.ask(request(url).get().build());
        if (answer.isEmpty()) {
            return new Outcome.InDoubt("the provider does not say which messages it has");
        }
        List<String> found = new ArrayList<>();
        for (JsonNode each : answer.get().path("messages").values()) {
            String id = each.path("messageId").asString("");
            if (!id.isEmpty() && !others.test(id)) {
                found.add(id);
            }
        }
        return Found.outcome(answer.get().path("messages"), found);
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new Calls());
    }

    @Override
    public Optional<String> problem() {
        HttpUrl url =
                messages.newBuilder()
                        .addQueryParameter("sourceTn", "+12025550100")
                        .addQueryParameter("limit", "1")
                        .build();
        return http.problem(request(url).get().build());
    }

    @Override
    public Optional<OriginCredentials> mediaCredentials() {
        return Optional.of(
                OriginCredentials.basic(
                        config.apiUrl().uri(), config.username(), config.password()));
    }

    private Request.Builder request(HttpUrl url) {
        return HttpApi.request(url, config.username(), config.password());
    }

    @Override
    public void close() {
        http.close();
    }

    /** Bandwidth's calls: a list of events as JSON, with a name and password that we gave it. */
    private final class Calls implements Webhooks {
        @Override
        public boolean verifies(WebhookRequest request) {
            return signature.verifies(request);
        }

        @Override
        public List<SmsReport> read(WebhookRequest request) {
            JsonNode events = HttpApi.read(request);
            if (!events.isArray()) {
                throw new IllegalArgumentException("the body is no list");
            }
            List<SmsReport> reports = new ArrayList<>();
            for (JsonNode event : events.values()) {
                JsonNode message = event.path("message");
                String id = message.path("id").asString("");
                if (id.isEmpty()) {
                    throw new IllegalArgumentException("message.id is missing");
                }
                String ours = message.path("tag").asString("");
                switch (event.path("type").asString("")) {
                    case "message-received" -> reports.add(received(id, event, message));
                    case "message-sending", "message-sent" ->
                            reports.add(Progress.of(id, ours, Stage.SENT));
                    case "message-delivered" -> reports.add(delivered(id, ours, message));
                    case "message-failed" -> reports.add(failed(id, ours, event));
                    default -> {} // such as message-read
                }
            }
            return reports;
        }

        private SmsReport received(String id, JsonNode event, JsonNode message) {
            String ours = event.path("to").asString(message.path("owner").asString(""));
            List<String> others = new ArrayList<>();
            for (JsonNode each : message.path("to").values()) {
                if (!each.asString("").equals(ours)) {
                    others.add(each.asString(""));
                }
            }
            List<SmsReport.Media> media = new ArrayList<>();
            for (JsonNode each : message.path("media").values()) {
                HttpApi.uri(each.asString(""))
                        .ifPresent(url -> media.add(new SmsReport.Media(url, "")));
            }
            return new SmsReport.Received(
                    id,
                    message.path("from").asString(""),
                    ours,
                    others,
                    message.path("text").asString(""),
                    media,
                    HttpApi.time(event.path("time").asString("")));
        }

        /** Of a group each has its own event, and one of them says nothing about the others. */
        private static Progress delivered(String id, String ours, JsonNode message) {
            return message.path("to").size() > 1
                    ? Progress.of(id, ours, Stage.SENT)
                    : Progress.of(id, ours, Stage.DELIVERED);
        }

        private static Progress failed(String id, String ours, JsonNode event) {
            int code = event.path("errorCode").asInt(0);
            Cause cause =
                    switch (code) {
                        case 4700, 4701, 4702, 4720, 4721, 4730, 4740 -> Cause.NO_SUCH_NUMBER;
                        case 4770, 4771, 4772, 4773, 4774, 4775 -> Cause.FILTERED;
                        case 4406, 4432 -> Cause.REGION;
                        case 9902, 5106 -> Cause.EXPIRED;
                        case 5100, 5111, 5112 -> Cause.UNREACHABLE;
                        default -> Cause.OTHER;
                    };
            String text = event.path("description").asString("") + " (" + code + ")";
            return Progress.failed(id, ours, new SmsFailure(cause, text.strip()));
        }
    }
}
