package im.isthmus.irc.biboumi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What biboumi's admin had set holds here too. */
class IrcTomlTest {
    @TempDir Path directory;

    @Test
    void aFixedServerItsAddressesAndItsSecretsAreTaken() throws Exception {
        IrcToml toml =
                new IrcToml(
                        read(
                                """
                                hostname=irc.example.org
                                password=secret
                                fixed_irc_server=IRC.Example.net
                                identd_port=1130
                                webirc_password=sesame
                                outgoing_bind=192.0.2.7
                                """));
        assertThat(toml.text(List.of("lan")))
                .contains(
                        "fixed-network = \"irc.example.net\"",
                        "identd = \"0.0.0.0:1130\"",
                        "[irc.networks.\"irc.example.net\"]",
                        "[irc.networks.\"lan\"]",
                        "identd = \"0.0.0.0:1130\"\nbind-address = \"192.0.2.7\"\n",
                        "webirc-password = \"sesame\"");
    }

    @Test
    void whoWasToStayInChannelsStaysAndWhatHasNoEqualIsNamed() throws Exception {
        IrcToml toml =
                new IrcToml(
                        read(
                                """
                                hostname=irc.example.org
                                password=secret
                                persistent_by_default=true
                                realname_from_jid=true
                                realname_customization=false
                                log_file=/var/log/biboumi
                                """));
        assertThat(toml.text(List.of())).contains("[irc]", "stay = true");
        assertThat(toml.notTaken())
                .extracting(what -> what.substring(0, what.indexOf(':')))
                .containsExactly("log_file", "realname_from_jid", "realname_customization");
    }

    @Test
    void whatWasNotSetIsNotMadeUp() throws Exception {
        IrcToml toml = new IrcToml(read("hostname=irc.example.org\npassword=secret\n"));
        assertThat(toml.text(List.of()))
                .contains("open-ports = [\"1-65535\"]")
                .doesNotContain("fixed-network", "identd", "webirc", "bind-address");
        assertThat(toml.notTaken()).isEmpty();
    }

    private BiboumiConfig read(String text) throws Exception {
        Path file = directory.resolve("biboumi.cfg");
        Files.writeString(file, text);
        return BiboumiConfig.read(file);
    }
}
