package im.isthmus.program;

import im.isthmus.core.Services;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.room.state.RoomSettings;
import java.util.function.Function;

/**
 * A backend whose configuration is read and right, and which can be made now.
 *
 * @param rooms bounds on the rooms of each user
 * @param maker makes it; nothing connects before a user wants it
 */
record BackendPlan(RoomSettings rooms, Function<Services, Backend> maker) {}
