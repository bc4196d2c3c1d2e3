package im.isthmus.irc.settings;

/**
 * What the admin has for all users, whatever they set.
 *
 * @param stay whether who has said nothing stays in channels without a client
 * @param anyServer whether users may go to servers that the admin did not name
 */
public record UserRules(boolean stay, boolean anyServer) {}
