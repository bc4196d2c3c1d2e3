package im.isthmus.program.sms.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import im.isthmus.core.http.HttpLimits;
import im.isthmus.program.sms.FakeTwilio;
import im.isthmus.sms.webhook.FormPairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The provider's side, which outlives the killed program: it writes down what it was really asked
 * to send, sometimes fails as providers do, and calls until it is thanked.
 */
final class Phones implements AutoCloseable {
    private static final String PATH = "/2010-04-01/Accounts/" + FakeTwilio.ACCOUNT;

    private static final long RETRY_MILLIS = 20;

    private final HttpServer server;
    private final ScheduledExecutorService line =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final Random random;
    private final Consumer<Moment> moments;
    private final List<FormPairs> taken = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, String> ends = new ConcurrentHashMap<>();
    private final List<String> thanked = new CopyOnWriteArrayList<>();
    private final FakeTwilio caller;
    private final int port;
    private volatile boolean moody;

    /** What is told to the program until it thanks for it. */
    private record Call(String url, Map<String, String> form, Moment before, Moment behind) {}

    /**
     * @param port where the program listens
     * @param moments hears how far things are, and may kill the program before it returns
     */
    Phones(Random random, int port, Consumer<Moment> moments) throws IOException {
        HttpLimits.set();
        this.random = random;
        this.port = port;
        this.moments = moments;
        caller = new FakeTwilio();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext(PATH + "/Messages.json", this::answer);
        server.start();
        callIn(0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Whether it refuses some requests, and fails at some that it took. */
    void setMoody(boolean moody) {
        this.moody = moody;
    }

    /** How often it was really asked to send this. */
    long count(String text) {
        return taken.stream().filter(form -> form.get("Body").equals(text)).count();
    }

    /** What it said became of a text, to somebody who thanked for it; null if nothing yet. */
    String end(String text) {
        return ends.get(text);
    }

    /** Texts from phones that it was thanked for. */
    List<String> thanked() {
        return thanked;
    }

    /** Calls that nobody thanked for yet. */
    int open() {
        return open.get();
    }

    /** A phone writes to one of our numbers. */
    void write(String url, String text, String from, String to) {
        Map<String, String> form =
                Map.of("MessageSid", "SM" + text, "From", from, "To", to, "Body", text);
        open.incrementAndGet();
        calls.add(new Call(url, form, Moment.CALLED, Moment.THANKED));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                moments.accept(Moment.LISTED);
                reply(exchange, 200, list());
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            moments.accept(Moment.ASKED);
            int mood = moody ? random.nextInt(12) : 12;
            if (mood == 0) {
                exchange.getResponseHeaders().set("Retry-After", "0");
                reply(exchange, 429, "{\"code\":20429,\"message\":\"too many\"}");
                return;
            }
            int number = take(FormPairs.parse(new String(body, StandardCharsets.UTF_8)));
            moments.accept(Moment.TAKEN);
            if (mood == 1) {
                reply(exchange, 500, "");
                return;
            }
            reply(exchange, 201, "{\"sid\":\"" + FakeTwilio.sid(number) + "\"}");
        }
        moments.accept(Moment.ANSWERED);
    }

    private synchronized int take(FormPairs form) {
        taken.add(form);
        String status = random.nextInt(5) == 0 ? "undelivered" : "delivered";
        String sid = FakeTwilio.sid(taken.size());
        open.incrementAndGet();
        calls.add(
                new Call(
                        form.get("StatusCallback"),
                        Map.of("MessageSid", sid, "MessageStatus", status, "ErrorCode", "30003"),
                        Moment.REPORTING,
                        Moment.REPORTED));
        return taken.size();
    }

    private String list() {
        StringBuilder messages = new StringBuilder();
        for (int i = taken.size(); i > 0; i--) {
            messages.append(messages.isEmpty() ? "" : ",")
                    .append(
                            "{\"sid\":\"%s\",\"body\":\"%s\"}"
                                    .formatted(FakeTwilio.sid(i), taken.get(i - 1).get("Body")));
        }
        return "{\"messages\":[" + messages + "]}";
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** One after another, each until it was thanked for; after a failure a little later. */
    private void call() {
        try {
            Call call = calls.take();
            boolean thanked = isThanked(call);
            if (thanked) {
                note(call);
                open.decrementAndGet();
                moments.accept(call.behind());
            } else {
                calls.add(call);
            }
            callIn(thanked ? 0 : RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void callIn(long millis) {
        ScheduledFuture<?> _ = line.schedule(this::call, millis, TimeUnit.MILLISECONDS);
    }

    private boolean isThanked(Call call) {
        moments.accept(call.before());
        try {
            return caller.call(call.url(), port, call.form()).startsWith("200 ");
        } catch (UncheckedIOException e) {
            return false; // it is dead, or died meanwhile
        }
    }

    private void note(Call call) {
        String status = call.form().get("MessageStatus");
        if (status == null) {
            thanked.add(call.form().get("Body"));
        } else {
            int number = Integer.parseInt(call.form().get("MessageSid").substring(2), 16);
            ends.put(taken.get(number - 1).get("Body"), status);
        }
    }

    @Override
    public void close() {
        line.shutdownNow();
        server.stop(0);
        caller.close();
    }
}
