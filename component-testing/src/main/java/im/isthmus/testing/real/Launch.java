package im.isthmus.testing.real;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start one server and to know that it is ready.
 *
 * @param name for people and for the name of its log
 * @param readiness when it counts as started
 * @param log the server's own log file, beside what it prints; may never come to exist
 * @param stopSignal the one that makes it end in order, such as TERM
 */
record Launch(
        String name,
        List<String> command,
        Map<String, String> environment,
        Readiness readiness,
        Path log,
        String stopSignal) {

    static Launch of(PrivateDirectory home, String name, List<String> command) {
        Map<String, String> environment = Map.of("HOME", home.path().toString());
        Path log = home.resolve(name + ".own.log");
        return new Launch(name, command, environment, () -> "", log, "TERM");
    }

    Launch readyWhen(Readiness ready) {
        return new Launch(name, command, environment, ready, log, stopSignal);
    }

    Launch with(Map<String, String> extraEnvironment) {
        return new Launch(name, command, extraEnvironment, readiness, log, stopSignal);
    }

    Launch stopsOn(String signal) {
        return new Launch(name, command, environment, readiness, log, signal);
    }
}
