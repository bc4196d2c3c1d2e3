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
import im.isthmus.sms.signature.VonageSignature;
import im.isthmus.sms.webhook.WebhookRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vonage's Messages API: SMS and MMS. */
public final class VonageProvider implements SmsProvider {
    /** Files of MMS: one, of a kind that its address tells. */
    private static final Capacity CAPACITY = new Capacity(1000, 1, 600_000, 0);

    private final HttpApi http;
    private final HttpUrl messages;
    private final VonageToken token;
    private final VonageSignature signature;

    /**
     * What {@code provider = "vonage"} needs.
     *
     * @param apiUrl without {@code /v1}
     * @param privateKey of the application, as PEM
     * @param apiKey of the account; null if calls need not name it
     */
    public record Config(
            HttpUrl apiUrl,
            String applicationId,
            Secret privateKey,
            @Nullable String apiKey,
            Secret signatureSecret)
            implements ProviderConfig {
        /** Reads the keys of an account. */
        public static Config read(Section section) {
            Config config =
                    new Config(
                            section.withDefault(
                                    "api-url", ApiUrls.value(), "https://api.nexmo.com"),
                            section.required(
                                    "application-id",
                                    Values.text(),
                                    "aaaaaaaa-bbbb-cccc-dddd-0123456789ab"),
                            section.secret("private-key"),
                            section.optional("api-key", Values.text(), "abcd1234"),
                            section.secret("signature-secret"));
            if (section.has("private-key") || section.has("private-key-file")) {
                try {
                    var _ = VonageToken.key(config.privateKey().reveal());
                } catch (IllegalArgumentException e) {
                    section.problem("private-key-file", String.valueOf(e.getMessage()), "");
                }
            }
            return config;
        }

        @Override
        public SmsProvider open(InstantSource clock) {
            return new VonageProvider(this, clock);
        }

        @Override
        public String secret() {
            return signatureSecret.reveal();
        }
    }

    VonageProvider(Config config, InstantSource clock) {
        this.http = new HttpApi(clock);
        this.messages = config.apiUrl().newBuilder().addPathSegments("v1/messages").build();
        this.token = new VonageToken(config.applicationId(), config.privateKey().reveal(), clock);
        this.signature =
                new VonageSignature(
                        config.signatureSecret().reveal(),
                        config.applicationId(),
                        config.apiKey(),
                        clock);
    }

    @Override
    public Capacity capacity() {
        return CAPACITY;
    }

    @Override
    public Outcome send(OutgoingSms message) {
        ObjectNode body = HttpApi.JSON.createObjectNode();
        body.put("from", bare(message.from()));
        body.put("to", bare(message.to().getFirst()));
        body.put("client_ref", message.id());
        if (message.media().isEmpty()) {
            body.put("channel", "sms").put("message_type", "text").put("text", message.text());
        } else {
            URI url = message.media().getFirst();
            String kind = kind(url);
            body.put("channel", "mms").put("message_type", kind);
            ObjectNode file = body.putObject(kind).put("url", url.toString());
            if (!message.text().isEmpty() && !kind.equals("vcard")) {
                file.put("caption", message.text());
            }
        }
        if (!message.statusUrl().isEmpty()) {
            body.put("webhook_url", message.statusUrl()).put("webhook_version", "v1");
        }
        Request request =
                new Request.Builder()
                        .url(messages)
                        .header("Authorization", "Bearer " + token.fresh())
                        .post(HttpApi.body(body))
                        .build();
        return http.send(request, VonageProvider::answered);
    }

    /** It wants numbers without the plus sign. */
    private static String bare(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    private static String kind(URI url) {
        String path = String.valueOf(url.getPath()).toLowerCase(Locale.ROOT);
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return switch (ending) {
            case "mp3", "ogg", "m4a", "wav", "amr", "aac" -> "audio";
            case "mp4", "3gp", "webm", "mov" -> "video";
            case "vcf" -> "vcard";
            default -> "image";
        };
    }

    /** Errors are problem details (RFC 9457). */
    private static Outcome answered(HttpApi.Reply.Answered reply) {
        JsonNode body = reply.json();
        if (reply.status() == 202) {
            return HttpApi.accepted(body.path("message_uuid").asString(""), 0);
        }
        String text =
                (body.path("title").asString("") + " " + body.path("detail").asString("")).strip();
        if (reply.status() == 402 || reply.status() == 403) {
            return new Outcome.AccountTrouble(text); // low balance
        }
        return new Outcome.Refused(new SmsFailure(cause(body), text));
    }

    /** The number is the last part of the problem's type. */
    private static Cause cause(JsonNode problem) {
        String type = problem.path("type").asString(problem.path("title").asString(""));
        return switch (type.replaceAll(".*[^0-9]", "")) {
            case "1120", "1330", "1350" -> Cause.NO_SUCH_NUMBER;
            case "1170", "1180", "1380" -> Cause.UNREACHABLE;
            case "1190", "1240", "1470" -> Cause.FILTERED;
            case "1230", "1300" -> Cause.REGION;
            case "1370" -> Cause.EXPIRED;
            default -> Cause.OTHER;
        };
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

    /** There is nothing to ask without sending; a key that cannot sign is found at the start. */
    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public void close() {
        http.close();
    }

    /** Vonage's calls: JSON, with a token. */
    private final class Calls implements Webhooks {
        @Override
        public boolean verifies(WebhookRequest request) {
            return signature.verifies(request);
        }

        @Override
        public List<SmsReport> read(WebhookRequest request) {
            JsonNode body = HttpApi.read(request);
            String id = body.path("message_uuid").asString("");
            if (id.isEmpty()) {
                throw new IllegalArgumentException("message_uuid is missing");
            }
            String ours = body.path("client_ref").asString("");
            return switch (body.path("status").asString("")) {
                case "" -> List.of(received(id, body));
                case "submitted" -> List.of(Progress.of(id, ours, Stage.SENT));
                case "delivered", "read" -> List.of(Progress.of(id, ours, Stage.DELIVERED));
                case "rejected", "undeliverable" -> List.of(failed(id, ours, body.path("error")));
                default -> List.of();
            };
        }

        private static Progress failed(String id, String ours, JsonNode error) {
            String text = error.path("detail").asString(error.path("title").asString(""));
            return Progress.failed(id, ours, new SmsFailure(cause(error), text));
        }

        private static SmsReport received(String id, JsonNode body) {
            List<SmsReport.Media> media = new ArrayList<>();
            String text = body.path("text").asString("");
            for (String kind : List.of("image", "audio", "video", "file", "vcard")) {
                JsonNode file = body.path(kind);
                HttpApi.uri(file.path("url").asString(""))
                        .ifPresent(url -> media.add(new SmsReport.Media(url, "")));
                text = text.isEmpty() ? file.path("caption").asString("") : text;
            }
            return new SmsReport.Received(
                    id,
                    HttpApi.international(body.path("from").asString("")),
                    HttpApi.international(body.path("to").asString("")),
                    List.of(),
                    text,
                    media,
                    HttpApi.time(body.path("timestamp").asString("")));
        }
    }
}
