package im.isthmus.irc.biboumi;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.irc.biboumi.BiboumiDatabase.Setting;
import im.isthmus.irc.settings.BadSettingException;
import im.isthmus.irc.settings.ChannelSettings;
import im.isthmus.irc.settings.OwnSettings;
import im.isthmus.irc.settings.ServerSettings;
import im.isthmus.irc.store.SettingsTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Takes over what biboumi's users set. */
public final class BiboumiImport {
    private final BiboumiDatabase source;
    private final List<String> notTaken = new ArrayList<>();
    private int taken;

    public BiboumiImport(BiboumiDatabase source) {
        this.source = source;
    }

    /** How many sets of settings were taken. */
    public int taken() {
        return taken;
    }

    /** What could not be, a sentence each. */
    public List<String> notTaken() {
        return List.copyOf(notTaken);
    }

    /** Names of networks that are no host names, and so must be listed to be reached. */
    public Set<String> plainNames() {
        Set<String> names = new TreeSet<>();
        source.servers().forEach(setting -> names.add(setting.scope()));
        source.channels()
                .forEach(setting ->
                        names.add(setting.scope().substring(setting.scope().lastIndexOf('%') + 1)));
        names.removeIf(name -> name.contains(".") || name.isBlank());
        return names;
    }

    /** Writes all settings. */
    public void settings(SettingsTable target) {
        source.own().forEach(setting -> take(target, setting, OwnSettings::of));
        source.servers().forEach(setting -> take(target, setting, ServerSettings::of));
        source.channels().forEach(setting -> take(target, setting, ChannelSettings::of));
    }

    private interface Check {
        Object of(Map<String, String> fields) throws BadSettingException;
    }

    private void take(SettingsTable target, Setting setting, Check check) {
        String what =
                setting.owner() + " " + (setting.scope().isEmpty() ? "(all)" : setting.scope());
        try {
            Jid owner = Jid.parse(setting.owner()).bare();
            String scope = setting.scope().isEmpty() ? "" : localpart(setting.scope());
            Map<String, String> fields = readable(setting.fields(), what, check);
            target.save(owner, scope, fields);
            taken++;
        } catch (InvalidJidException e) {
            notTaken.add("settings of " + what + ": " + e.getMessage());
        }
    }

    /** One bad field must not cost the others. */
    private Map<String, String> readable(Map<String, String> fields, String what, Check check) {
        Map<String, String> good = new HashMap<>();
        fields.forEach((name, value) -> {
            try {
                check.of(Map.of(name, value));
                good.put(name, value);
            } catch (BadSettingException e) {
                notTaken.add("settings of " + what + ": " + e.getMessage());
            }
        });
        return good;
    }

    private static String localpart(String scope) throws InvalidJidException {
        return Jid.of(scope, "localhost", "").local();
    }
}
