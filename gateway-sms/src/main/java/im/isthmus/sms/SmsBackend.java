package im.isthmus.sms;

import im.isthmus.core.Services;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.sms.config.SmsConfig;
import im.isthmus.sms.config.WebhookConfig;
import im.isthmus.sms.delivery.Delivery;
import im.isthmus.sms.delivery.SmsAccount;
import im.isthmus.sms.number.DestinationPolicy;
import im.isthmus.sms.number.Numbering;
import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.store.SmsStore;
import im.isthmus.sms.webhook.WebhookServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Text messages, through the accounts that the admin has with providers. */
public final class SmsBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(SmsBackend.class);

    private final SmsConfig config;
    private final SmsStore store;
    private final InstantSource clock = InstantSource.system();
    private final Numbering numbering;
    private final SmsAddresses addresses;
    private final List<SmsAccount> accounts = new ArrayList<>();
    private @Nullable Delivery delivery;
    private @Nullable WebhookServer webhooks;
    private @Nullable SmsDesk desk;

    /** Nothing is called or listened to before {@link #start}. */
    public SmsBackend(SmsConfig config, Services services) {
        this.config = config;
        this.store = new SmsStore(services.store());
        this.numbering = new Numbering(config.defaultRegion());
        this.addresses = new SmsAddresses(numbering);
        WebhookConfig webhook = config.webhook();
        config.accounts()
                .forEach((name, account) ->
                        accounts.add(
                                new SmsAccount(
                                        name,
                                        account.provider().open(clock),
                                        account.numbers(),
                                        webhook == null || !account.provider().calls()
                                                ? ""
                                                : webhook.publicUrl()
                                                        + SmsWebhooks.paths(config, name).status()
                                                        + "/")));
    }

    /** A line for each webhook that the admin sets at a provider, as {@code isthmus check} has. */
    public static List<String> webhookLines(SmsConfig config) {
        return SmsWebhooks.lines(config);
    }

    @Override
    public void start(BackendContext context) {
        Messenger messenger = new Messenger(context, store, addresses, numbering, config);
        Delivery started = new Delivery(accounts, store, messenger, config.limits(), clock);
        delivery = started;
        List<PhoneNumber> own = accounts.stream().flatMap(a -> a.numbers().stream()).toList();
        desk =
                new SmsDesk(
                        config,
                        accounts,
                        store,
                        addresses,
                        new DestinationPolicy(config.regions(), own, config.shortCodes()),
                        started,
                        clock);
        WebhookConfig listen = config.webhook();
        if (listen != null) {
            try {
                webhooks =
                        WebhookServer.start(
                                listen.listen(),
                                listen.publicUrl(),
                                new SmsWebhooks(accounts, config, started.reports()));
            } catch (IOException e) {
                LOG.error("sms.webhook=down problem=\"{}\"", e.getMessage());
            }
        }
        started.start();
    }

    @Override
    public Identity identity() {
        return new Identity("gateway", "sms", "SMS");
    }

    @Override
    public LegacyAddress address(String localpart) throws InvalidJidException {
        var _ = addresses.party(localpart);
        return new LegacyContact(localpart);
    }

    @Override
    public Identity identity(LegacyAddress address) {
        return new Identity("client", "sms", address.localpart());
    }

    @Override
    public Set<Ability> abilities(LegacyAddress address) {
        boolean media =
                accounts.stream().anyMatch(account -> account.provider().capacity().maxMedia() > 0);
        return media
                ? Set.of(Ability.RECEIPTS, Ability.PRESENCE, Ability.ATTACHMENTS)
                : Set.of(Ability.RECEIPTS, Ability.PRESENCE);
    }

    @Override
    public Prompt prompt() {
        return new Prompt(
                "Type the phone number of somebody, with its country code.", "Phone number");
    }

    @Override
    public String localpart(String typed) throws InvalidJidException {
        return addresses.localpart(numbering.read(typed));
    }

    @Override
    public boolean promises() {
        return true;
    }

    @Override
    public BackendSession open(SessionContext context) {
        SmsDesk started = desk;
        if (started == null) {
            throw new IllegalStateException("the backend was not started");
        }
        return new SmsSession(context, started);
    }

    /** The numbers that a user may write from, in the order of the configuration. */
    static List<PhoneNumber> numbersOf(SmsConfig config, Jid user) {
        return config.numbers().entrySet().stream()
                .filter(each -> each.getValue().owners().contains(user))
                .map(java.util.Map.Entry::getKey)
                .sorted(java.util.Comparator.comparing(PhoneNumber::e164))
                .toList();
    }

    @Override
    public void close() {
        if (webhooks != null) {
            webhooks.close();
        }
        if (delivery != null) {
            delivery.close();
        }
        accounts.forEach(account -> account.provider().close());
    }
}
