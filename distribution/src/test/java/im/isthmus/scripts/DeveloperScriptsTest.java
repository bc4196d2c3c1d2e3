package im.isthmus.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.scripts.Checkout.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/campaign.sh} by way of {@code bin/fuzz}, and {@code bin/packages}. */
class DeveloperScriptsTest {
    @TempDir Path folder;

    private Checkout checkout;

    @BeforeEach
    void checkOut() throws Exception {
        checkout = Checkout.in(folder);
    }

    @Test
    void whatALongTestSaysIsShownOnceAndItsFailureIsTheStatus() throws Exception {
        checkout.tool(
                "mvn",
                """
                reports=distribution/target/surefire-reports
                mkdir -p $reports
                echo "campaign: $*" > $reports/a-output.txt
                cp $reports/a-output.txt $reports/b-output.txt
                exit 3
                """);

        Ran ran = checkout.run("bin/fuzz", "sms", "5");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.output())
                .containsOnlyOnce("-pl gateway-sms -am")
                .contains("-Disthmus.fuzz.lines=5")
                .contains("isthmus: *FuzzTest failed, see above");
    }

    @Test
    void aLongTestThatPassesSaysSo() throws Exception {
        checkout.tool("mvn", "true");

        Ran ran = checkout.run("bin/fuzz", "7");

        assertThat(ran.status()).isZero();
        assertThat(ran.output()).endsWith("isthmus: *FuzzTest passed\n");
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThat(checkout.run("bin/fuzz", "lots"))
                .isEqualTo(new Ran(2, "fuzz: irc, email, sms, or a number, not 'lots'\n"));
        assertThat(checkout.run("bin/killloop", "lots").status()).isEqualTo(2);
        assertThat(checkout.run("bin/ircload", "lots").status()).isEqualTo(2);
    }

    @Test
    void whoMayNotInstallPackagesIsToldTheirNames() throws Exception {
        checkout.tool("dpkg-query", "exit 1");
        checkout.tool("id", "echo 1000");
        checkout.tool("apt-get", "echo must not run");

        Ran ran = checkout.run("bin/packages", "demo");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output())
                .startsWith("isthmus: packages are missing. As root: apt-get install --no-install")
                .contains(" prosody ", " inspircd ")
                .doesNotContain("postfix", "must not run"); // only root can start it
    }

    @Test
    void withoutAWordPackagesSaysWhichThereAre() {
        assertThat(checkout.run("bin/packages"))
                .isEqualTo(new Ran(1, "isthmus: usage: bin/packages test|demo\n"));
    }
}
