package im.isthmus.sms.provider.smpp;

import im.isthmus.core.config.HostPort;
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
import im.isthmus.sms.provider.smpp.SmppText.Alphabet;
import im.isthmus.sms.provider.smpp.SmppText.Encoded;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message centre that speaks SMPP 3.4 or 5.0, plain or with TLS. */
public final class SmppProvider implements SmsProvider {
    private static final Logger LOG = LoggerFactory.getLogger(SmppProvider.class);
    private static final Capacity CAPACITY = Capacity.textOnly(1600);
    private static final int SYSTEM_ERROR = 0x08;
    private static final int QUEUE_FULL = 0x14;
    private static final int THROTTLED = 0x58;
    private static final byte UDHI = 0x40;
    private static final Duration THROTTLE = Duration.ofSeconds(5);

    private final Config config;
    private final SmppLink link;
    private final Semaphore window;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable Consumer<SmsReport> listener;

    /**
     * What {@code provider = "smpp"} needs.
     *
     * @param tls whether the connection is encrypted; the certificate must name the host
     * @param authorities PEM file of whom to trust; null for the system's
     * @param version5 whether to bind as SMPP 5.0
     * @param latin1 whether the default alphabet is Latin-1; else it is GSM 7 bit, unpacked
     * @param shortCodeTon type of number of short codes
     * @param window requests that may wait for their answers
     */
    public record Config(
            HostPort server,
            boolean tls,
            @Nullable Path authorities,
            String systemId,
            Secret password,
            String systemType,
            boolean version5,
            boolean latin1,
            int shortCodeTon,
            int window)
            implements ProviderConfig {
        /** Reads the keys of an account. */
        public static Config read(Section section) {
            String type = section.optional("system-type", Values.text(), "SMPP");
            return new Config(
                    section.required("server", HostPort.value(), "smpp.example.org:2775"),
                    section.withDefault("tls", Values.bool(), false),
                    section.optional(
                            "tls-ca-file", Values.certificates(), "/etc/isthmus/smpp-ca.pem"),
                    section.required("system-id", Values.text(), "isthmus"),
                    section.secret("password"),
                    type == null ? "" : type,
                    section.withDefault("version-5", Values.bool(), false),
                    section.withDefault("latin-1", Values.bool(), false),
                    section.withDefault("short-code-ton", Values.integer(0, 6), 3),
                    section.withDefault("window", Values.integer(1, 1000), 10));
        }

        /** The same, bound as SMPP 5.0. */
        Config withVersion5() {
            return new Config(
                    server,
                    tls,
                    authorities,
                    systemId,
                    password,
                    systemType,
                    true,
                    latin1,
                    shortCodeTon,
                    window);
        }

        @Override
        public SmsProvider open(InstantSource clock) {
            return new SmppProvider(this);
        }

        @Override
        public boolean calls() {
            return false;
        }

        Alphabet alphabet() {
            return latin1 ? Alphabet.LATIN1 : Alphabet.GSM7;
        }
    }

    private SmppProvider(Config config) {
        this(config, SmppLink.Pace.STANDARD);
    }

    SmppProvider(Config config, SmppLink.Pace pace) {
        this.config = config;
        this.link = new SmppLink(config, pace, new Receiver());
        this.window = new Semaphore(config.window());
    }

    @Override
    public void listen(Consumer<SmsReport> reports) {
        listener = reports;
        link.start();
    }

    @Override
    public Capacity capacity() {
        return CAPACITY;
    }

