package im.isthmus.program;

import im.isthmus.core.Services;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.TableList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A backend whose configuration is read and right, and which can be made now.
 *
 * @param rooms bounds on the rooms of each user
 * @param tables the backend's own ones
 * @param maker makes it; nothing connects before a user wants it
 * @param notes lines for the admin that {@code isthmus check} ends with
 * @param atOnce beginnings of the keys of its own that a reload can change
 * @param change tells a backend that runs what these say now
 * @param trials tries the credentials that it has with others, and says what is wrong with each
 */
record BackendPlan(
        RoomSettings rooms,
        Function<Store, TableList> tables,
        Function<Services, Backend> maker,
        List<String> notes,
        List<String> atOnce,
        Consumer<Backend> change,
        Supplier<Map<String, Optional<String>>> trials) {}
