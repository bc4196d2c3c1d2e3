package im.isthmus.irc.connection.origin;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who is behind which TCP connection, for servers that ask (RFC 1413). Thread-safe. */
public final class Idents {
    private record Key(int ownPort, int theirPort, InetAddress them) {}

    private final ConcurrentHashMap<Key, String> names = new ConcurrentHashMap<>();

    /**
     * A connection is about to be made. Servers may ask before we know that they took it.
     *
     * @return forgets it
     */
    public Runnable announce(int ownPort, InetAddress them, int theirPort, String name) {
        Key key = new Key(ownPort, theirPort, them);
        names.put(key, name);
        return () -> names.remove(key, name);
    }

    /**
     * Who is behind a connection; null if there is none. Only the server at its other end may know.
     *
     * @param asking who asks
     */
    @Nullable String find(int ownPort, int theirPort, InetAddress asking) {
        return names.get(new Key(ownPort, theirPort, asking));
    }

    /** Connections there are. */
    public int size() {
        return names.size();
    }
}
