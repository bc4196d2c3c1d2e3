package im.isthmus.sms;

import im.isthmus.core.Services;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.content.Content;
import im.isthmus.core.text.Text;
import im.isthmus.sms.command.ClaimCommands;
import im.isthmus.sms.command.SmsCommands;
import im.isthmus.sms.config.SmsConfig;
import im.isthmus.sms.config.WebhookConfig;
import im.isthmus.sms.delivery.Delivery;
import im.isthmus.sms.delivery.SmsAccount;
import im.isthmus.sms.inbound.Incoming;
import im.isthmus.sms.inbound.IncomingMedia;
import im.isthmus.sms.inbound.Messenger;
import im.isthmus.sms.number.DestinationPolicy;
import im.isthmus.sms.number.GroupAddress;
import im.isthmus.sms.number.Numbering;
import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.number.SmsParty;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.outbound.SmsDesk;
import im.isthmus.sms.owner.Claims;
import im.isthmus.sms.owner.Owners;
import im.isthmus.sms.provider.ProviderConfig;
import im.isthmus.sms.provider.SmsProvider;
import im.isthmus.sms.session.SmsParts;
import im.isthmus.sms.session.SmsPeople;
import im.isthmus.sms.session.SmsRegistration;
import im.isthmus.sms.session.SmsSession;
import im.isthmus.sms.session.SmsSessions;
import im.isthmus.sms.store.InboxMessage;
import im.isthmus.sms.store.SmsStore;
import im.isthmus.sms.webhook.WebhookServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Text messages, through the accounts that the admin has with providers. */
public final class SmsBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(SmsBackend.class);

    private final SmsConfig config;
    private final Services services;
    private final SmsStore store;
    private final InstantSource clock = InstantSource.system();
    private final Numbering numbering;
    private final SmsAddresses addresses;
    private final Owners owners;
    private final Claims claims;
    private final List<SmsAccount> accounts = new ArrayList<>();
    private @Nullable Delivery delivery;
    private @Nullable WebhookServer webhooks;
    private @Nullable SmsParts parts;

    /** Nothing is called or listened to before {@link #start}. */
    public SmsBackend(SmsConfig config, Services services) {
        this.config = config;
        this.services = services;
        this.store = new SmsStore(services.store());
        this.numbering = new Numbering(config.defaultRegion());
        this.addresses = new SmsAddresses(numbering, config.cheogramAddresses());
        this.owners = new Owners(config, store.claims());
        config.accounts()
                .forEach((name, account) ->
                        accounts.add(
                                new SmsAccount(
                                        name,
                                        account.provider().open(clock),
                                        account.numbers(),
                                        statusUrl(name, account.provider()),
                                        account.provider().repeats())));
        this.claims =
                new Claims(accounts, store, addresses, owners, config.limits(), this::wake, clock);
    }

    private void wake(String account) {
        if (delivery != null) {
            delivery.wake(account);
        }
    }

    private String statusUrl(String account, ProviderConfig provider) {
        WebhookConfig webhook = config.webhook();
        return webhook == null || !provider.calls()
                ? ""
                : webhook.publicUrl() + SmsWebhooks.paths(config, account).status() + "/";
    }

    /** A line for each webhook that the admin sets at a provider, as {@code isthmus check} has. */
    public static List<String> webhookLines(SmsConfig config) {
        return SmsWebhooks.lines(config);
    }

    /**
     * Asks every provider whether it knows us, one after another; nothing is sent.
     *
     * @return by name of the account what is wrong, empty if nothing is
     */
    public static Map<String, Optional<String>> tryAccounts(SmsConfig config) {
        Map<String, Optional<String>> problems = new TreeMap<>();
        config.accounts()
                .forEach((name, account) -> {
                    try (SmsProvider provider = account.provider().open(InstantSource.system())) {
                        problems.put("account " + name, provider.problem());
                    }
                });
        return problems;
    }

    @Override
    public void start(BackendContext context) {
        IncomingMedia media = new IncomingMedia(services, accounts);
        SmsSessions sessions = new SmsSessions();
        AtomicReference<SmsDesk> opened = new AtomicReference<>();
        Incoming incoming =
                new Incoming(
                        config,
                        store,
                        numbering,
                        addresses,
                        owners,
                        media,
                        (message, owner, text) -> help(opened.get(), message, owner, text),
                        clock);
        Messenger messenger = new Messenger(context, store, owners, incoming, sessions);
        Delivery started =
                new Delivery(accounts, routes(), store, messenger, media, config.limits(), clock);
        SmsDesk desk = desk(started);
        opened.set(desk);
        delivery = started;
        parts =
                new SmsParts(
                        desk,
                        messenger,
                        store,
                        addresses,
                        owners,
                        new SmsPeople(store.people(), numbering, addresses, owners, started),
                        sessions,
                        new SmsRegistration(claims, owners),
                        claims);
        listen(started);
        started.start();
    }

    private SmsDesk desk(Delivery started) {
        List<PhoneNumber> own = accounts.stream().flatMap(a -> a.numbers().stream()).toList();
        return new SmsDesk(
                config,
                accounts,
                store,
                new DestinationPolicy(config.regions(), own, config.shortCodes()),
                owners,
                started,
                services.fetcher()::mayFetch,
                clock);
    }

    /** Each number's own account, then those that may stand in for it. */
    private Map<String, List<String>> routes() {
        Map<String, List<String>> routes = new HashMap<>();
        for (SmsAccount account : accounts) {
            for (PhoneNumber number : account.numbers()) {
                List<String> names = new ArrayList<>(List.of(account.name()));
                names.addAll(owners.settings(number.e164()).standIns());
                routes.put(number.e164(), names.stream().distinct().toList());
            }
        }
        return routes;
    }

    private void listen(Delivery started) {
        WebhookConfig listen = config.webhook();
        if (listen == null) {
            return;
        }
        try {
            webhooks =
                    WebhookServer.start(
                            listen.listen(),
                            listen.publicUrl(),
                            new SmsWebhooks(accounts, config, started.reports()));
        } catch (IOException e) {
            throw new UncheckedIOException("sms.webhook: " + e.getMessage(), e);
        }
    }

    /** The answer to HELP; the id keeps it from being sent twice. */
    private void help(@Nullable SmsDesk desk, InboxMessage message, Jid owner, String text) {
        SmsParty peer = numbering.sender(message.sender());
        try {
            if (desk != null) {
                var _ =
                        desk.send(
                                new SmsDesk.Wish(
                                        new MessageRef(owner, "help-" + message.id(), null),
                                        addresses.localpart(peer),
                                        List.of(peer),
                                        Content.of(text),
                                        Optional.of(new PhoneNumber(message.recipient()))));
            }
        } catch (BackendException e) {
            LOG.info("sms.help=refused reason=\"{}\"", e.failure().text());
        }
    }

    @Override
    public Identity identity() {
        return new Identity("gateway", "sms", "SMS");
    }

    @Override
    public LegacyAddress address(String localpart) throws InvalidJidException {
        if (GroupAddress.isRoomName(localpart)) {
            return new LegacyRoom(localpart);
        }
        Optional<GroupAddress> group = GroupAddress.parse(localpart);
        if (group.isEmpty()) {
            var _ = addresses.party(localpart);
        } else if (!group.get().localpart().equals(localpart)) {
            String right = group.get().localpart();
            throw InvalidJidException.misspelt(
                    Text.of("This address is written {0} here.", right), right);
        }
        return new LegacyContact(localpart);
    }

    @Override
    public Identity identity(LegacyAddress address) {
        if (address instanceof LegacyRoom) {
            return new Identity("conference", "text", address.localpart());
        }
        return new Identity("client", "sms", address.localpart());
    }

    @Override
    public Set<Ability> abilities(LegacyAddress address) {
        EnumSet<Ability> abilities = EnumSet.of(Ability.RECEIPTS, Ability.PRESENCE);
        if (accounts.stream().anyMatch(each -> each.provider().capacity().maxMedia() > 0)) {
            abilities.add(Ability.ATTACHMENTS);
        }
        if (accounts.stream().anyMatch(each -> each.provider().capacity().maxGroup() > 1)) {
            abilities.add(Ability.SEVERAL_RECIPIENTS);
        }
        return abilities;
    }

    /** Only where users may claim numbers: the admin gives them to everybody else. */
    @Override
    public @Nullable Registration registration() {
        return config.claims() ? SmsRegistration.form() : null;
    }

    @Override
    public Prompt prompt() {
        return new Prompt(
                "Type the phone number of somebody, with its country code.", "Phone number");
    }

    @Override
    public Text guidance(String domain) {
        return Text.of("Write to {0} to send a text message there.", "+12025550123@" + domain);
    }

    @Override
    public String localpart(String typed) throws InvalidJidException {
        return addresses.localpart(numbering.read(typed));
    }

    @Override
    public @Nullable String localpartOfUri(String uri) {
        return addresses.localpartOfUri(uri);
    }

    @Override
    public long waiting() {
        return accounts.stream().mapToLong(each -> store.outbox().count(each.name())).sum();
    }

    @Override
    public boolean promises() {
        return true;
    }

    /** Asked for before {@link #start}, so that what they need is looked up when they run. */
    @Override
    public List<Command> commands() {
        return new SmsCommands(
                        config,
                        accounts,
                        store,
                        addresses,
                        owners,
                        new ClaimCommands(claims),
                        account -> delivery != null && delivery.inTrouble(account),
                        clock)
                .all();
    }

    @Override
    public BackendSession open(SessionContext context) {
        SmsParts started = parts;
        if (started == null) {
            throw new IllegalStateException("the backend was not started");
        }
        return new SmsSession(context, started);
    }

    @Override
    public void close() {
        if (webhooks != null) {
            webhooks.close();
        }
        if (delivery != null) {
            delivery.close();
        }
        if (parts != null) {
            parts.messenger().close();
        }
        accounts.forEach(account -> account.provider().close());
    }
}
