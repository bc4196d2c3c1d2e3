package im.isthmus.program;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of users who have accounts at Dovecot and Postfix. */
abstract class AccountScenario {
    @TempDir static Path directory;

    static AccountLab lab;

    @BeforeAll
    static void start() {
        lab = AccountLab.start(directory);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }
}
