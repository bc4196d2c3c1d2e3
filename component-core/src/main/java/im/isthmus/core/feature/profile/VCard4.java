package im.isthmus.core.feature.profile;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.profile.BusinessCards;
import java.util.List;
import java.util.Set;

/** Business cards in the newer format (XEP-0292 section 3). */
public final class VCard4 implements Feature {
    private final WhoIs who;

    public VCard4(WhoIs who) {
        this.who = who;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return Set.of(BusinessCards.VCARD_4);
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(
                new IqRoute(
                        "get",
                        "vcard",
                        BusinessCards.VCARD_4,
                        request -> who.answer(request, BusinessCards::four)));
    }
}
