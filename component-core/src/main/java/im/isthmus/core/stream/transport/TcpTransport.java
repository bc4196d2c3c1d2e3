package im.isthmus.core.stream.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A TCP connection to the first address of a host name that answers. */
final class TcpTransport implements Transport {
    private final String host;
    private final int port;

    private volatile Socket socket = new Socket();
    private volatile boolean aborted;

    TcpTransport(String host, int port) {
        this.host = host;
        this.port = port;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void connect(int timeoutMillis) throws IOException {
        IOException failure = null;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            try {
                connect(new InetSocketAddress(address, port), timeoutMillis);
                return;
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        throw failure == null ? new SocketException("no address for " + host) : failure;
    }

    private void connect(InetSocketAddress address, int timeoutMillis) throws IOException {
        Socket next = new Socket();
        socket = next;
        if (aborted) {
            throw new SocketException("aborted");
        }
        boolean connected = false;
        try {
            next.setTcpNoDelay(true);
            next.setKeepAlive(true);
            next.connect(address, timeoutMillis);
            connected = true;
        } finally {
            if (!connected) {
                next.close();
            }
        }
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return socket.getInputStream().read(bytes);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        socket.getOutputStream().write(bytes, from, length);
    }

    @Override
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void abort() {
        aborted = true;
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone all the same.
        }
    }
}
