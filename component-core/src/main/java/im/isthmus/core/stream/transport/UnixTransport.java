package im.isthmus.core.stream.transport;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A connection over a Unix domain socket. */
final class UnixTransport implements Transport {
    private final Path path;

    private volatile @Nullable SocketChannel channel;
    private volatile boolean aborted;

    UnixTransport(Path path) {
        this.path = path;
    }

    @Override
    public void connect(int timeoutMillis) throws IOException {
        SocketChannel opened = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel = opened;
        if (aborted) {
            opened.close();
        }
        opened.connect(UnixDomainSocketAddress.of(path));
    }

    private SocketChannel channel() throws IOException {
        SocketChannel opened = channel;
        if (opened == null) {
            throw new ClosedChannelException();
        }
        return opened;
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return channel().read(ByteBuffer.wrap(bytes));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
        SocketChannel opened = channel();
        while (buffer.hasRemaining()) {
            opened.write(buffer);
        }
    }

    @Override
    public void finish() throws IOException {
        channel().shutdownOutput();
    }

    @Override
    public void abort() {
        aborted = true;
        SocketChannel opened = channel;
        if (opened == null) {
            return;
        }
        try {
            opened.close();
        } catch (IOException e) {
            // It is gone all the same.
        }
    }
}
