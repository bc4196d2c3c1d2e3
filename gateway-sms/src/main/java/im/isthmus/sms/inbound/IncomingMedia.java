package im.isthmus.sms.inbound;

import im.isthmus.core.Services;
import im.isthmus.core.attachment.FetchException;
import im.isthmus.core.attachment.FetchPolicy;
import im.isthmus.core.attachment.FetchRequest;
import im.isthmus.core.attachment.FetchedFile;
import im.isthmus.core.attachment.Fetcher;
import im.isthmus.core.attachment.OriginCredentials;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.config.PeerPattern;
import im.isthmus.core.config.section.MediaConfig;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.text.Text;
import im.isthmus.sms.delivery.MediaCheck;
import im.isthmus.sms.delivery.SmsAccount;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.provider.SmsReport.Media;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that come with messages, and a look at those that go: nobody fetches through us what we
 * must not reach. Only a provider's own origin, which the admin named, gets its credentials.
 */
public final class IncomingMedia implements MediaCheck {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingMedia.class);

    /** Bytes of a text that is part of a message, and no file to be kept. */
    private static final int MOST_WORDS = 5000;

    /** How slides look, where the provider does not tell what a file is. */
    private static final Pattern LAYOUT = Pattern.compile("(<\\?xml[^>]*>\\s*)?<smil\\b");

    private final Services services;
    private final Map<String, Origin> origins = new HashMap<>();

    private record Origin(OriginCredentials credentials, Fetcher fetcher) {}

    public IncomingMedia(Services services, List<SmsAccount> accounts) {
        this.services = services;
        for (SmsAccount account : accounts) {
            account.provider()
                    .mediaCredentials()
                    .ifPresent(each -> origins.put(account.name(), origin(services.media(), each)));
        }
    }

    /** The admin's word for an API is the admin's word for its files, wherever it is. */
    private static Origin origin(MediaConfig media, OriginCredentials credentials) {
        FetchPolicy policy = FetchPolicy.of(media);
        PeerPattern host = new PeerPattern(credentials.origin().getHost(), null, 0);
        return new Origin(
                credentials,
                new Fetcher(
                        new FetchPolicy(
                                policy.ports(),
                                Stream.concat(policy.allowed().stream(), Stream.of(host)).toList(),
                                policy.connect(),
                                policy.silence(),
                                policy.total())));
    }

    /**
     * Gives a file an address that the user can fetch it from; waits for it.
     *
     * @param text gets what a file of words says, and a line about a file that cannot be had
     */
    Optional<Attachment> share(
            SessionContext session, String account, Media file, StringBuilder text) {
        if (isLayout(file)) {
            return Optional.empty();
        }
        try {
            FetchedFile fetched = fetch(account, file);
            if (isWords(file, fetched)) {
                String words = words(fetched);
                if (!LAYOUT.matcher(words).lookingAt()) {
                    text.append(text.isEmpty() ? "" : "\n").append(words);
                }
                return Optional.empty();
            }
            return Optional.of(session.share(fetched.incoming(null)).join());
        } catch (FetchException e) {
            LOG.warn("sms.media=missing account={} reason=\"{}\"", account, e.text());
            text.append("\n[").append(session.language().render(e.text())).append(']');
        } catch (CompletionException e) {
            Text reason =
                    e.getCause() instanceof BackendException failed
                            ? failed.failure().message()
                            : Text.of("A file cannot be shown.");
            LOG.warn("sms.media=not-shared account={} reason=\"{}\"", account, reason.english());
            text.append("\n[").append(session.language().render(reason)).append(']');
        }
        return Optional.empty();
    }

    /** What says how the slides of an MMS look is of no use to anybody. */
    private static boolean isLayout(Media file) {
        return file.type().startsWith("application/smil")
                || String.valueOf(file.url().getPath()).endsWith(".smil");
    }

    /** Of a page the bytes are words too, but its provider knows that it is none. */
    private static boolean isWords(Media file, FetchedFile fetched) {
        return fetched.mediaType().equals("text/plain")
                && (file.type().isEmpty() || file.type().startsWith("text/plain"))
                && fetched.size() < MOST_WORDS;
    }

    /** Phones send the text of an MMS as a file like the others. */
    private static String words(FetchedFile file) {
        try (file) {
            return new String(file.bytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FetchedFile fetch(String account, Media file) throws FetchException {
        FetchRequest request =
                FetchRequest.of(file.url(), services.media().maxSize(), services.media().types())
                        .withMediaType(file.type().isEmpty() ? null : file.type());
        Origin origin = origins.get(account);
        return origin != null && isAt(origin.credentials().origin(), file.url())
                ? origin.fetcher().fetch(request.withCredentials(origin.credentials()))
                : services.fetcher().fetch(request);
    }

    private static boolean isAt(URI origin, URI url) {
        return origin.getScheme().equals(url.getScheme())
                && origin.getHost().equalsIgnoreCase(url.getHost())
                && origin.getPort() == url.getPort();
    }

    @Override
    public Optional<Outcome> refusal(URI url, long maxBytes) {
        try {
            var _ =
                    services.fetcher()
                            .look(FetchRequest.of(url, maxBytes, services.media().types()));
            return Optional.empty();
        } catch (FetchException e) {
            return switch (e.reason()) {
                case UNREACHABLE, BUSY ->
                        Optional.of(
                                new Outcome.TryLater(Duration.ofMinutes(1), e.text().english()));
                case REFUSED, TOO_LARGE, WRONG_TYPE, NOT_THERE ->
                        Optional.of(
                                new Outcome.Refused(
                                        new SmsFailure(
                                                SmsFailure.Cause.MEDIA, e.text().english())));
            };
        }
    }
}
