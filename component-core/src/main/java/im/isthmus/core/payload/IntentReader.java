package im.isthmus.core.payload;

import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** Finds out what a message stanza is meant to do, within what its address can carry. */
public final class IntentReader {
    private static final String CARBONS = "urn:xmpp:carbons:2";
    private static final int MAX_REACTIONS = 20;
    private static final int MAX_EMOJI_UNITS = 64;

    private final ContentReader contents;

    /**
     * @param contents reads what is said at the address the message is for
     */
    public IntentReader(ContentReader contents) {
        this.contents = contents;
    }

    /**
     * The intent of a message.
     *
     * @throws StanzaException if it cannot be done there, with what to do instead
     */
    public Intent read(Stanza stanza) throws StanzaException {
        Element message = stanza.element();
        if (stanza.type().equals("error") || isCopy(message) || Encryption.hides(message)) {
            return new Intent.Nothing();
        }
        Intent intent = intent(message);
        Permission.check(intent, contents.abilities());
        return Permission.isPointless(intent, contents.abilities()) ? new Intent.Nothing() : intent;
    }

    /** Carbons (XEP-0280) and archived messages (XEP-0313) are about others than us. */
    private static boolean isCopy(Element message) {
        return Xml.find(message, "received", CARBONS) != null
                || Xml.find(message, "sent", CARBONS) != null
                || Xml.find(message, "result", "urn:xmpp:mam:2") != null;
    }

    private Intent intent(Element message) throws StanzaException {
        String retracted = retracted(message);
        if (retracted != null) {
            return new Intent.Retract(retracted);
        }
        Element reactions = Xml.find(message, "reactions", Names.REACTIONS);
        if (reactions != null) {
            return new Intent.React(id(reactions), emojis(reactions));
        }
        Content content = contents.read(message);
        if (!content.isEmpty()) {
            Element replace = Xml.find(message, "replace", Names.CORRECT);
            return replace == null
                    ? new Intent.Say(content)
                    : new Intent.Correct(id(replace), content);
        }
        Element displayed = Xml.find(message, "displayed", Names.MARKERS);
        if (displayed != null) {
            String id = displayed.attributeValue("id", "");
            return id.isEmpty() ? new Intent.Nothing() : new Intent.Displayed(id);
        }
        ChatState state = chatState(message);
        return state == null ? new Intent.Nothing() : new Intent.Show(state);
    }

    private static @Nullable String retracted(Element message) throws StanzaException {
        Element retract = Xml.find(message, "retract", Names.RETRACT);
        if (retract != null) {
            return id(retract);
        }
        Element fastened = Xml.find(message, "apply-to", Names.FASTEN);
        if (fastened != null && Xml.find(fastened, "retract", Names.OLD_RETRACT) != null) {
            return id(fastened);
        }
        return null;
    }

    private static List<String> emojis(Element reactions) {
        Set<String> emojis = new LinkedHashSet<>();
        for (Element each : reactions.elements()) {
            String emoji = each.getText().strip();
            if (each.getName().equals("reaction")
                    && !emoji.isEmpty()
                    && emoji.length() <= MAX_EMOJI_UNITS
                    && emojis.size() < MAX_REACTIONS) {
                emojis.add(emoji);
            }
        }
        return new ArrayList<>(emojis);
    }

    private static @Nullable ChatState chatState(Element message) {
        for (ChatState state : ChatState.values()) {
            String name = state.name().toLowerCase(Locale.ROOT);
            if (Xml.find(message, name, Names.CHAT_STATES) != null) {
                return state;
            }
        }
        return null;
    }

    private static String id(Element element) throws StanzaException {
        String id = element.attributeValue("id", "");
        if (id.isEmpty()) {
            throw new StanzaException(
                    PacketError.Condition.bad_request,
                    "The message does not say by id which other message it is about.");
        }
        return id;
    }
}
