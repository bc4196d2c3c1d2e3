package im.isthmus.email.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.attachment.HostResolver;
import im.isthmus.core.config.PeerPattern;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerPolicyTest {
    private static final MailServer PUBLIC = new MailServer("public.test", 993, true);

    private static final HostResolver RESOLVER =
            host ->
                    switch (host) {
                        case "public.test" -> List.of(InetAddress.getByName("198.35.26.96"));
                        case "both.test" ->
                                List.of(
                                        InetAddress.getByName("10.0.0.1"),
                                        InetAddress.getByName("198.35.26.96"));
                        default -> List.of(InetAddress.getByName(host));
                    };

    @Test
    void whatIsNotPublicIsOutOfReach() throws Exception {
        ServerPolicy policy = policy(true, List.of(), Set.of());

        for (String host :
                List.of(
                        "127.0.0.1",
                        "10.1.2.3",
                        "192.168.1.1",
                        "169.254.169.254",
                        "::1",
                        "fe80::1")) {
            assertThatThrownBy(() -> policy.addresses(new MailServer(host, 993, true)))
                    .as(host)
                    .isInstanceOf(RefusedServerException.class);
        }
        assertThat(policy.addresses(PUBLIC)).hasSize(1);
        assertThat(policy.addresses(new MailServer("both.test", 993, true)))
                .as("only what may be connected to is")
                .containsExactly(InetAddress.getByName("198.35.26.96"));
    }

    @Test
    void otherPortsThanThoseOfMailAreOutOfReach() {
        assertThatThrownBy(() ->
                        policy(true, List.of(), Set.of())
                                .addresses(new MailServer("public.test", 22, true)))
                .isInstanceOf(RefusedServerException.class);
    }

    @Test
    void whatTheAdminNamedIsReachedWhereverItIs() throws Exception {
        MailServer named = new MailServer("127.0.0.1", 1143, false);

        assertThat(policy(false, List.of(), Set.of(named)).addresses(named)).hasSize(1);
        assertThat(
                        policy(true, List.of(new PeerPattern("10.1.2.3", null, 0)), Set.of())
                                .addresses(new MailServer("10.1.2.3", 993, true)))
                .hasSize(1);
    }

    @Test
    void withoutOtherServersTheAdminsListIsAll() {
        assertThatThrownBy(() -> policy(false, List.of(), Set.of()).addresses(PUBLIC))
                .isInstanceOf(RefusedServerException.class);
    }

    private static ServerPolicy policy(
            boolean others, List<PeerPattern> privateHosts, Set<MailServer> known) {
        return new ServerPolicy(others, Set.of(993, 465), privateHosts, known, RESOLVER);
    }
}
