package im.isthmus.irc.connection.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.isthmus.irc.message.CaseMapping;
import im.isthmus.irc.message.IrcMessage;
import org.jspecify.annotations.Nullable;

/** The own nick and address, learned from whatever the network says about them. Has one owner. */
public final class OwnUser {
    private final String username;
    private volatile String nick;
    private volatile @Nullable String userhost;

    public OwnUser(IrcIdentity identity) {
        this.nick = identity.nick();
        this.username = identity.username();
    }

    public String nick() {
        return nick;
    }

    public @Nullable String prefix() {
        String known = userhost;
        return known == null ? null : nick + "!" + known;
    }

    /** Bytes of the prefix; where it is not known yet, what it can be at most (HOSTLEN 63). */
    public int prefixBytes() {
        String prefix = prefix();
        return prefix == null
                ? utf8Length(nick) + "!~@".length() + utf8Length(username) + 63
                : utf8Length(prefix);
    }

    void trying(String other) {
        nick = other;
    }

    public void learn(IrcMessage message, CaseMapping mapping) {
        switch (message.command()) {
            case "001" -> welcomed(message);
            case "396" -> hostShown(message.param(1));
            case "900" -> fromMask(message.param(1), mapping);
            default -> fromSource(message, mapping);
        }
    }

    /** The text of 001 often ends in the whole prefix. */
    private void welcomed(IrcMessage welcome) {
        if (!welcome.param(0).isEmpty() && !welcome.param(0).equals("*")) {
            nick = welcome.param(0);
        }
        String text = welcome.lastParam();
        fromMask(text.substring(text.lastIndexOf(' ') + 1), CaseMapping.ASCII);
    }

    private void hostShown(String host) {
        String known = userhost;
        if (host.indexOf('@') > 0) {
            userhost = host;
        } else if (known != null && !host.isEmpty()) {
            userhost = known.substring(0, known.indexOf('@') + 1) + host;
        }
    }

    private void fromMask(String mask, CaseMapping mapping) {
        int bang = mask.indexOf('!');
        if (bang > 0 && mask.indexOf('@') > bang && mapping.same(mask.substring(0, bang), nick)) {
            userhost = mask.substring(bang + 1);
        }
    }

    private void fromSource(IrcMessage message, CaseMapping mapping) {
        String source = message.source();
        if (source == null || !startsWithNick(source, mapping)) {
            return;
        }
        fromMask(source, mapping);
        if (message.command().equals("NICK") && !message.param(0).isEmpty()) {
            nick = message.param(0);
        } else if (message.command().equals("CHGHOST") && !message.param(1).isEmpty()) {
            userhost = message.param(0) + "@" + message.param(1);
        }
    }

    /** Cheap: this is asked of every message. */
    private boolean startsWithNick(String source, CaseMapping mapping) {
        int length = nick.length();
        return source.length() >= length
                && (source.length() == length
                        || source.charAt(length) == '!'
                        || source.charAt(length) == '@')
                && mapping.same(source.substring(0, length), nick);
    }

    private static int utf8Length(String text) {
        return text.getBytes(UTF_8).length;
    }
}
