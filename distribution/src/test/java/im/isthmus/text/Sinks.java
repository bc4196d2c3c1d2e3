package im.isthmus.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where in the code texts for users are made: which argument of which constructor or method is an
 * English pattern. Methods that only pass such an argument on are found by {@link SourceTexts}.
 */
final class Sinks {
    private final Map<String, Set<Integer>> arguments = new HashMap<>();

    Sinks() {
        add("Text.of", 0);
        add("Text.key", 0);
        add("Step.done", 0);
        add("Step.failed", 0);
        // With or without the type of the error before it.
        add("new StanzaException", 1, 2);
        add("new InvalidJidException", 0);
        failures();
        declarations();
    }

    private void failures() {
        Stream.of(
                        "Temporary",
                        "Unreachable",
                        "Rejected",
                        "AuthFailed",
                        "MembershipNeeded",
                        "Banned",
                        "NotAllowed",
                        "NickTaken",
                        "BadValue",
                        "NotFound",
                        "Moved",
                        "TooMany",
                        "Unsupported")
                .forEach(failure -> add("new " + failure, 0));
        // Why somebody left, or a connection ended: looked up when the stanza is made.
        Stream.of(
                        "Left",
                        "LinkLost",
                        "Quit",
                        "Throttled",
                        "TimedOut",
                        "ServerClosed",
                        "LoginFailed")
                .forEach(reason -> add("new " + reason, 0));
        add("new Parting", 2);
        add("invitations.inviteUser", 2);
        add("sessions.shutdown", 0);
        add("language.translate", 0);
        add("language().translate", 0);
        add("new FetchException", 1);
    }

    private void declarations() {
        add("new Registration", 0);
        add("new Field", 2);
        add("new Option", 1);
        add("new Prompt", 0, 1);
        add("new Fact", 1);
        add("new Column", 1);
        add("Command.of", 1, 2);
        add("new Command", 2, 3);
        add("Preference.yesNo", 1);
        add("Preference.choice", 1);
        add("Preference.text", 1);
    }

    /** Returns whether that is news. */
    boolean add(String callee, Integer... indexes) {
        Set<Integer> more = Stream.of(indexes).collect(Collectors.toSet());
        return arguments.computeIfAbsent(callee, _ -> new TreeSet<>()).addAll(more);
    }

    /** The arguments of a call that are patterns. */
    Set<Integer> of(String callee) {
        return arguments.getOrDefault(callee, Set.of());
    }
}
