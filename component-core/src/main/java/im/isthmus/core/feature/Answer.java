package im.isthmus.core.feature;

import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** What a handler says to an iq request. */
public sealed interface Answer {
    /** Done; a null payload means an empty result. */
    record Result(@Nullable Element payload) implements Answer {}

    /** The handler took it on itself to answer once, later. */
    record Later() implements Answer {}
}
