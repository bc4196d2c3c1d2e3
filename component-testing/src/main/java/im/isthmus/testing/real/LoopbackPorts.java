package im.isthmus.testing.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports on 127.0.0.1, and whether somebody listens on one. */
public final class LoopbackPorts {
    // Below the kernel's range for outgoing connections (32768 up), so that no connection made
    // while a server is down can take the port that it needs to come back.
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int PROBE_MILLIS = 500;

    private LoopbackPorts() {}

    /** As many different ports as asked for, on which nobody listens now. */
    public static List<Integer> free(int count) {
        List<Integer> ports = new ArrayList<>();
        for (int tries = 0; ports.size() < count; tries++) {
            if (tries > 1000) {
                throw new IllegalStateException("no free ports on 127.0.0.1");
            }
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!ports.contains(port) && canBind(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    /** A port on which nobody listens now. */
    public static int one() {
        return free(1).getFirst();
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(address(port), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
