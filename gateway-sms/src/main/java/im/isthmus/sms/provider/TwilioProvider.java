package im.isthmus.sms.provider;

import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.config.Secret;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;
import im.isthmus.core.text.Text;
import im.isthmus.sms.signature.TwilioSignature;
import im.isthmus.sms.webhook.FormPairs;
import im.isthmus.sms.webhook.WebhookAnswer;
import im.isthmus.sms.webhook.WebhookRequest;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Twilio's Messages resource, which SignalWire has at another address. */
final class TwilioProvider implements SmsProvider {
    private static final Capacity CAPACITY = new Capacity(1600, 10, 5_000_000, 0);

    private final JsonMapper json = new JsonMapper();
    private final HttpApi http;
    private final Config config;
    private final HttpUrl messages;
    private final String authorization;
    private final TwilioSignature signature;

    /**
     * What {@code provider = "twilio"} needs.
     *
     * @param apiUrl without {@code /2010-04-01}; SignalWire's ends in {@code /api/laml}
     */
    record Config(HttpUrl apiUrl, String account, Secret authToken) implements ProviderConfig {
        static Config read(Section section) {
            return new Config(
                    section.withDefault("api-url", ApiUrls.value(), "https://api.twilio.com"),
                    section.required(
                            "account", Values.text(), "AC0123456789abcdef0123456789abcdef"),
                    section.secret("auth-token"));
        }

        @Override
        public SmsProvider open(InstantSource clock) {
            return new TwilioProvider(this, clock);
        }

        @Override
        public String secret() {
            return authToken.reveal();
        }
    }

    TwilioProvider(Config config, InstantSource clock) {
        this.config = config;
        this.http = new HttpApi(clock);
        this.messages =
                config.apiUrl()
                        .newBuilder()
                        .addPathSegments("2010-04-01/Accounts")
                        .addPathSegment(config.account())
                        .addPathSegment("Messages.json")
                        .build();
        String token = config.authToken().reveal();
        this.authorization = Credentials.basic(config.account(), token);
        this.signature = new TwilioSignature(token);
    }

    @Override
    public Capacity capacity() {
        return CAPACITY;
    }

    @Override
    public Outcome send(OutgoingSms message) {
        FormBody.Builder form =
                new FormBody.Builder()
                        .add("To", message.to().getFirst())
                        .add("From", message.from());
        if (!message.text().isEmpty()) {
            form.add("Body", message.text());
        }
        message.media().forEach(url -> form.add("MediaUrl", url.toString()));
        if (!message.statusUrl().isEmpty()) {
            form.add("StatusCallback", message.statusUrl());
        }
        return switch (http.call(request(messages).post(form.build()).build())) {
            case HttpApi.Reply.NotSent reply ->
                    new Outcome.TryLater(java.time.Duration.ofSeconds(10), reply.reason());
            case HttpApi.Reply.Lost reply -> new Outcome.InDoubt(reply.reason());
            case HttpApi.Reply.Answered reply -> answered(reply);
        };
    }

    private Outcome answered(HttpApi.Reply.Answered reply) {
        JsonNode body = read(reply.body());
        String what = reply.status() + " " + body.path("message").asString("");
        int code = body.path("code").asInt(0);
        if (reply.status() == 201 || reply.status() == 200) {
            String sid = body.path("sid").asString("");
            return sid.isEmpty()
                    ? new Outcome.InDoubt("an answer without the message's id")
                    : new Outcome.Accepted(List.of(sid), body.path("num_segments").asInt(0));
        }
        if (reply.status() == 429 || code == 20429) {
            return new Outcome.TryLater(reply.retryAfter(), what); // never processed
        }
        if (reply.status() == 401 || reply.status() == 403 || code == 20003) {
            return new Outcome.AccountTrouble(what);
        }
        if (reply.status() >= 500) {
            return new Outcome.InDoubt(what);
        }
        return new Outcome.Refused(failure(code, body.path("message").asString("")));
    }

    /** The causes that a user can do something about, in our words; others in the provider's. */
    private static BackendFailure failure(int code, String message) {
        return switch (code) {
            case 21211, 21214, 21217, 21614 ->
                    new BackendFailure.NotFound(Text.of("Nobody can be reached at this number."));
            case 21610, 30004, 30007 ->
                    new BackendFailure.Policy(
                            Text.of(
                                    "The provider does not deliver to this number: its owner or"
                                            + " carrier refuses messages from yours."));
            case 21408, 21612, 30450, 30453 ->
                    new BackendFailure.Policy(
                            Text.of("The provider does not send to this region."));
            case 30006, 21635 ->
                    new BackendFailure.Rejected(
                            Text.of("This is a landline: it cannot receive text messages."));
            case 30003, 30005, 30008 ->
                    new BackendFailure.Offline(
                            Text.of("The phone could not be reached; it may be switched off."));
            default ->
                    new BackendFailure.Rejected(
                            Text.of("The provider refused the message: {0} ({1})", message, code));
        };
    }

