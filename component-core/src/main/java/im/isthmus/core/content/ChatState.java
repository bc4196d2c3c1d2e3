package im.isthmus.core.content;

/** What somebody is doing in a conversation (XEP-0085). */
public enum ChatState {
    ACTIVE,
    COMPOSING,
    PAUSED,
    INACTIVE,
    GONE
}
