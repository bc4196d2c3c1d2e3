package im.isthmus.irc.capability;

import java.util.List;

/** The IRCv3 capabilities that the mapping to XMPP understands, in the order they are asked for. */
public final class WantedCapabilities {
    /** What is asked for unless the configuration says otherwise; {@code sasl} goes by itself. */
    public static final List<String> DEFAULT =
            List.of(
                    "cap-notify",
                    "multi-prefix",
                    "userhost-in-names",
                    "away-notify",
                    "account-notify",
                    "account-tag",
                    "extended-join",
                    "chghost",
                    "setname",
                    "invite-notify",
                    "server-time",
                    "message-tags",
                    "batch",
                    "labeled-response",
                    "echo-message",
                    "znc.in/self-message",
                    "draft/message-redaction",
                    "draft/multiline",
                    "draft/chathistory",
                    "draft/event-playback",
                    "draft/read-marker",
                    "extended-monitor",
                    "draft/channel-rename",
                    "standard-replies",
                    "draft/account-registration",
                    "draft/metadata-2",
                    "draft/oper-tag",
                    "draft/pre-away",
                    "draft/extended-isupport");

    private WantedCapabilities() {}
}
