package im.isthmus.core.command;

import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import java.util.Map;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** What goes back to a client that runs a command (XEP-0050 section 2). */
final class AdHocReply {
    private AdHocReply() {}

    /** The frame of every answer. */
    static Element start(AdHocSession session, String status) {
        Element reply = Xml.element("command", AdHoc.NAMESPACE);
        Xml.attribute(reply, "node", session.dialog().command().node());
        Xml.attribute(reply, "sessionid", session.id());
        return Xml.attribute(reply, "status", status);
    }

    /**
     * A form to fill in.
     *
     * @param problem with what was filled in before; null if there was none
     */
    static Element form(
            AdHocSession session,
            Step.Ask form,
            @Nullable Text problem,
            Map<String, String> filled) {
        Dialog dialog = session.dialog();
        Language language = dialog.invocation().language();
        Element reply = start(session, "executing");
        Element actions = Xml.child(reply, "actions");
        String forward = form.last() ? "complete" : "next";
        Xml.attribute(actions, "execute", forward);
        if (dialog.canGoBack()) {
            Xml.child(actions, "prev");
        }
        Xml.child(actions, forward);
        if (problem != null) {
            note(reply, "error", language.render(problem));
        }
        reply.add(DataForm.of(form, dialog.command(), filled, language));
        return reply;
    }

    /** The end: done, or not. */
    static Element end(AdHocSession session, Step step) {
        Command command = session.dialog().command();
        Language language = session.dialog().invocation().language();
        Element reply = start(session, "completed");
        switch (step) {
            case Step.Failed failed -> note(reply, "error", language.render(failed.text()));
            case Step.Done done -> {
                if (!done.text().isEmpty()) {
                    note(reply, "info", language.render(done.text()));
                }
                Element result = DataForm.of(done, command, language);
                if (result != null) {
                    reply.add(result);
                }
            }
            case Step.Ask _ -> throw new IllegalArgumentException("a form is no end");
        }
        return reply;
    }

    private static void note(Element reply, String type, String text) {
        Xml.attribute(Xml.text(reply, "note", text), "type", type);
    }
}