    @Override
    public Outcome find(OutgoingSms message) {
        String day = LocalDate.ofInstant(message.since(), ZoneOffset.UTC).toString();
        HttpUrl url =
                messages.newBuilder()
                        .addQueryParameter("To", message.to().getFirst())
                        .addQueryParameter("From", message.from())
                        .addQueryParameter("DateSent>", day)
                        .addQueryParameter("PageSize", "100")
                        .build();
        if (!(http.call(request(url).get().build()) instanceof HttpApi.Reply.Answered reply)
                || reply.status() != 200) {
            return new Outcome.InDoubt("the provider does not say which messages it has");
        }
        List<Outcome> found = new ArrayList<>();
        for (JsonNode each : read(reply.body()).path("messages").values()) {
            if (each.path("body").asString("").equals(message.text())) {
                found.add(
                        new Outcome.Accepted(
                                List.of(each.path("sid").asString("")),
                                each.path("num_segments").asInt(0)));
            }
        }
        // Two alike may be two messages of the user: then nobody can tell.
        return found.size() == 1 ? found.getFirst() : none(found.isEmpty());
    }

    private static Outcome none(boolean absent) {
        return absent
                ? new Outcome.TryLater(java.time.Duration.ZERO, "the provider has no such message")
                : new Outcome.InDoubt("the provider has several such messages");
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new Calls());
    }

    @Override
    public Optional<String> problem() {
        HttpUrl url = messages.newBuilder().addQueryParameter("PageSize", "1").build();
        return switch (http.call(request(url).get().build())) {
            case HttpApi.Reply.Answered reply ->
                    reply.status() == 200
                            ? Optional.empty()
                            : Optional.of("it answers " + reply.status());
            case HttpApi.Reply.NotSent reply -> Optional.of(reply.reason());
            case HttpApi.Reply.Lost reply -> Optional.of(reply.reason());
        };
    }

    private Request.Builder request(HttpUrl url) {
        return new Request.Builder().url(url).header("Authorization", authorization);
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }

    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return "twilio account " + config.account();
    }

    /** Twilio's calls: forms. */
    private final class Calls implements Webhooks {
        /** Not self-closing: SignalWire wants it so. */
        private static final WebhookAnswer NOTHING_TO_SAY =
                new WebhookAnswer(
                        200,
                        "text/xml",
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>");

        @Override
        public boolean verifies(WebhookRequest request) {
            return signature.verifies(request);
        }

        @Override
        public List<SmsReport> read(WebhookRequest request) {
            FormPairs form = request.form();
            String id = form.first("MessageSid").or(() -> form.first("SmsSid")).orElse("");
            if (id.isEmpty()) {
                throw new IllegalArgumentException("MessageSid is missing");
            }
            String status =
                    form.first("MessageStatus").or(() -> form.first("SmsStatus")).orElse("");
            return status.isEmpty() || status.equals("received")
                    ? List.of(received(id, form))
                    : List.of(progress(id, status, form));
        }

        private SmsReport received(String id, FormPairs form) {
            List<SmsReport.Media> media = new ArrayList<>();
            for (int i = 0; i < 10 && form.first("MediaUrl" + i).isPresent(); i++) {
                media.add(
                        new SmsReport.Media(
                                URI.create(form.get("MediaUrl" + i)),
                                form.get("MediaContentType" + i)));
            }
            return new SmsReport.Received(
                    id, form.get("From"), form.get("To"), List.of(), form.get("Body"), media, null);
        }

        private SmsReport progress(String id, String status, FormPairs form) {
            SmsReport.Stage stage =
                    switch (status) {
                        case "sent", "partially_delivered" -> SmsReport.Stage.SENT;
                        case "delivered", "read" -> SmsReport.Stage.DELIVERED;
                        case "failed", "undelivered", "canceled" -> SmsReport.Stage.FAILED;
                        default -> SmsReport.Stage.QUEUED;
                    };
            String code = form.get("ErrorCode");
            return new SmsReport.Progress(id, "", stage, code, form.get("ErrorMessage"), 0);
        }

        @Override
        public WebhookAnswer thanks() {
            return NOTHING_TO_SAY;
        }
    }
}
