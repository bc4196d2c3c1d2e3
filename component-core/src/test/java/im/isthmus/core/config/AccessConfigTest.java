package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.AccessConfig;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessConfigTest {
    @TempDir Path directory;
    private Written file;

    @BeforeEach
    void open() {
        file = new Written(directory);
    }

    @Test
    void defaults() throws Exception {
        assertThat(read("")).isEqualTo(new AccessConfig(Set.of("example.org"), Set.of(), Set.of()));
    }

    @Test
    void everyKeyMapped() throws Exception {
        assertThat(
                        read(
                                """
                                [access]
                                allow = ["Example.com", "alice@example.net", "*"]
                                deny = ["mallory@example.com"]
                                admins = ["Root@example.com"]
                                """))
                .isEqualTo(
                        new AccessConfig(
                                Set.of("example.com", "alice@example.net", "*"),
                                Set.of("mallory@example.com"),
                                Set.of(Jid.parse("root@example.com"))));
    }

    @Test
    void usersOfAllowedDomainsAreLetInWhateverTheirResource() throws Exception {
        AccessConfig access = read("");

        assertThat(access.permits(Jid.parse("alice@example.org/phone"))).isTrue();
        assertThat(access.permits(Jid.parse("alice@sub.example.org"))).isFalse();
        assertThat(access.permits(Jid.parse("example.org"))).isTrue();
    }

    @Test
    void whoIsDeniedStaysDenied() throws Exception {
        AccessConfig access =
                read("[access]\nallow = [\"*\"]\ndeny = [\"spam.example\", \"eve@example.org\"]");

        assertThat(access.permits(Jid.parse("eve@example.org/x"))).isFalse();
        assertThat(access.permits(Jid.parse("a@spam.example"))).isFalse();
        assertThat(access.permits(Jid.parse("alice@example.org"))).isTrue();
    }

    @Test
    void aDomainWithoutOneAboveItNeedsAList() {
        assertThat(file.problems("", root -> AccessConfig.read(root, "irc")))
                .containsExactly(
                        "t.toml:1: access.allow: missing, and irc has no domain above it to stand"
                                + " in; example: allow = [\"example.org\"]");
    }

    @Test
    void fullJidsAreRefused() {
        assertThat(
                        file.problems(
                                "[access]\nallow = [\"a@b/c\"]",
                                root -> AccessConfig.read(root, "irc.example.org")))
                .singleElement()
                .asString()
                .contains("access.allow: must have domains, bare JIDs or \"*\", not \"a@b/c\"");
    }

    @Test
    void adminsArePeople() {
        assertThat(
                        file.problems(
                                "[access]\nadmins = [\"example.org\"]",
                                root -> AccessConfig.read(root, "irc.example.org")))
                .singleElement()
                .asString()
                .contains(
                        "access.admins: must have bare JIDs of people such as"
                                + " \"root@example.org\", not \"example.org\"");
    }

    private AccessConfig read(String toml) throws ConfigException {
        return file.read(toml, root -> AccessConfig.read(root, "irc.example.org"));
    }
}
