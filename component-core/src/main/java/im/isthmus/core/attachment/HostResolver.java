package im.isthmus.core.attachment;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Says which addresses a host has. */
public interface HostResolver {
    /** All addresses of a host, never none. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The one that this machine has. */
    static HostResolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
