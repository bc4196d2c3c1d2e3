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
import im.isthmus.sms.signature.PlivoSignature;
import im.isthmus.sms.webhook.FormPairs;
import im.isthmus.sms.webhook.WebhookRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plivo's messages (API v1). */
public final class PlivoProvider implements SmsProvider {
    private static final Capacity CAPACITY = new Capacity(1600, 10, 5_000_000, 0);

    private final HttpApi http;
    private final Config config;
    private final HttpUrl messages;
    private final PlivoSignature signature;

    /**
     * What {@code provider = "plivo"} needs.
     *
     * @param apiUrl without {@code /v1}
     */
    public record Config(HttpUrl apiUrl, String account, Secret authToken)
            implements ProviderConfig {
        /** Reads the keys of an account. */
        public static Config read(Section section) {
            return new Config(
                    section.withDefault("api-url", ApiUrls.value(), "https://api.plivo.com"),
                    section.required("account", Values.text(), "MAXXXXXXXXXXXXXXXXXX"),
                    section.secret("auth-token"));
        }

        @Override
        public SmsProvider open(InstantSource clock) {
            return new PlivoProvider(this, clock);
        }

        @Override
        public String secret() {
            return authToken.reveal();
        }
    }

    PlivoProvider(Config config, InstantSource clock) {
        this.config = config;
        this.http = new HttpApi(clock);
        this.messages =
                config.apiUrl()
                        .newBuilder()
                        .addPathSegments("v1/Account")
                        .addPathSegment(config.account())
                        .addPathSegments("Message/")
                        .build();
        this.signature = new PlivoSignature(config.authToken().reveal());
    }

    @Override
    public Capacity capacity() {
        return CAPACITY;
    }

    @Override
    public Outcome send(OutgoingSms message) {
        ObjectNode body = HttpApi.JSON.createObjectNode();
        body.put("src", message.from());
        body.put("dst", message.to().getFirst());
        body.put("text", message.text());
        body.put("type", message.media().isEmpty() ? "sms" : "mms");
        if (!message.media().isEmpty()) {
            var urls = body.putArray("media_urls");
            message.media().forEach(url -> urls.add(url.toString()));
        }
        if (!message.statusUrl().isEmpty()) {
            body.put("url", message.statusUrl());
            body.put("method", "POST");
        }
        return http.send(
                request(messages).post(HttpApi.body(body)).build(), PlivoProvider::answered);
    }

    private static Outcome answered(HttpApi.Reply.Answered reply) {
        JsonNode body = reply.json();
        if (reply.status() == 202) {
            return HttpApi.accepted(body.path("message_uuid").path(0).asString(""), 0);
        }
        String text = body.path("error").asString("");
        if (reply.status() == 403) {
            return new Outcome.AccountTrouble(text);
        }
        Cause cause = text.contains("dst") ? Cause.NO_SUCH_NUMBER : Cause.OTHER;
        return new Outcome.Refused(new SmsFailure(cause, text));
    }

    /** What it lists has no texts; its calls tell what became of messages. */
    @Override
    public Outcome find(OutgoingSms message, Predicate<String> others) {
        return new Outcome.InDoubt("the provider does not list the texts of its messages");
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new Calls());
    }

    @Override
    public Optional<String> problem() {
        HttpUrl url = messages.newBuilder().addQueryParameter("limit", "1").build();
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

    /** Plivo's calls: forms. */
    private final class Calls implements Webhooks {
        @Override
        public boolean verifies(WebhookRequest request) {
            return signature.verifies(request);
        }

        @Override
        public List<SmsReport> read(WebhookRequest request) {
            FormPairs form = request.form();
            String id = form.get("MessageUUID");
            if (id.isEmpty()) {
                throw new IllegalArgumentException("MessageUUID is missing");
            }
            String status = form.get("Status");
            if (status.isEmpty() || status.equals("received")) {
                return List.of(received(id, form));
            }
            return List.of(
                    switch (status) {
                        case "sent" -> Progress.of(id, "", Stage.SENT);
                        case "delivered", "read" -> Progress.of(id, "", Stage.DELIVERED);
                        case "failed", "undelivered", "rejected" ->
                                Progress.failed(id, "", failure(form.get("ErrorCode")));
                        default -> Progress.of(id, "", Stage.QUEUED);
                    });
        }

        /** Where counting of the files begins its documents do not agree upon. */
        private SmsReport received(String id, FormPairs form) {
            List<SmsReport.Media> media = new ArrayList<>();
            for (int i = 0; i <= 10; i++) {
                form.first("Media" + i)
                        .flatMap(HttpApi::uri)
                        .ifPresent(url -> media.add(new SmsReport.Media(url, "")));
            }
            String from = HttpApi.international(form.get("From"));
            String to = HttpApi.international(form.get("To"));
            String text = form.first("Text").orElse(form.get("Body"));
            return new SmsReport.Received(id, from, to, List.of(), text, media, null);
        }

        private static SmsFailure failure(String code) {
            Cause cause =
                    switch (code) {
                        case "10", "40", "60" -> Cause.NO_SUCH_NUMBER;
                        case "20", "80" -> Cause.UNREACHABLE;
                        case "30", "50", "300", "301", "302" -> Cause.FILTERED;
                        case "70", "110", "120" -> Cause.REGION;
                        case "200", "210" -> Cause.OPTED_OUT;
                        case "160" -> Cause.EXPIRED;
                        default -> Cause.OTHER;
                    };
            return new SmsFailure(cause, code.isEmpty() ? "" : "(" + code + ")");
        }
    }
}
