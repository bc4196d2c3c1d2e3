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
                read(
                        """
                        hostname=irc.example.org
                        password=secret
                        fixed_irc_server=IRC.Example.net
                        identd_port=1130
                        webirc_password=sesame
                        outgoing_bind=192.0.2.7
                        """);
        assertThat(toml.text(List.of("lan")))
                .contains(
                        "fixed-network = \"irc.example.net\"",
                        "identd = \"0.0.0.0:1130\"",
                        "[irc.networks.\"irc.example.net\"]",
                        "[irc.networks.\"lan\"]",
                        "identd = \"0.0.0.0:1130\"\nbind-address = \"192.0.2.7\"\n",
                        "webirc-password = \"sesame\"");
        assertThat(toml.advice()).isEmpty();
    }

    @Test
    void whereTheXmppServerIsWhoAdministersAndWhatIsLoggedIsTaken() throws Exception {
        IrcToml toml =
                read(
                        """
                        # comment
                        hostname=irc.example.org
                        password=se"cret=
                        xmpp_server_ip=::1
                        port=5348
                        admin=root@example.org:alice@example.com
                        log_level=2
                        realname_customization=true
                        """);
        assertThat(toml.text(List.of()))
                .contains(
                        "domain = \"irc.example.org\"",
                        "server = \"[::1]:5348\"",
                        "admins = [\"root@example.org\", \"alice@example.com\"]",
                        "log-level = \"warn\"");
        assertThat(toml.notTaken()).isEmpty();
    }

    @Test
    void whatHeldForEveryServerHoldsForEveryServer() throws Exception {
        IrcToml toml =
                read(
                        """
                        hostname=irc.example.org
                        password=secret
                        webirc_password=sesame
                        ca_file=/etc/ssl/irc.pem
                        identd_port=0
                        """);
        String text = toml.text(List.of());
        assertThat(text.substring(text.indexOf("[irc]")))
                .contains("webirc-password = \"sesame\"\ntls-ca-file = \"/etc/ssl/irc.pem\"\n")
                .doesNotContain("[irc.networks");
        assertThat(toml.notTaken()).isEmpty();
        assertThat(toml.advice()).singleElement().asString().contains("told to every server");
    }

    @Test
    void whoseCertificatesWereNotCheckedAreNotChecked() throws Exception {
        Path policies = Files.createDirectory(directory.resolve("policies"));
        Files.writeString(policies.resolve("policy.txt"), "# all\nverify_certificate = false\n");
        Files.writeString(
                policies.resolve("irc.example.net.policy.txt"),
                "verify_certificate = true\nminimum_dh_group_size = 1024\n");
        IrcToml toml =
                read(
                        "hostname=irc.example.org\npassword=s\nca_file=/etc/ssl/irc.pem\n"
                                + "policy_directory="
                                + policies
                                + "\n");
        String text = toml.text(List.of());
        assertThat(text.substring(text.indexOf("[irc]"), text.indexOf("[irc.networks")))
                .contains("tls-verify = false\n")
                .doesNotContain("tls-ca-file");
        assertThat(text.substring(text.indexOf("[irc.networks.\"irc.example.net\"]")))
                .contains("tls-ca-file = \"/etc/ssl/irc.pem\"\ntls-verify = true\n");
        assertThat(toml.notTaken())
                .containsExactly(
                        "irc.example.net.policy.txt (minimum_dh_group_size): TLS is as strict as"
                                + " Java has it");
    }

    @Test
    void policiesAreBesideTheConfigurationIfItDoesNotSayOtherwise() throws Exception {
        Files.writeString(directory.resolve("lan.policy.txt"), "verify_certificate=False\n");
        assertThat(read("hostname=irc.example.org\npassword=s\n").text(List.of()))
                .containsOnlyOnce("tls-verify = false")
                .contains("[irc.networks.\"lan\"]");
    }

    @Test
    void onlyFilesThatBiboumiWouldReadArePolicies() throws Exception {
        Files.writeString(directory.resolve("-policy.txt"), "verify_certificate=0\n");
        Files.writeString(directory.resolve("my-policy.txt"), "verify_certificate=0\n");
        Files.writeString(directory.resolve("lan.policy.txt"), "verify_certificate=0\n");
        assertThat(read("hostname=irc.example.org\npassword=s\n").text(List.of()))
                .containsOnlyOnce("[irc.networks.")
                .contains("[irc.networks.\"lan\"]")
                .containsOnlyOnce("tls-verify = false");
    }

    @Test
    void whoWasToStayInChannelsStaysAndWhatHasNoEqualIsNamed() throws Exception {
        IrcToml toml =
                read(
                        """
                        hostname=irc.example.org
                        password=secret
                        persistent_by_default=true
                        realname_from_jid=true
                        realname_customization=false
                        log_file=/var/log/biboumi
                        """);
        assertThat(toml.text(List.of())).contains("[irc]", "stay = true");
        assertThat(toml.notTaken())
                .extracting(what -> what.substring(0, what.indexOf(':')))
                .containsExactly("log_file", "realname_from_jid", "realname_customization");
    }

    @Test
    void whatWasNotSetIsNotMadeUp() throws Exception {
        IrcToml toml = read("hostname=irc.example.org\npassword=secret\n");
        assertThat(toml.text(List.of()))
                .contains("open-ports = [\"1-65535\"]")
                .doesNotContain("fixed-network", "identd", "webirc", "bind-address");
        assertThat(toml.notTaken()).isEmpty();
        assertThat(toml.advice()).singleElement().asString().contains("ident server at port 113");
    }

    private IrcToml read(String text) throws Exception {
        Path file = directory.resolve("biboumi.cfg");
        Files.writeString(file, text);
        BiboumiConfig config = BiboumiConfig.read(file);
        return new IrcToml(config, BiboumiPolicies.read(file, config));
    }
}
