package im.isthmus.core;

import im.isthmus.core.archive.Archive;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.MessageFeatures;
import im.isthmus.core.feature.Moderation;
import im.isthmus.core.feature.MultiUserChat;
import im.isthmus.core.feature.about.ContactAddresses;
import im.isthmus.core.feature.about.EntityTime;
import im.isthmus.core.feature.about.LastActivity;
import im.isthmus.core.feature.about.Ping;
import im.isthmus.core.feature.about.SoftwareVersion;
import im.isthmus.core.feature.account.GatewayPrompt;
import im.isthmus.core.feature.account.InBandRegistration;
import im.isthmus.core.feature.account.RosterPushes;
import im.isthmus.core.feature.archive.MessageArchive;
import im.isthmus.core.feature.profile.PersonalNodes;
import im.isthmus.core.feature.profile.VCard4;
import im.isthmus.core.feature.profile.VCardTemp;
import im.isthmus.core.feature.profile.WhoIs;
import im.isthmus.core.profile.Pictures;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every XEP we serve by iq, but service discovery, which is made from this list. */
final class ServedFeatures {
    private ServedFeatures() {}

    /** The list for a gateway, which may be added to. */
    static List<Feature> of(
            GatewaySetup setup, @Nullable Archive archive, Pictures pictures, InstantSource clock) {
        WhoIs who = new WhoIs(setup.backend(), pictures);
        List<Feature> features =
                new ArrayList<>(
                        List.of(
                                new Ping(setup.backend()),
                                new SoftwareVersion(setup.backend(), setup.version()),
                                new EntityTime(clock),
                                new ContactAddresses(setup.contact()),
                                new LastActivity(clock),
                                new InBandRegistration(setup.backend()),
                                new GatewayPrompt(setup.backend()),
                                new RosterPushes(),
                                new MultiUserChat(setup.backend()),
                                new Moderation(),
                                new MessageFeatures(setup.backend()),
                                new VCardTemp(who),
                                new VCard4(who),
                                new PersonalNodes(who)));
        if (archive != null) {
            features.add(new MessageArchive(archive));
        }
        return features;
    }
}
