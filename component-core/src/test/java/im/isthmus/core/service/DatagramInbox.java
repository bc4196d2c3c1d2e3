package im.isthmus.core.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Unix datagram socket that is listened to, as systemd has one. */
@SuppressWarnings("restricted")
final class DatagramInbox implements AutoCloseable {
    private final Arena arena = Arena.ofAuto();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final int socket;

    /**
     * Binds.
     *
     * @param address a path, or {@code @} and a name in the abstract namespace
     */
    DatagramInbox(String address) throws Throwable {
        socket = (int) call("socket", JAVA_INT, JAVA_INT, JAVA_INT).invokeExact(1, 2, 0);
        byte[] path = address.replace('@', '\0').getBytes(StandardCharsets.UTF_8);
        MemorySegment target = arena.allocate(110);
        target.set(JAVA_SHORT, 0, (short) 1);
        MemorySegment.copy(path, 0, target, JAVA_BYTE, 2, path.length);
        int bound =
                (int)
                        call("bind", JAVA_INT, ADDRESS, JAVA_INT)
                                .invokeExact(socket, target, 2 + path.length);
        if (socket < 0 || bound != 0) {
            throw new IllegalStateException("cannot bind " + address);
        }
        Thread.ofPlatform().daemon().start(this::read);
    }

    /** The next datagram; null if none comes within 20 seconds. */
    @Nullable String next() throws InterruptedException {
        return received.poll(20, TimeUnit.SECONDS);
    }

    boolean isEmpty() {
        return received.isEmpty();
    }

    private void read() {
        MethodHandle recv =
                Linker.nativeLinker()
                        .downcallHandle(
                                Linker.nativeLinker().defaultLookup().findOrThrow("recv"),
                                FunctionDescriptor.of(
                                        JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
        MemorySegment buffer = arena.allocate(4096);
        try {
            while (true) {
                long count = (long) recv.invokeExact(socket, buffer, 4096L, 0);
                if (count <= 0) {
                    return;
                }
                byte[] bytes = buffer.asSlice(0, count).toArray(JAVA_BYTE);
                received.add(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle call(String name, java.lang.foreign.MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow(name),
                        FunctionDescriptor.of(JAVA_INT, arguments));
    }

    @Override
    public void close() {
        try {
            int unused = (int) call("shutdown", JAVA_INT, JAVA_INT).invokeExact(socket, 2);
            unused = (int) call("close", JAVA_INT).invokeExact(socket);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
