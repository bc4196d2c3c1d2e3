package im.isthmus.core.command.admin;

import im.isthmus.core.access.Limit;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.stream.StreamStatistics;
import im.isthmus.core.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is done with the gateway as a whole. */
final class GatewayAdmin {
    private final Administration gateway;

    GatewayAdmin(Administration gateway) {
        this.gateway = gateway;
    }

    List<Command> commands() {
        return List.of(
                Administration.command(
                        "statistics",
                        "statistics",
                        "Show statistics",
                        "Tells how much the gateway does.",
                        _ -> Administration.aside(this::statistics)),
                Administration.command(
                        "reload",
                        "reload",
                        "Reload the configuration",
                        "Reads the configuration again and applies what can change at run time.",
                        _ -> Administration.aside(gateway.reload())));
    }

    private Step statistics() {
        StreamStatistics stream = gateway.stream().get();
        List<Step.Fact> facts = new ArrayList<>();
        facts.add(fact("sessions", Text.key("Sessions"), gateway.sessions().get().count()));
        facts.add(fact("queued", Text.key("Waiting"), gateway.sessions().get().queued()));
        facts.add(fact("users", Text.key("Registered users"), gateway.registered().get().size()));
        facts.add(fact("stanzas-in", Text.key("Stanzas received"), stream.stanzasIn()));
        facts.add(fact("stanzas-out", Text.key("Stanzas sent"), stream.stanzasOut()));
        facts.add(fact("connections", Text.key("Connections to the server"), stream.connections()));
        facts.add(fact("bytes-in", Text.key("Bytes received"), stream.bytesIn()));
        facts.add(fact("bytes-out", Text.key("Bytes sent"), stream.bytesOut()));
        long limited = Arrays.stream(Limit.values()).mapToLong(gateway.access()::hits).sum();
        facts.add(fact("limited", Text.key("Stanzas over a limit"), limited));
        return new Step.Done(Text.EMPTY, facts, null);
    }

    private static Step.Fact fact(String name, String label, long value) {
        return new Step.Fact(name, label, value);
    }
}
