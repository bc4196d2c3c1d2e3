package im.isthmus.core.http;

import java.util.Map;

/**
 * What whoever reaches one of our HTTP ports can hold of threads and memory. The JDK's server reads
 * it once for all of the process, when its first class is loaded, so it is set before that.
 */
public final class HttpLimits {
    /** On each port. */
    public static final int MAX_CONNECTIONS = 100;

    /** Times in seconds. An answer may take long: a file, over a slow line. */
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "jdk.httpserver.maxConnections", String.valueOf(MAX_CONNECTIONS),
                    "sun.net.httpserver.maxReqTime", "10",
                    "sun.net.httpserver.maxRspTime", "300",
                    "sun.net.httpserver.idleInterval", "30",
                    "sun.net.httpserver.maxReqHeaders", "50",
                    "sun.net.httpserver.maxReqHeaderSize", "16384");

    private HttpLimits() {}

    /** Sets them; what the admin set on the command line stays. */
    public static void set() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
