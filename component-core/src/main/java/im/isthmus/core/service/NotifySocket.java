package im.isthmus.core.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to a Unix socket on Linux, which the JDK's own channels cannot: they know only
 * stream sockets there. The values below are those of Linux on every architecture Java runs on.
 */
final class NotifySocket {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 0x2 | 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;

    /** sizeof(sockaddr_un.sun_path). */
    private static final int PATH_BYTES = 108;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SOCKET =
            function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SENDTO =
            function(
                    "sendto",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private NotifySocket() {}

    /**
     * Sends one datagram.
     *
     * @param address an absolute path, or {@code @} and a name in the abstract namespace
     * @throws IOException if the address is no such thing or nobody takes it there
     */
    static void send(String address, String text) throws IOException {
        byte[] path = address.getBytes(StandardCharsets.UTF_8);
        if (path.length >= PATH_BYTES || !address.matches("[/@].+")) {
            throw new IOException("no address of a Unix socket: " + address);
        }
        if (path[0] == '@') {
            path[0] = 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(Short.BYTES + PATH_BYTES);
            target.set(JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(path, 0, target, JAVA_BYTE, Short.BYTES, path.length);
            // A path ends with NUL, an abstract name with the length of the address.
            int length = Short.BYTES + path.length + (path[0] == 0 ? 0 : 1);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            send(arena.allocateFrom(JAVA_BYTE, bytes), bytes.length, target, length);
        }
    }

    private static void send(MemorySegment bytes, long count, MemorySegment target, int length)
            throws IOException {
        try {
            int socket = (int) SOCKET.invokeExact((int) AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            if (socket < 0) {
                throw new IOException("no socket");
            }
            long sent =
                    (long) SENDTO.invokeExact(socket, bytes, count, MSG_NOSIGNAL, target, length);
            int closed = (int) CLOSE.invokeExact(socket);
            if (sent != count || closed != 0) {
                throw new IOException("nobody takes messages there");
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("calling the C library failed", e);
        }
    }

    /** The program is started with {@code --enable-native-access}. */
    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor);
    }
}
