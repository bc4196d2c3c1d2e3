package im.isthmus.program.rehearsal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on a free port of this machine, for the gateway under rehearsal only. */
abstract class StandIn implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandIn.class);
    private static final int BACKLOG = 1000;

    private final ServerSocket listener;

    /**
     * @throws IOException if there is no port to listen on
     */
    StandIn() throws IOException {
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    /** Takes connections from now on, each served by a virtual thread. */
    final void start() {
        Thread.ofVirtual().name("stand-in").start(this::accept);
    }

    final int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serveAndClose(socket));
            }
        } catch (IOException e) {
            LOG.debug("stand-in.closed reason=\"{}\"", e.getMessage());
        }
    }

    private void serveAndClose(Socket socket) {
        try (socket) {
            serve(socket);
        } catch (IOException e) {
            LOG.debug("stand-in.lost reason=\"{}\"", e.getMessage());
        }
    }

    /** Serves one connection until it ends. */
    abstract void serve(Socket socket) throws IOException;

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
