package im.isthmus.core.command;

import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Scope;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.backend.term.Registration.Option;
import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Steps of commands as lines of a chat or a terminal. */
public final class ChatText {
    private ChatText() {}

    /** The last word of a command. */
    public static String end(Step step, Language language) {
        return switch (step) {
            case Step.Failed failed -> language.render(failed.text());
            case Step.Done done -> done(done, language);
            case Step.Ask _ -> throw new IllegalArgumentException("a form is no end");
        };
    }

    private static String done(Step.Done done, Language language) {
        StringBuilder lines = new StringBuilder(language.render(done.text()));
        for (Step.Fact fact : done.facts()) {
            String values = String.join("\n    ", fact.values());
            String start = fact.values().size() == 1 ? " " : "\n    ";
            line(lines, language.translate(fact.label()) + ":" + start + values);
        }
        Step.Table table = done.table();
        if (table != null) {
            String head =
                    table.columns().stream()
                            .map(column -> language.translate(column.label()))
                            .collect(Collectors.joining(" | "));
            line(lines, head);
            table.rows().forEach(row -> line(lines, String.join(" | ", row)));
        }
        return lines.toString();
    }

    /** What can be typed, for who wants to know. */
    static String help(List<Command> commands, Language language) {
        StringBuilder lines =
                new StringBuilder(
                        language.render(Text.of("Type one of these, or help and one of them:")));
        for (Command command : commands) {
            String where = atGateway(command) ? "" : " ADDRESS";
            line(lines, command.word() + where + " - " + language.translate(command.name()));
        }
        return lines.toString();
    }

    /** How one command is typed. */
    static String help(Command command, Language language) {
        String where = atGateway(command) ? "" : " ADDRESS";
        String fields =
                command.fields().stream()
                        .map(field ->
                                field.required() ? " " + field.name() : " [" + field.name() + "]")
                        .collect(Collectors.joining());
        StringBuilder lines = new StringBuilder(command.word() + where + fields);
        line(lines, language.translate(command.description()));
        for (Field field : command.fields()) {
            line(lines, field.name() + " - " + label(field, language));
        }
        return lines.toString();
    }

    /** A form of which nothing must be filled in, with what holds. */
    static String form(Step.Ask ask, Map<String, String> values, Language language) {
        StringBuilder lines = new StringBuilder(language.render(ask.title()));
        if (!ask.instructions().isEmpty()) {
            line(lines, language.render(ask.instructions()));
        }
        for (Field field : ask.fields()) {
            String value = values.getOrDefault(field.name(), field.initial());
            String shown = field.kind() == Kind.SECRET ? "" : shown(field, value, language);
            line(lines, field.name() + " = " + shown + " - " + label(field, language));
        }
        line(
                lines,
                language.render(
                        Text.of(
                                "Type name=value for what you want to change, then ok; or cancel.")));
        return lines.toString();
    }

    /** The question for one field. */
    static String question(Step.Ask ask, Field field, boolean first, Language language) {
        StringBuilder lines = new StringBuilder();
        if (first && !ask.instructions().isEmpty()) {
            lines.append(language.render(ask.instructions()));
        }
        return line(lines, label(field, language) + "?").toString();
    }

    private static boolean atGateway(Command command) {
        return command.scopes().contains(Scope.GATEWAY);
    }

    private static String label(Field field, Language language) {
        String label = language.translate(field.label());
        return switch (field.kind()) {
            case YES_NO -> label + " (" + language.render(Text.of("yes or no")) + ")";
            case CHOICE -> label + " (" + choices(field) + ")";
            case TEXT, SECRET, LINES, ADDRESS, ADDRESSES -> label;
        };
    }

    private static String choices(Field field) {
        return field.options().stream().map(Option::value).collect(Collectors.joining(", "));
    }

    private static String shown(Field field, String value, Language language) {
        if (field.kind() != Kind.YES_NO || value.isEmpty()) {
            return value.replace('\n', ' ');
        }
        boolean yes = value.equals("1") || value.equals("true");
        return language.render(yes ? Text.of("yes") : Text.of("no"));
    }

    private static StringBuilder line(StringBuilder lines, String line) {
        if (!line.isEmpty()) {
            lines.append(lines.isEmpty() ? "" : "\n").append(line);
        }
        return lines;
    }
}
