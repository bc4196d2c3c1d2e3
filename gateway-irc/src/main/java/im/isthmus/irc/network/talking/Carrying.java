package im.isthmus.irc.network.talking;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.event.RoomReport.AbilitiesChanged;
import im.isthmus.irc.capability.Abilities;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.network.IrcLink;
import java.util.Set;

/**
 * What the network can carry for this user. Clients that asked before the network had answered, or
 * before it changed its mind, are told to ask again.
 */
public final class Carrying {
    private final IrcLink link;
    private Set<Ability> told;
    private Set<Ability> now;
    private boolean names = true;

    public Carrying(IrcLink link) {
        this.link = link;
        this.now = link.network().usual().abilities();
        this.told = now;
    }

    /** In channels and between people, as far as is known. */
    public Set<Ability> abilities() {
        return now;
    }

    /** A connection is being made: what clients hear until it is up is what holds usually. */
    public void restart() {
        told = now;
        names = true;
    }

    /** What is enabled, or what the server says about itself, may be something else now. */
    public void refresh() {
        Set<Ability> before = now;
        now = Abilities.of(link.server().capabilities(), link.server().supports(), names);
        if (link.settings().address().isEmpty()) {
            link.network().usual().learn(now);
        }
        if (!now.equals(before)) {
            for (JoinedChannel channel : link.channels().all()) {
                link.publish(channel, new AbilitiesChanged(channel.room()));
            }
        }
    }

    /**
     * Somebody said something. Nothing announces that messages have names (IRCv3 message-ids);
     * where one has none it is no use to pretend.
     *
     * @param named whether this message has one
     */
    public void heard(boolean named) {
        if (named != names && link.server().has("message-tags")) {
            names = named;
            refresh();
        }
    }

    /** The user was let into a room, having asked before what it can carry. */
    public void shown(JoinedChannel channel) {
        if (!now.equals(told)) {
            link.publish(channel, new AbilitiesChanged(channel.room()));
        }
    }
}
