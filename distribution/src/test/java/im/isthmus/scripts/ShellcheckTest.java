package im.isthmus.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShellcheckTest {
    @Test
    void nothingIsFoundInTheScripts() throws Exception {
        File root = new File(System.getProperty("isthmus.root"));
        List<String> command = new ArrayList<>(List.of("shellcheck", "-x", ".ci/run"));
        try (Stream<Path> scripts = Files.list(root.toPath().resolve("bin"))) {
            scripts.map(Path::toString).sorted().forEach(command::add);
        }

        Process process =
                new ProcessBuilder(command).directory(root).redirectErrorStream(true).start();
        byte[] output = process.getInputStream().readAllBytes();

        assertThat(process.waitFor()).as(new String(output, StandardCharsets.UTF_8)).isZero();
    }
}
