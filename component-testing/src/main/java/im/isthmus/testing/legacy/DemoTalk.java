package im.isthmus.testing.legacy;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.action.MessageAction.CorrectMessage;
import im.isthmus.core.backend.action.MessageAction.DeliveryFailed;
import im.isthmus.core.backend.action.MessageAction.MarkDisplayed;
import im.isthmus.core.backend.action.MessageAction.React;
import im.isthmus.core.backend.action.MessageAction.RetractMessage;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.MessageAction.ShowChatState;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import org.jspecify.annotations.Nullable;

/** What a user says on a {@link DemoNetwork}: accepted at once, delivered when the test says so. */
final class DemoTalk {
    private final DemoNetwork network;
    private final SessionContext context;

    DemoTalk(DemoNetwork network, SessionContext context) {
        this.network = network;
        this.context = context;
    }

    void handle(MessageAction action, @Nullable BackendFailure fault) throws BackendException {
        switch (action) {
            case SendMessage send -> say(send.to(), send.ref(), send.content(), fault);
            case CorrectMessage correct ->
                    say(correct.to(), correct.ref(), correct.content(), fault);
            case RetractMessage retract -> done(retract.ref(), fault);
            case React react -> done(react.ref(), fault);
            case MarkDisplayed _, ShowChatState _, DeliveryFailed _ -> refuse(fault);
        }
    }

    private void say(
            LegacyAddressee to, MessageRef ref, Content content, @Nullable BackendFailure fault)
            throws BackendException {
        boolean nobody = to.address().localpart().equals("nobody");
        BackendFailure failure =
                nobody && fault == null ? new BackendFailure.NotFound("There is nobody.") : fault;
        refuse(failure);
        String id = "from-" + context.user().local() + "-" + network.nextNumber();
        switch (to) {
            case LegacyAddressee.ToRoom room ->
                    network.room(room.room().localpart()).said(context, content, ref, id);
            case LegacyAddressee.ToNetwork net ->
                    context.publish(
                            new LegacyEvent.ConsoleMessage(
                                    net.network(), "You said: " + content.body()));
            case LegacyAddressee.ToContact _, LegacyAddressee.ToOccupant _ ->
                    context.publish(new MessageEvent.MessageAccepted(to, ref, id));
        }
    }

    private void done(MessageRef ref, @Nullable BackendFailure fault) throws BackendException {
        refuse(fault);
        context.publish(new LegacyEvent.RequestDone(ref));
    }

    private static void refuse(@Nullable BackendFailure failure) throws BackendException {
        if (failure != null) {
            throw new BackendException(failure);
        }
    }
}
