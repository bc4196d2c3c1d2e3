package im.isthmus.irc.command;

import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Command.Scope;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.text.Text;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.login.ClientCertificate;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Takes the certificate by which a network knows the user (SASL EXTERNAL). It is never shown. */
final class CertificateCommand {
    private static final String FIELD = "sasl_certificate";

    private final Saving saving;
    private final Addressing addressing;

    CertificateCommand(Saving saving, Addressing addressing) {
        this.saving = saving;
        this.addressing = addressing;
    }

    /**
     * @param network where commands about a network are given
     */
    Command command(Scope network) {
        return new Command(
                "client-certificate",
                "certificate",
                Text.key("Log in by certificate"),
                Text.key("Takes the certificate and key that you log in to this network with."),
                Audience.USERS,
                Set.of(network),
                List.of(),
                this::ask);
    }

    private CompletionStage<Step> ask(Invocation invocation) {
        Field field =
                new Field(FIELD, Kind.LINES, Text.key("Certificate and private key (PEM)"), false);
        return new Step.Ask(
                        Text.of("Log in by certificate"),
                        Text.of("Leave it empty to log in without one from now on."),
                        List.of(field),
                        true,
                        this::save)
                .now();
    }

    private CompletionStage<Step> save(Invocation invocation) {
        String pem = invocation.answers().get(FIELD).strip();
        String print;
        try {
            print = pem.isEmpty() ? "" : ClientCertificate.parse(pem).fingerprint();
        } catch (GeneralSecurityException e) {
            return Step.failed(
                            "This is no certificate with its private key (PKCS 8, no password): {0}",
                            Objects.requireNonNullElse(e.getMessage(), "?"))
                    .now();
        }
        String where = addressing.key(invocation.address());
        return saving.change(invocation.user(), where, Map.of(FIELD, pem))
                .thenApply(_ ->
                        pem.isEmpty()
                                ? Step.done("You log in without a certificate now.")
                                : Step.done(
                                        "Saved. Tell the network that it is yours, such as by"
                                                + " NickServ: CERT ADD {0}",
                                        print));
    }
}
