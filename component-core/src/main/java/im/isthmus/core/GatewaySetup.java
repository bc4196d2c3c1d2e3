package im.isthmus.core;

import im.isthmus.core.access.Access;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.config.section.ContactConfig;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.session.OccupantIds;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.TableList;
import im.isthmus.core.stream.StreamConfig;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a gateway is made of.
 *
 * @param services what it must not forget, and more; closed by whoever opened it
 * @param access who may use it, and how much
 * @param occupantIds under a key that stays the same over restarts (XEP-0421)
 * @param rooms bounds on the rooms of each user
 * @param tables all that the store has, of the core and of the backend
 * @param retention how long what is in them is kept
 * @param contact where its admins are reached (XEP-0157)
 * @param version of this program, for XEP-0092
 * @param errors is told the condition of each error stanza that is sent; must not block
 * @param reload reads the configuration again and says what it applied; may block
 */
public record GatewaySetup(
        StreamConfig stream,
        Backend backend,
        Services services,
        Access access,
        OccupantIds occupantIds,
        RoomSettings rooms,
        TableList tables,
        RetentionConfig retention,
        ContactConfig contact,
        String version,
        Consumer<String> errors,
        Supplier<Step> reload) {
    /** What the gateway must not forget. */
    public Store store() {
        return services.store();
    }
}
