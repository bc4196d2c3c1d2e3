package im.isthmus.testing.real;

import java.util.List;

/** How to see from outside that a server is ready. Asked again and again while it starts. */
@FunctionalInterface
interface Readiness {
    /** What is still missing, such as "does not answer on port 5222"; empty once it is ready. */
    String missing();

    /** Ready when all of these ports of 127.0.0.1 answer. */
    static Readiness answersOn(List<Integer> ports) {
        return () ->
                ports.stream()
                        .filter(port -> !LoopbackPorts.answers(port))
                        .findFirst()
                        .map(port -> "does not answer on 127.0.0.1 port " + port)
                        .orElse("");
    }
}
