package im.isthmus.sms.provider.http;

import im.isthmus.core.config.Secret;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;
import im.isthmus.core.content.Hash;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.sms.provider.ProviderConfig;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.provider.SmsFailure.Cause;
import im.isthmus.sms.provider.SmsProvider;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Stage;
import im.isthmus.sms.text.Segments;
import im.isthmus.sms.webhook.FormPairs;
import im.isthmus.sms.webhook.WebhookAnswer;
import im.isthmus.sms.webhook.WebhookRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Kannel's sendsms. It gives messages no names, so ours is in the address of the delivery report;
 * nobody but Kannel knows the paths that it calls.
 */
public final class KannelProvider implements SmsProvider {
    /** Kannel cuts long texts itself. */
    private static final Capacity CAPACITY = Capacity.textOnly(1000);

    /** Everything: delivered, failed, buffered, accepted and refused by the network. */
    private static final String ALL_REPORTS = "31";

    private final HttpApi http;
    private final Config config;

    /**
     * What {@code provider = "kannel"} needs.
     *
     * @param apiUrl of sendsms, such as {@code http://127.0.0.1:13013/cgi-bin/sendsms}
     */
    public record Config(HttpUrl apiUrl, String username, Secret password)
            implements ProviderConfig {
        /** Reads the keys of an account. */
        public static Config read(Section section) {
            return new Config(
                    section.withDefault(
                            "api-url", ApiUrls.value(), "http://127.0.0.1:13013/cgi-bin/sendsms"),
                    section.required("username", Values.text(), "isthmus"),
                    section.secret("password"));
        }

        @Override
        public SmsProvider open(InstantSource clock) {
            return new KannelProvider(this, clock);
        }

        @Override
        public String secret() {
            return password.reveal();
        }

        /** What belongs behind the address, as {@code get-url} of the group sms-service. */
        @Override
        public String inboundSuffix() {
            return "?from=%p&to=%P&id=%I&time=%t&text=%b";
        }
    }

    KannelProvider(Config config, InstantSource clock) {
        this.config = config;
        this.http = new HttpApi(clock);
    }

    @Override
    public Capacity capacity() {
        return CAPACITY;
    }

    @Override
    public Outcome send(OutgoingSms message) {
        HttpUrl.Builder url =
                config.apiUrl()
                        .newBuilder()
                        .addQueryParameter("username", config.username())
                        .addQueryParameter("password", config.password().reveal())
                        .addQueryParameter("from", message.from())
                        .addQueryParameter("to", message.to().getFirst())
                        .addQueryParameter("charset", "UTF-8")
                        .addQueryParameter(
                                "coding", Segments.of(message.text()).unicode() ? "2" : "0")
                        .addQueryParameter("text", message.text());
        if (!message.statusUrl().isEmpty()) {
            url.addQueryParameter("dlr-mask", ALL_REPORTS)
                    .addQueryParameter("dlr-url", message.statusUrl() + "?type=%d&reply=%A");
        }
        Request request = new Request.Builder().url(url.build()).get().build();
        return http.send(request, reply -> answered(reply, message.id()));
    }

    private static Outcome answered(HttpApi.Reply.Answered reply, String ours) {
        return switch (reply.status()) {
            case 202 -> new Outcome.Accepted(List.of(ours), 0);
            case 403 -> new Outcome.AccountTrouble("Kannel: " + reply.body().strip());
            default ->
                    new Outcome.Refused(
                            new SmsFailure(Cause.OTHER, "Kannel: " + reply.body().strip()));
        };
    }

    @Override
    public Outcome find(OutgoingSms message, Predicate<String> others) {
        return new Outcome.InDoubt("Kannel does not list its messages");
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new Calls());
    }

    /** Without a recipient it refuses the request, but not before it looked at the password. */
    @Override
    public Optional<String> problem() {
        HttpUrl url =
                config.apiUrl()
                        .newBuilder()
                        .addQueryParameter("username", config.username())
                        .addQueryParameter("password", config.password().reveal())
                        .build();
        return switch (http.call(new Request.Builder().url(url).get().build())) {
            case HttpApi.Reply.Answered reply ->
                    reply.status() == 403
                            ? Optional.of("Kannel: " + reply.body().strip())
                            : Optional.empty();
            case HttpApi.Reply.NotSent reply -> Optional.of(reply.reason());
            case HttpApi.Reply.Lost reply -> Optional.of(reply.reason());
        };
    }

    @Override
    public void close() {
        http.close();
    }

    /** Kannel's calls: queries. */
    private static final class Calls implements Webhooks {
        /** The path is the secret; nothing is signed. */
        @Override
        public boolean verifies(WebhookRequest request) {
            return true;
        }

        @Override
        public List<SmsReport> read(WebhookRequest request) {
            FormPairs query = FormPairs.parse(request.query());
            Optional<String> type = query.first("type");
            if (type.isPresent()) {
                return List.of(progress(type.get(), query.get("reply")));
            }
            String from = query.get("from");
            String to = query.get("to");
            if (from.isEmpty() || to.isEmpty()) {
                throw new IllegalArgumentException("from or to is missing");
            }
            String text = query.get("text");
            String id = query.first("id").filter(each -> !each.isEmpty()).orElse(name(query));
            return List.of(
                    new SmsReport.Received(
                            id, from, HttpApi.international(to), List.of(), text, List.of(), null));
        }

        /** Older ones have no ids: the same message at the same time is the same. */
        private static String name(FormPairs query) {
            return Hash.SHA256.hex(query.toString());
        }

        private static Progress progress(String type, String reply) {
            return switch (type) {
                case "1" -> Progress.of("", "", Stage.DELIVERED);
                case "2" -> Progress.failed("", "", new SmsFailure(Cause.UNREACHABLE, reply));
                case "16" -> Progress.failed("", "", new SmsFailure(Cause.FILTERED, reply));
                case "4", "8" -> Progress.of("", "", Stage.SENT);
                default -> throw new IllegalArgumentException("no type of a report: " + type);
            };
        }

        @Override
        public WebhookAnswer thanks() {
            return new WebhookAnswer(200, "text/plain", ""); // whatever it says is sent back
        }
    }
}
