package im.isthmus.program;

import im.isthmus.core.Services;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.TableList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A backend whose configuration is read and right, and which can be made now.
 *
 * @param rooms bounds on the rooms of each user
 * @param tables the backend's own ones
 * @param maker makes it; nothing connects before a user wants it
 * @param notes lines for the admin that {@code isthmus check} ends with
 * @param trials tries the credentials that it has with others, and says what is wrong with each
 */
record BackendPlan(
        RoomSettings rooms,
        Function<Store, TableList> tables,
        Function<Services, Backend> maker,
        List<String> notes,
        Supplier<Map<String, Optional<String>>> trials) {}
