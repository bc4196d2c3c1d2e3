package im.isthmus.irc.command;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.RoomAdministration.Configure;
import im.isthmus.core.backend.action.RoomAdministration.FetchConfiguration;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.order.ChannelModesForm;
import im.isthmus.irc.settings.BadSettingException;
import im.isthmus.irc.settings.ChannelSettings;
import im.isthmus.irc.settings.UserSettings;
import im.isthmus.irc.store.SettingsTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel's settings as the configuration form of its room (XEP-0045 section 10.2). */
public final class ChannelForm {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelForm.class);

    private final SessionContext context;
    private final UserSettings settings;
    private final SettingsTable table;
    private final Addressing addressing;

    /**
     * The forms of one user.
     *
     * @param addressing which localparts stand for what
     */
    public ChannelForm(
            SessionContext context,
            UserSettings settings,
            SettingsTable table,
            Addressing addressing) {
        this.addressing = addressing;
        this.context = context;
        this.settings = settings;
        this.table = table;
    }

    /**
     * Answers with the form.
     *
     * @param link to the network; null if there is none
     */
    public void fetch(FetchConfiguration wish, @Nullable IrcLink link) {
        Map<String, String> values = settings.fields(addressing.key(wish.room()));
        List<Field> fields = new ArrayList<>(SettingForms.open(SettingForms.channel(values), link));
        if (link != null) {
            fields.addAll(ChannelModesForm.fields(link, wish.room()));
        }
        context.publish(new RoomReport.ConfigurationFetched(wish.room(), wish.ref(), fields));
    }

    /**
     * Answers when it is stored, and the network has taken what is the network's.
     *
     * @param link to the network; null if there is none
     */
    public void save(Configure wish, @Nullable IrcLink link) {
        LegacyRoom room = wish.room();
        Map<String, String> values = new HashMap<>(settings.fields(addressing.key(room)));
        Map<String, String> modes = new HashMap<>();
        wish.values()
                .forEach((name, all) -> {
                    Map<String, String> whose = ChannelModesForm.isMode(name) ? modes : values;
                    whose.put(name, String.join("\n", all));
                });
        values.values().removeIf(String::isEmpty);
        try {
            var _ = ChannelSettings.of(values);
        } catch (BadSettingException e) {
            context.publish(
                    new LegacyEvent.RequestFailed(
                            wish.ref(), new BackendFailure.BadValue(e.text())));
            return;
        }
        Runnable store = () -> Thread.ofVirtual().start(() -> store(wish, values));
        if (modes.isEmpty() || link == null) {
            store.run();
        } else {
            change(wish, link, modes, store);
        }
    }

    private void change(Configure wish, IrcLink link, Map<String, String> modes, Runnable next) {
        try {
            ChannelModesForm.apply(link, wish.room(), wish.ref(), modes, next);
        } catch (BackendException e) {
            context.publish(new LegacyEvent.RequestFailed(wish.ref(), e.failure()));
        }
    }

    private void store(Configure wish, Map<String, String> values) {
        String where = addressing.key(wish.room());
        try {
            table.save(context.user(), where, values);
            context.asOwner(() -> {
                boolean before = settings.wishes(where).keepsHistory();
                settings.changed(where, values);
                if (before != settings.wishes(where).keepsHistory()) {
                    context.publish(new RoomReport.AbilitiesChanged(wish.room()));
                }
                context.publish(new LegacyEvent.RequestDone(wish.ref()));
            });
        } catch (StoreException e) {
            LOG.error("irc.settings=not-saved user={}", context.user(), e);
            var failure =
                    new BackendFailure.Temporary(
                            "The gateway could not save this.", Duration.ofMinutes(1));
            context.asOwner(
                    () -> context.publish(new LegacyEvent.RequestFailed(wish.ref(), failure)));
        }
    }
}