    @Override
    public Outcome send(OutgoingSms message) {
        Encoded encoded = SmppText.encode(message.text(), config.alphabet(), random);
        List<String> ids = new ArrayList<>();
        try {
            window.acquire();
            try {
                for (byte[] part : encoded.parts()) {
                    Outcome outcome = submit(message, part, encoded, ids);
                    if (outcome != null) {
                        return ids.isEmpty() ? outcome : halfSent(outcome, ids, encoded);
                    }
                }
            } finally {
                window.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.InDoubt("interrupted");
        }
        return new Outcome.Accepted(ids, ids.size());
    }

    /** A phone waits for the rest in vain, so that nothing is to be shown: but it is billed. */
    private static Outcome halfSent(Outcome outcome, List<String> ids, Encoded encoded) {
        return outcome instanceof Outcome.InDoubt
                ? outcome
                : new Outcome.Refused(
                        new SmsFailure(
                                Cause.OTHER,
                                ids.size()
                                        + " of "
                                        + encoded.parts().size()
                                        + " parts were taken"));
    }

    /** Null if it was taken. */
    private @Nullable Outcome submit(
            OutgoingSms message, byte[] part, Encoded encoded, List<String> ids)
            throws InterruptedException {
        for (int tries = 0; ; tries++) {
            SMPPSession session = link.session();
            if (session == null) {
                return link.isRefused()
                        ? new Outcome.AccountTrouble(link.trouble())
                        : new Outcome.Unreachable(link.trouble());
            }
            try {
                ids.add(submitOnce(session, message, part, encoded));
                return null;
            } catch (NegativeResponseException e) {
                int status = e.getCommandStatus();
                boolean later = status == THROTTLED || status == QUEUE_FULL;
                if (!later || ids.isEmpty() || tries >= 5) {
                    return refused(status, later);
                }
                Thread.sleep(THROTTLE); // the rest of a message that was begun
            } catch (ResponseTimeoutException | InvalidResponseException e) {
                return new Outcome.InDoubt(e.getClass().getSimpleName());
            } catch (PDUException e) {
                return new Outcome.Refused(
                        new SmsFailure(Cause.OTHER, String.valueOf(e.getMessage())));
            } catch (IOException e) {
                return new Outcome.InDoubt(String.valueOf(e.getMessage()));
            }
        }
    }

    private static Outcome refused(int status, boolean later) {
        String text = "SMPP status 0x%02x".formatted(status);
        if (later) {
            return new Outcome.TryLater(THROTTLE, text);
        }
        return switch (status) {
            case SYSTEM_ERROR -> new Outcome.InDoubt(text);
            case 0x0b -> new Outcome.Refused(new SmsFailure(Cause.NO_SUCH_NUMBER, text));
            default -> new Outcome.Refused(new SmsFailure(Cause.OTHER, text));
        };
    }

    private String submitOnce(
            SMPPSession session, OutgoingSms message, byte[] part, Encoded encoded)
            throws PDUException,
                    ResponseTimeoutException,
                    InvalidResponseException,
                    NegativeResponseException,
                    IOException {
        String to = message.to().getFirst();
        boolean shortCode = !to.startsWith("+");
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        message.from().substring(1),
                        shortCode
                                ? TypeOfNumber.valueOf((byte) config.shortCodeTon())
                                : TypeOfNumber.INTERNATIONAL,
                        shortCode ? NumberingPlanIndicator.UNKNOWN : NumberingPlanIndicator.ISDN,
                        shortCode ? to : to.substring(1),
                        new ESMClass(encoded.parts().size() > 1 ? UDHI : 0),
                        (byte) 0,
                        (byte) 1,
                        null,
                        null,
                        new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                        (byte) 0,
                        new RawDataCoding(encoded.coding()),
                        (byte) 0,
                        part)
                .getMessageId();
    }

    @Override
    public Outcome find(OutgoingSms message, Predicate<String> others) {
        return new Outcome.InDoubt("a message centre does not list its messages");
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.empty();
    }

    @Override
    public Optional<String> problem() {
        return link.session() == null ? link.problem() : Optional.empty();
    }

    @Override
    public void close() {
        link.close();
    }

    /** What the message centre delivers is acknowledged when it is stored, and not before. */
    private final class Receiver implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
            Consumer<SmsReport> reports = listener;
            try {
                Optional<SmsReport> report = SmppIncoming.read(pdu, config.alphabet());
                if (reports != null) {
                    report.ifPresent(reports);
                }
            } catch (RuntimeException e) {
                LOG.error("smpp=not-kept server={}", config.server(), e);
                throw new ProcessRequestException("not stored", SYSTEM_ERROR, e);
            }
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification pdu) {}

        @Override
        public DataSmResult onAcceptDataSm(DataSm pdu, Session source)
                throws ProcessRequestException {
            throw new ProcessRequestException("data_sm is not taken", 0x03);
        }
    }
}
