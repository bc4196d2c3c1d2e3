package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a command of the program prints. */
public final class CommandOutput {
    private CommandOutput() {}

    /** Runs it in this JVM; it must succeed. */
    public static String of(String... arguments) {
        return of(Isthmus.OK, arguments);
    }

    /** Runs it in this JVM; it must fail. */
    public static String ofFailing(String... arguments) {
        return of(Isthmus.FAILED, arguments);
    }

    private static String of(int expected, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = new Isthmus(Map.of(), print, print).execute(List.of(arguments));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(text).isEqualTo(expected);
        return text;
    }
}
