package im.isthmus.core.feature.profile;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.profile.BusinessCards;
import java.util.List;
import java.util.Set;

/** Business cards as most clients ask for them (XEP-0054), with the picture (XEP-0153). */
public final class VCardTemp implements Feature {
    private final WhoIs who;

    public VCardTemp(WhoIs who) {
        this.who = who;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return Set.of(BusinessCards.VCARD_TEMP);
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(
                new IqRoute(
                        "get",
                        "vCard",
                        BusinessCards.VCARD_TEMP,
                        request -> who.answer(request, BusinessCards::temp)));
    }
}
