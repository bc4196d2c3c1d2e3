package im.isthmus.core.feature.disco;

import im.isthmus.core.backend.event.RoomReport.RoomDetails;
import im.isthmus.core.room.state.RoomView;
import java.util.HashSet;
import java.util.Set;

/** What a room is, said in features as far as the network told it (XEP-0045 section 15.2). */
final class RoomDisclosure {
    private RoomDisclosure() {}

    static Capabilities of(Capabilities plain, RoomView view) {
        RoomDetails details = view.details();
        if (details == null) {
            return plain;
        }
        Set<String> features = new HashSet<>(plain.features());
        either(features, details.membersOnly(), "muc_membersonly", "muc_open");
        either(features, details.moderated(), "muc_moderated", "muc_unmoderated");
        either(features, details.passwordProtected(), "muc_passwordprotected", "muc_unsecured");
        either(features, details.hidden(), "muc_hidden", "muc_public");
        Capabilities disclosed = plain.with(features);
        String name = details.name();
        return name == null ? disclosed : disclosed.named(name);
    }

    private static void either(Set<String> features, boolean so, String yes, String no) {
        features.remove(so ? no : yes);
        features.add(so ? yes : no);
    }
}
