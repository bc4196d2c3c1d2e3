package im.isthmus.program.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Users who are all in so many channels, each of which they share with the same few neighbours.
 *
 * @param users how many, and they are numbered from 0
 * @param channels how many each is in
 */
record Crowd(int users, int channels) {
    static final String DOMAIN = "irc.load.test";
    static final String USERS = "users.load.test";
    static final String NETWORK = "testnet";

    private static final int NEIGHBOURS = 20;

    static String user(int number) {
        return "user" + number + "@" + USERS + "/desk";
    }

    static String room(int user, int channel) {
        return "#c" + user / NEIGHBOURS + "-" + channel + "%" + NETWORK + "@" + DOMAIN;
    }

    /** The one channel where a user speaks. */
    private String stage(int user) {
        return room(user, user % channels);
    }

    /** Everybody comes into all channels. */
    List<String> joins() {
        List<String> joins = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            for (int channel = 0; channel < channels; channel++) {
                joins.add(
                        """
                        <presence from='%s' to='%s/nick%d'>\
                        <x xmlns='http://jabber.org/protocol/muc'/></presence>\
                        """
                                .formatted(user(user), room(user, channel), user));
            }
        }
        return joins;
    }

    /** Who is told to be in which room. */
    List<String> entered() {
        List<String> entered = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            for (int channel = 0; channel < channels; channel++) {
                entered.add(user(user) + " " + room(user, channel));
            }
        }
        return entered;
    }

    /** Everybody says one thing. */
    List<String> talk() {
        return IntStream.range(0, users)
                .mapToObj(user ->
                        "<message type='groupchat' from='%s' to='%s' id='m%d'><body>%s</body></message>"
                                .formatted(user(user), stage(user), user, said(user)))
                .toList();
    }

    /** Who is told what: all in the room hear it, the one who said it too. */
    List<String> heard() {
        List<String> heard = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            int first = user / NEIGHBOURS * NEIGHBOURS;
            for (int other = first; other < Math.min(first + NEIGHBOURS, users); other++) {
                heard.add(user(other) + " " + said(user));
            }
        }
        return heard;
    }

    private static String said(int user) {
        return "said by " + user;
    }
}
