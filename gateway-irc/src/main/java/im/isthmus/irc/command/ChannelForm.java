package im.isthmus.irc.command;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.backend.Registration.Field;
import im.isthmus.core.backend.Registration.Kind;
import im.isthmus.core.backend.RoomAdministration.Configure;
import im.isthmus.core.backend.RoomAdministration.FetchConfiguration;
import im.isthmus.core.backend.RoomReport;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.store.StoreException;
import im.isthmus.irc.settings.BadSettingException;
import im.isthmus.irc.settings.ChannelSettings;
import im.isthmus.irc.settings.UserSettings;
import im.isthmus.irc.store.SettingsTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel's settings as the configuration form of its room (XEP-0045 section 10.2). */
public final class ChannelForm {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelForm.class);

    private final SessionContext context;
    private final UserSettings settings;
    private final SettingsTable table;

    public ChannelForm(SessionContext context, UserSettings settings, SettingsTable table) {
        this.context = context;
        this.settings = settings;
        this.table = table;
    }

    /** Answers with the form. */
    public void fetch(FetchConfiguration wish) {
        Map<String, String> values = settings.fields(wish.room().localpart());
        List<RoomReport.Setting> form =
                SettingForms.channel(values).stream().map(ChannelForm::setting).toList();
        context.publish(new RoomReport.ConfigurationFetched(wish.room(), wish.ref(), form));
    }

    private static RoomReport.Setting setting(Field field) {
        String type =
                field.kind() == Kind.YES_NO
                        ? "boolean"
                        : field.kind() == Kind.CHOICE ? "list-single" : "text-single";
        return new RoomReport.Setting(
                field.name(), type, field.label(), List.of(field.initial()), field.options());
    }

    /** Answers when it is stored. */
    public void save(Configure wish) {
        LegacyRoom room = wish.room();
        Map<String, String> values = new HashMap<>(settings.fields(room.localpart()));
        wish.values().forEach((name, all) -> values.put(name, String.join("\n", all)));
        values.values().removeIf(String::isEmpty);
        try {
            var _ = ChannelSettings.of(values);
        } catch (BadSettingException e) {
            context.publish(
                    new LegacyEvent.RequestFailed(
                            wish.ref(), new BackendFailure.BadValue(e.text())));
            return;
        }
        var _ = Thread.ofVirtual().start(() -> store(wish, values));
    }

    private void store(Configure wish, Map<String, String> values) {
        String where = wish.room().localpart();
        try {
            table.save(context.user(), where, values);
            context.asOwner(() -> {
                settings.changed(where, values);
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
