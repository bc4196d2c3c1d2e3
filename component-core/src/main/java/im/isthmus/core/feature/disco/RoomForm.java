package im.isthmus.core.feature.disco;

import im.isthmus.core.backend.event.RoomReport.RoomDetails;
import im.isthmus.core.room.state.RoomView;
import im.isthmus.core.stanza.Forms;
import java.util.List;
import org.dom4j.Element;

/** The room information form in service discovery (XEP-0045 section 6.4, XEP-0128). */
final class RoomForm {
    private static final String ROOM = "http://jabber.org/protocol/muc#roominfo";

    private RoomForm() {}

    static Element of(RoomView view) {
        Element form = Forms.of("result", ROOM);
        RoomDetails details = view.details();
        if (details != null && details.description() != null) {
            field(form, "muc#roominfo_description", details.description());
        }
        if (details != null) {
            openSubject(form, details.openSubject());
        }
        if (view.joined()) {
            field(form, "muc#roominfo_subject", view.subject());
            field(form, "muc#roominfo_occupants", Integer.toString(view.occupants().size()));
        } else if (details != null && details.occupants() >= 0) {
            field(form, "muc#roominfo_occupants", Integer.toString(details.occupants()));
        }
        if (!view.picture().isEmpty()) {
            // XEP-0486 section 3.3
            field(form, "muc#roominfo_avatarhash", view.picture());
        }
        return form;
    }

    /** Whether clients let everybody change the subject. */
    private static void openSubject(Element form, boolean open) {
        field(form, "muc#roominfo_subjectmod", open ? "1" : "0");
        if (open) {
            // COMPAT(Conversations 2, Converse 11): as Prosody calls it; 0 counts as yes there.
            field(form, "muc#roominfo_changesubject", "1");
        }
    }

    private static void field(Element form, String name, String value) {
        Forms.field(form, name, List.of(value));
    }
}
