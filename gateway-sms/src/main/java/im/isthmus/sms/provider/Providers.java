package im.isthmus.sms.provider;

import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import im.isthmus.sms.provider.http.AndroidProvider;
import im.isthmus.sms.provider.http.BandwidthProvider;
import im.isthmus.sms.provider.http.KannelProvider;
import im.isthmus.sms.provider.http.PlivoProvider;
import im.isthmus.sms.provider.http.TelnyxProvider;
import im.isthmus.sms.provider.http.TwilioProvider;
import im.isthmus.sms.provider.http.VonageProvider;
import im.isthmus.sms.provider.smpp.SmppProvider;
import java.util.List;
import java.util.function.Function;

/** All providers there are: the one list. */
public final class Providers {
    private static final List<Kind> ALL =
            List.of(
                    new Kind("twilio", TwilioProvider.Config::read),
                    new Kind("telnyx", TelnyxProvider.Config::read),
                    new Kind("vonage", VonageProvider.Config::read),
                    new Kind("bandwidth", BandwidthProvider.Config::read),
                    new Kind("plivo", PlivoProvider.Config::read),
                    new Kind("smpp", SmppProvider.Config::read),
                    new Kind("kannel", KannelProvider.Config::read),
                    new Kind("android", AndroidProvider.Config::read),
                    new Kind("loopback", LoopbackProvider.Config::read));

    private Providers() {}

    /**
     * A provider by its name in configuration files.
     *
     * @param reader reads the keys of its account
     */
    public record Kind(String name, Function<Section, ProviderConfig> reader) {}

    /** The key {@code provider}. */
    public static Value<Kind> value() {
        return Values.oneOf(ALL, Kind::name);
    }

    /** In place of one that there is not, while the rest of the configuration is read. */
    public static ProviderConfig unknown() {
        return new LoopbackProvider.Config(List.of());
    }
}
