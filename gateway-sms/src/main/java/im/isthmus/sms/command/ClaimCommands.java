package im.isthmus.sms.command;

import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Handler;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.text.Text;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.owner.Claims;
import java.util.List;

/** Claiming a number by commands, and giving it back. */
public final class ClaimCommands {
    private final Claims claims;

    public ClaimCommands(Claims claims) {
        this.claims = claims;
    }

    List<Command> all() {
        return List.of(
                Command.of(
                                "claim",
                                Text.key("Claim a number"),
                                Text.key("A code is sent to the number, to see that it is yours."),
                                Audience.USERS,
                                Handler.blocking(this::begin))
                        .withFields(
                                List.of(
                                        new Field(
                                                "number",
                                                Kind.TEXT,
                                                Text.key("Your number"),
                                                true))),
                Command.of(
                        "release",
                        Text.key("Give my claimed number back"),
                        Text.key("Ends your claim of a number."),
                        Audience.USERS,
                        Handler.blocking(invocation -> {
                            claims.release(invocation.user());
                            return Step.done("You have no claimed number any more.");
                        })));
    }

    private Step begin(Invocation invocation) {
        try {
            PhoneNumber number =
                    claims.begin(invocation.user(), invocation.answers().get("number"));
            return new Step.Ask(
                    Text.of("Claim a number"),
                    Text.of("Type the code that was sent to {0}.", number.e164()),
                    List.of(new Field("code", Kind.TEXT, Text.key("Code"), true)),
                    true,
                    Handler.blocking(this::end));
        } catch (BackendException e) {
            return new Step.Failed(e.failure().message());
        }
    }

    private Step end(Invocation invocation) {
        try {
            PhoneNumber number = claims.end(invocation.user(), invocation.answers().get("code"));
            return Step.done("{0} is your number now.", number.e164());
        } catch (BackendException e) {
            return new Step.Failed(e.failure().message());
        }
    }
}
