package im.isthmus.sms.provider.smpp;

import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.Secret;
import im.isthmus.sms.provider.smpp.SmppProvider.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;

/** A message centre that takes what it is given, and delivers what a test says. */
final class MessageCentre implements ServerMessageReceiverListener, AutoCloseable {
    private final ServerSocket server;
    private final List<SubmitSm> submitted = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusal = new AtomicInteger();
    private final AtomicInteger bound = new AtomicInteger();
    private volatile @Nullable SMPPServerSession session;
    private volatile @Nullable Socket socket;
    private volatile @Nullable InterfaceVersion version;

    /** Patience for tests. */
    static final SmppLink.Pace PACE =
            new SmppLink.Pace(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(100),
                    Duration.ofMillis(200));

    /** Without TLS. */
    MessageCentre() {
        this(new Plain());
    }

    /** With TLS. */
    MessageCentre(SSLContext tls) {
        this(new Secured(tls));
    }

    /** How its socket is made. */
    private interface Sockets {
        ServerSocket open() throws IOException;
    }

    private record Plain() implements Sockets {
        @Override
        public ServerSocket open() throws IOException {
            return new ServerSocket();
        }
    }

    private record Secured(SSLContext context) implements Sockets {
        @Override
        public ServerSocket open() throws IOException {
            return context.getServerSocketFactory().createServerSocket();
        }
    }

    private MessageCentre(Sockets sockets) {
        try {
            server = sockets.open();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** An account without TLS. */
    static Config config(String host, int port) {
        return config(host, port, false, null);
    }

    static Config config(String host, int port, boolean tls, @Nullable Path authorities) {
        return new Config(
                new HostPort(host, port),
                tls,
                authorities,
                "isthmus",
                new Secret("secret"),
                "",
                false,
                false,
                3,
                10);
    }

    /** What the client bound as. */
    @Nullable InterfaceVersion version() {
        return version;
    }

    int bound() {
        return bound.get();
    }

    List<SubmitSm> submitted() {
        return submitted;
    }

    /** Answers the next message with this status. */
    void refuses(int status) {
        refusal.set(status);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket accepted = server.accept();
                SMPPServerSession opened =
                        new SMPPServerSession(
                                new SocketConnection(accepted), null, this, null, 1, 100);
                BindRequest request = opened.waitForBind(5000);
                version = request.getInterfaceVersion();
                request.accept("centre", version);
                socket = accepted;
                session = opened;
                bound.incrementAndGet();
            } catch (IOException | TimeoutException | PDUStringException e) {
                // closed, or it did not bind
            }
        }
    }

    private SMPPServerSession session() {
        SMPPServerSession open = session;
        if (open == null) {
            throw new IllegalStateException("nobody is bound");
        }
        return open;
    }

    void deliver(byte[] text, byte coding, boolean header) {
        deliver(text, coding, (byte) (header ? 0x40 : 0));
    }

    /** A text with parameters beside it. */
    void deliver(byte[] text, OptionalParameter... parameters) {
        deliver(text, (byte) 0, (byte) 0, parameters);
    }

    void deliverReport(String id, String state) {
        String text =
                "id:%s sub:001 dlvrd:001 submit date:2611241200 done date:2611241201 stat:%s err:000 text:x"
                        .formatted(id, state);
        deliver(text.getBytes(StandardCharsets.US_ASCII), (byte) 0, (byte) 0x04);
    }

    private void deliver(byte[] text, byte coding, byte esmClass, OptionalParameter... parameters) {
        try {
            session()
                    .deliverShortMessage(
                            "",
                            TypeOfNumber.INTERNATIONAL,
                            NumberingPlanIndicator.ISDN,
                            "15551230001",
                            TypeOfNumber.INTERNATIONAL,
                            NumberingPlanIndicator.ISDN,
                            "12025550100",
                            new ESMClass(esmClass),
                            (byte) 0,
                            (byte) 0,
                            new RegisteredDelivery(0),
                            new RawDataCoding(coding),
                            text,
                            parameters);
        } catch (PDUException
                | ResponseTimeoutException
                | InvalidResponseException
                | NegativeResponseException
                | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void hangUp() {
        hangUpWith(new byte[0]);
    }

    /** Writes bytes of its own and hangs up. */
    void hangUpWith(byte[] bytes) {
        Socket open = socket;
        if (open == null) {
            throw new IllegalStateException("nobody is bound");
        }
        try {
            open.getOutputStream().write(bytes);
            if (bytes.length == 0) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        int status = refusal.getAndSet(0);
        if (status != 0) {
            throw new ProcessRequestException("refused", status);
        }
        submitted.add(pdu);
        try {
            return new SubmitSmResult(
                    new MessageId("54748f%02x".formatted(submitted.size())), null);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
            QueryBroadcastSm pdu, SMPPServerSession source) throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        throw unsupported();
    }

    private static ProcessRequestException unsupported() {
        return new ProcessRequestException("unsupported", 0x03);
    }

    @Override
    public void close() {
        try {
            server.close();
            SMPPServerSession open = session;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
