package im.isthmus.sms.provider.http;

import im.isthmus.core.attachment.OriginCredentials;
import im.isthmus.core.config.Secret;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.sms.provider.ProviderConfig;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.provider.SmsProvider;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Stage;
import im.isthmus.sms.signature.TwilioSignature;
import im.isthmus.sms.webhook.FormPairs;
import im.isthmus.sms.webhook.WebhookAnswer;
import im.isthmus.sms.webhook.WebhookRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;

/** Twilio's Messages resource, which SignalWire has at another address. */
public final class TwilioProvider implements SmsProvider {
    private static final Capacity CAPACITY = new Capacity(1600, 10, 5_000_000, 0);

    /** Their clock and ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final HttpApi http;
    private final Config config;
    private final HttpUrl messages;
    private final TwilioSignature signature;

    /**
     * What {@code provider = "twilio"} needs.
     *
     * @param apiUrl without {@code /2010-04-01}; SignalWire's ends in {@code /api/laml}
     */
    public record Config(HttpUrl apiUrl, String account, Secret authToken)
            implements ProviderConfig {
        /** Reads the keys of an account. */
        public static Config read(Section section) {
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

        /**
         * Calls again while we restart: without that a message is lost then. It is no part of the
         * address that is signed; who else speaks Twilio's API may sign it all the same.
         */
        @Override
        public String inboundSuffix() {
            return apiUrl.host().endsWith(".twilio.com") ? "#rc=5&rp=all" : "";
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
        this.signature = new TwilioSignature(config.authToken().reveal());
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
        return http.send(request(messages).post(form.build()).build(), TwilioProvider::answered);
    }

    private static Outcome answered(HttpApi.Reply.Answered reply) {
        JsonNode body = reply.json();
        String what = body.path("message").asString("");
        int code = body.path("code").asInt(0);
        if (reply.status() == 201 || reply.status() == 200) {
            return HttpApi.accepted(
                    body.path("sid").asString(""), body.path("num_segments").asInt(0));
        }
        if (code == 20429) {
            return new Outcome.TryLater(reply.retryAfter(), what); // never processed
        }
        return code == 20003
                ? new Outcome.AccountTrouble(what)
                : new Outcome.Refused(failure(code, what));
    }

    /** The causes that a user can do something about. */
    private static SmsFailure failure(int code, String message) {
        SmsFailure.Cause cause =
                switch (code) {
                    case 21211, 21214, 21217, 21614 -> SmsFailure.Cause.NO_SUCH_NUMBER;
                    case 21610 -> SmsFailure.Cause.OPTED_OUT;
                    case 30004, 30007, 30034 -> SmsFailure.Cause.FILTERED;
                    case 21408, 21612, 30450, 30453 -> SmsFailure.Cause.REGION;
                    case 30006, 21635 -> SmsFailure.Cause.LANDLINE;
                    case 30003, 30005, 30008 -> SmsFailure.Cause.UNREACHABLE;
                    case 21617 -> SmsFailure.Cause.TOO_LONG;
                    case 21620, 11200, 12300, 30019 -> SmsFailure.Cause.MEDIA;
                    default -> SmsFailure.Cause.OTHER;
                };
        return new SmsFailure(cause, code == 0 ? message : (message + " (" + code + ")").strip());
    }

    @Override
    public Outcome find(OutgoingSms message, Predicate<String> others) {
        HttpUrl url =
                messages.newBuilder()
                        .addQueryParameter("To", message.to().getFirst())
                        .addQueryParameter("From", message.from())
                        .addQueryParameter("PageSize", Integer.toString(Found.PAGE))
                        .build();
        Optional<JsonNode> answer = http.ask(request(url).get().build());
        if (answer.isEmpty()) {
            return new Outcome.InDoubt("the provider does not say which messages it has");
        }
        List<String> found = new ArrayList<>();
        for (JsonNode each : answer.get().path("messages").values()) {
            String sid = each.path("sid").asString("");
            if (each.path("body").asString("").equals(message.text())
                    && isSince(each, message.since())
                    && !others.test(sid)) {
                found.add(sid);
            }
        }
        return Found.outcome(answer.get().path("messages"), found);
    }

    /** What waits to be sent has no date of that yet, so the list is not asked for by it. */
    private static boolean isSince(JsonNode message, Instant since) {
        try {
            String created = message.path("date_created").asString("");
            return created.isEmpty()
                    || !ZonedDateTime.parse(created, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .isBefore(since.minus(SKEW));
        } catch (DateTimeException e) {
            return true;
        }
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new Calls());
    }

    @Override
    public Optional<String> problem() {
        HttpUrl url = messages.newBuilder().addQueryParameter("PageSize", "1").build();
        return http.problem(request(url).get().build());
    }

    @Override
    public Optional<OriginCredentials> mediaCredentials() {
        return Optional.of(
                OriginCredentials.basic(
                        config.apiUrl().uri(), config.account(), config.authToken()));
    }

    private Request.Builder request(HttpUrl url) {
        return HttpApi.request(url, config.account(), config.authToken());
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
                String type = form.get("MediaContentType" + i);
                HttpApi.uri(form.get("MediaUrl" + i))
                        .ifPresent(url -> media.add(new SmsReport.Media(url, type)));
            }
            return new SmsReport.Received(
                    id, form.get("From"), form.get("To"), List.of(), form.get("Body"), media, null);
        }

        private Progress progress(String id, String status, FormPairs form) {
            return switch (status) {
                case "sent", "partially_delivered" -> Progress.of(id, "", Stage.SENT);
                case "delivered", "read" -> Progress.of(id, "", Stage.DELIVERED);
                case "failed", "undelivered", "canceled" -> Progress.failed(id, "", failure(form));
                default -> Progress.of(id, "", Stage.QUEUED);
            };
        }

        private SmsFailure failure(FormPairs form) {
            String code = form.get("ErrorCode");
            boolean number = code.matches("[0-9]{1,8}");
            return TwilioProvider.failure(
                    number ? Integer.parseInt(code) : 0, form.get("ErrorMessage"));
        }

        @Override
        public WebhookAnswer thanks() {
            return NOTHING_TO_SAY;
        }
    }
}
