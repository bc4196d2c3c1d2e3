package im.isthmus.irc.order;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.backend.term.Registration.Option;
import im.isthmus.core.text.Text;
import im.isthmus.irc.channel.ChannelModesNow;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.ModeChange;
import im.isthmus.irc.network.IrcLink;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The modes of a channel as fields of its configuration form (XEP-0045 section 10.2). They are the
 * network's and hold for everybody; only what somebody changes is sent.
 */
public final class ChannelModesForm {
    private static final String SECRET = "muc#roomconfig_roomsecret";
    private static final String MOST = "muc#roomconfig_maxusers";
    private static final String UNLIMITED = "none";

    /**
     * A mode without an argument.
     *
     * @param inverted whether the field says the opposite
     */
    private record Flag(String field, char letter, boolean inverted, String label) {}

    private static final List<Flag> FLAGS =
            List.of(
                    new Flag(
                            "muc#roomconfig_moderatedroom",
                            'm',
                            false,
                            Text.key("Only people with a voice may speak (+m)")),
                    new Flag(
                            "muc#roomconfig_membersonly",
                            'i',
                            false,
                            Text.key("Only invited people may enter (+i)")),
                    new Flag(
                            "muc#roomconfig_publicroom",
                            's',
                            true,
                            Text.key("The channel is listed (-s)")),
                    new Flag(
                            "muc#roomconfig_changesubject",
                            't',
                            true,
                            Text.key("Everybody may change the topic (-t)")));

    private final JoinedChannel channel;

    private ChannelModesForm(JoinedChannel channel) {
        this.channel = channel;
    }

    /** The fields; none if the user is no moderator there, or the modes are not known. */
    public static List<Field> fields(IrcLink link, LegacyRoom room) {
        JoinedChannel channel = link.channels().find(room);
        return channel == null || !channel.modes().known() || !mayChange(link, channel)
                ? List.of()
                : new ChannelModesForm(channel).fields();
    }

    private static boolean mayChange(IrcLink link, JoinedChannel channel) {
        var own = channel.mirror().member(link.server().nick());
        return own != null && channel.mirror().occupant(own).role() == Role.MODERATOR;
    }

    private List<Field> fields() {
        ChannelModesNow modes = channel.modes();
        List<Field> fields = new ArrayList<>();
        for (Flag flag : FLAGS) {
            boolean on = modes.has(flag.letter()) != flag.inverted();
            fields.add(field(flag.field(), Kind.YES_NO, flag.label(), on ? "1" : "0"));
        }
        fields.add(
                field(
                        SECRET,
                        Kind.SECRET,
                        Text.key("Key of the channel (+k)"),
                        modes.argument('k')));
        fields.add(most(modes));
        return fields;
    }

    /** XEP-0045 section 15.5.4 lets one choose. */
    private static Field most(ChannelModesNow modes) {
        Set<String> choices = new LinkedHashSet<>(List.of(UNLIMITED));
        String now = modes.argument('l').isEmpty() ? UNLIMITED : modes.argument('l');
        choices.add(now);
        choices.addAll(List.of("10", "20", "30", "50", "100", "200", "500"));
        return new Field(
                MOST,
                Kind.CHOICE,
                Text.key("Most people at a time (+l)"),
                false,
                now,
                choices.stream().map(each -> new Option(each, each)).toList());
    }

    private static Field field(String name, Kind kind, String label, String value) {
        return new Field(name, kind, label, false, value, List.of());
    }

    /** Whether a field of the form is about a mode. */
    public static boolean isMode(String field) {
        return field.equals(SECRET)
                || field.equals(MOST)
                || FLAGS.stream().anyMatch(flag -> flag.field().equals(field));
    }

    /**
     * Makes the modes what somebody filled in.
     *
     * @param values by field; what is missing stays as it is
     * @param done runs when the network has taken all of them; what it refuses is told by the ref
     * @throws BackendException if a value cannot be, or the user is not there
     */
    public static void apply(
            IrcLink link,
            LegacyRoom room,
            MessageRef ref,
            Map<String, String> values,
            Runnable done)
            throws BackendException {
        JoinedChannel channel = link.joined(room);
        List<ModeChange> changes = new ChannelModesForm(channel).changes(values);
        new ModeOrder(link, channel, ref).run(changes, done::run);
    }

    private List<ModeChange> changes(Map<String, String> values) throws BackendException {
        List<ModeChange> changes = new ArrayList<>();
        for (Flag flag : FLAGS) {
            String value = values.get(flag.field());
            boolean on = isTrue(value) != flag.inverted();
            if (value != null && on != channel.modes().has(flag.letter())) {
                changes.add(new ModeChange(on, flag.letter()));
            }
        }
        word(values.get(SECRET), 'k', changes);
        String chosen = values.get(MOST);
        String most = UNLIMITED.equals(chosen) ? "" : chosen;
        if (most != null && !most.isEmpty() && !most.matches("[1-9][0-9]{0,5}")) {
            throw bad("The most people at a time is a number.");
        }
        word(most, 'l', changes);
        return changes;
    }

    /** Servers want the old key to take a key away. */
    private void word(@Nullable String value, char letter, List<ModeChange> changes)
            throws BackendException {
        String now = channel.modes().argument(letter);
        if (value == null || value.equals(now)) {
            return;
        }
        if (!value.isEmpty()) {
            if (!value.matches("[^:\\s,\\p{Cntrl}][^\\s,\\p{Cntrl}]{0,49}")) {
                throw bad("A channel key cannot have spaces, commas or a leading colon.");
            }
            changes.add(new ModeChange(true, letter, value));
        } else if (channel.modes().has(letter)) {
            changes.add(new ModeChange(false, letter, letter == 'k' ? now : ""));
        }
    }

    private static boolean isTrue(@Nullable String value) {
        return "1".equals(value) || "true".equals(value);
    }

    private static BackendException bad(String text) {
        return new BackendException(new BackendFailure.BadValue(text));
    }
}
