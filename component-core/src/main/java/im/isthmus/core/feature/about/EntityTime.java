package im.isthmus.core.feature.about;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.stanza.Xml;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;

/** Entity Time (XEP-0202): always in UTC, which is the offset we state. */
public final class EntityTime implements Feature {
    private static final String NAMESPACE = "urn:xmpp:time";

    private final InstantSource clock;

    public EntityTime(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return Set.of(NAMESPACE);
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(new IqRoute("get", "time", NAMESPACE, this::answer));
    }

    private Answer answer(IqRequest request) {
        Element time = Xml.element("time", NAMESPACE);
        Xml.text(time, "tzo", "+00:00");
        Xml.text(time, "utc", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return new Answer.Result(time);
    }
}
