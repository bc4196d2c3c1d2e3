package im.isthmus.scripts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/**
 * A program in the place of ours that starts at once and prints how it was started; it ends with
 * the status that the word {@code fail} is followed by.
 */
final class StandIn {
    private static final String SOURCE =
            """
            package im.isthmus.program;

            public class Isthmus {
                public static void main(String[] words) {
                    String library = System.getProperty("org.sqlite.lib.path");
                    if (words[0].equals("rehearse")) {
                        new java.io.File(library).mkdirs();
                        System.exit(Boolean.getBoolean("spoilt") ? 1 : 0);
                    }
                    if (words[0].equals("version")) {
                        System.out.print("isthmus 1.2.3-SNAPSHOT ");
                    }
                    System.out.println("words=" + java.util.List.of(words));
                    System.out.println("java=" + Runtime.version().feature());
                    System.out.println("home=" + System.getProperty("java.home"));
                    System.out.println("library=" + library);
                    System.out.println("options="
                            + java.lang.management.ManagementFactory.getRuntimeMXBean()
                                    .getInputArguments());
                    if (words[0].equals("fail")) {
                        System.exit(Integer.parseInt(words[1]));
                    }
                }
            }
            """;

    private StandIn() {}

    /** Makes the jar. */
    static void jar(Path file) throws IOException {
        Path folder = Files.createTempDirectory(file.getParent(), "stand-in");
        Path source = Files.writeString(folder.resolve("Isthmus.java"), SOURCE);
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), source.toString());
        if (status != 0) {
            throw new IOException("the stand-in does not compile");
        }
        String name = "im/isthmus/program/Isthmus.class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry(name));
            Files.copy(folder.resolve(name), jar);
        }
    }
}
