package im.isthmus.email;

import im.isthmus.core.Services;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.text.Text;
import im.isthmus.email.account.MailAccounts;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.address.OwnAddresses;
import im.isthmus.email.addressbook.BookCommand;
import im.isthmus.email.config.DomainConfig;
import im.isthmus.email.config.EmailConfig;
import im.isthmus.email.contact.SessionContacts;
import im.isthmus.email.group.GroupCommand;
import im.isthmus.email.group.Groups;
import im.isthmus.email.inbound.letter.Reader;
import im.isthmus.email.inbound.letter.SubjectLine;
import im.isthmus.email.inbound.letter.WholeMails;
import im.isthmus.email.list.ListCommands;
import im.isthmus.email.list.Unsubscription;
import im.isthmus.email.outbound.OutboundServices;
import im.isthmus.email.outbound.Senders;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.ReceivedMails.Arrival;
import java.net.IDN;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Email behind the gateway: mail addresses are contacts, mails are messages. */
public final class EmailBackend implements Backend {
    private static final Set<Ability> ABILITIES =
            EnumSet.of(
                    Ability.RECEIPTS,
                    Ability.CORRECTIONS,
                    Ability.RETRACTIONS,
                    Ability.REPLIES,
                    Ability.ATTACHMENTS,
                    Ability.SUBJECTS,
                    Ability.PRESENCE,
                    Ability.SEVERAL_RECIPIENTS);

    private static final Set<Ability> ABILITIES_OF_ACCOUNTS = EnumSet.copyOf(ABILITIES);

    static {
        ABILITIES_OF_ACCOUNTS.add(Ability.DISPLAYED);
    }

    private final EmailConfig config;
    private final Services services;
    private final EmailTables tables;
    private final @Nullable AccountMode mode;
    private @Nullable PostOffice office;
    private @Nullable MailDomain domain;

    /** Makes it; nothing is listened on before {@link #start}. */
    public EmailBackend(EmailConfig config, Services services) {
        this.config = config;
        this.services = services;
        this.tables = EmailTables.open(services.store());
        this.mode =
                config.accounts() == null
                        ? null
                        : new AccountMode(
                                config.accounts(),
                                tables,
                                config.domain() == null,
                                InstantSource.system());
    }

    @Override
    public Identity identity() {
        return new Identity("gateway", "smtp", "Email");
    }

    @Override
    public LegacyAddress address(String localpart) throws InvalidJidException {
        if (Groups.isRoom(localpart)) {
            return new LegacyAddress.LegacyRoom(localpart);
        }
        MailContact.parse(localpart);
        return new LegacyAddress.LegacyContact(localpart);
    }

    @Override
    public Identity identity(LegacyAddress address) {
        if (address instanceof LegacyAddress.Gateway) {
            return identity();
        }
        if (address instanceof LegacyAddress.LegacyRoom) {
            return new Identity("conference", "text", address.localpart());
        }
        return new Identity("account", "registered", name(address.localpart()));
    }

    private static String name(String localpart) {
        try {
            return switch (MailContact.parse(localpart)) {
                case MailContact.Person person -> person.address().toString();
                case MailContact.MailingList list -> list.id();
                case MailContact.Surrogate other -> other.localpart();
            };
        } catch (InvalidJidException e) {
            return localpart;
        }
    }

    @Override
    public Set<Ability> abilities(LegacyAddress address) {
        if (address instanceof LegacyAddress.LegacyRoom) {
            return EnumSet.of(Ability.ATTACHMENTS);
        }
        return config.accounts() == null ? ABILITIES : ABILITIES_OF_ACCOUNTS;
    }

    @Override
    public Prompt prompt() {
        return new Prompt("Enter the mail address of somebody to get their JID.", "Mail address");
    }

    @Override
    public Text guidance(String domain) {
        return Text.of(
                "Write to {0} to send a mail to {1}.",
                "user\\40example.org@" + domain, "user@example.org");
    }

    @Override
    public String localpart(String typed) throws InvalidJidException {
        String bare = typed.strip().replaceFirst("(?i)^mailto:", "");
        Optional<MailAddress> address = MailAddress.parse(bare);
        return address.map(MailContact::of)
                .map(MailContact::localpart)
                .orElseThrow(() ->
                        new InvalidJidException(
                                "This is no mail address: write it like user@example.org."));
    }

    @Override
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>(List.of(new WholeMails(tables).command()));
        Unsubscription unsubscription =
                new Unsubscription(
                        tables,
                        services.fetcher(),
                        (user, localpart, ref, content) ->
                                opened().drafts().send(user, localpart, ref, content));
        commands.addAll(
                new ListCommands(
                                tables.lists().wishes(),
                                unsubscription,
                                user -> opened().digests().cameBack(user))
                        .all());
        commands.add(
                GroupCommand.command(() -> {
                    PostOffice ours = opened();
                    return new GroupCommand(tables, ours.groups(), ours.context());
                }));
        if (mode != null) {
            commands.addAll(mode.commands());
        }
        commands.add(QueueCommand.command(tables, () -> opened().relay().trouble()));
        commands.add(BookCommand.command(() -> opened().books()));
        return commands;
    }

    @Override
    public @Nullable Registration registration() {
        return mode == null ? null : mode.registration();
    }

    @Override
    public List<Preference<?>> preferences() {
        List<Preference<?>> preferences =
                new ArrayList<>(List.of(SubjectLine.SHOWN, Groups.AS_ROOMS, Reader.LOOKS));
        if (mode != null) {
            preferences.addAll(mode.preferences());
        }
        return preferences;
    }

    @Override
    public int connections() {
        MailAccounts users = mode == null ? null : mode.accounts();
        return users == null ? 0 : users.connections();
    }

    @Override
    public long waiting() {
        return tables.outgoing().backlog().waiting();
    }

    @Override
    public boolean promises() {
        return true;
    }

    @Override
    public boolean followsAvailability() {
        return true; // who is away may want digests
    }

    @Override
    public void start(BackendContext context) {
        Senders senders = Senders.ofOurDomain();
        if (mode != null) {
            senders = mode.open(context, IDN.toASCII(mailDomain(context)), this::bring).senders();
        }
        PostOffice opened = new PostOffice(outbound(context, senders), context);
        office = opened;
        if (config.domain() != null) {
            domain = MailDomain.open(config.domain(), opened.reception());
        }
        opened.start();
        if (mode != null) {
            mode.start();
        }
    }

    private void bring(Arrival arrival) {
        PostOffice opened = office;
        if (opened != null) {
            opened.bring(arrival);
        }
    }

    private String mailDomain(BackendContext context) {
        DomainConfig ours = config.domain();
        return ours == null ? context.domain().domain() : ours.name();
    }

    private OutboundServices outbound(BackendContext context, Senders senders) {
        DomainConfig ours = config.domain();
        String name = mailDomain(context);
        return new OutboundServices(
                config,
                tables,
                new OwnAddresses(name, ours == null ? Map.of() : ours.aliases()),
                senders,
                IDN.toASCII(name),
                services.fetcher(),
                services.media(),
                InstantSource.system());
    }

    @Override
    public BackendSession open(SessionContext context) {
        PostOffice ours = opened();
        return new EmailSession(
                context,
                ours.drafts(),
                ours.undeliverable(),
                ours.digests().attention(),
                new SessionContacts(context, ours.acquaintances(), ours.troubles()),
                ours.groups(),
                mode == null ? null : mode.accounts());
    }

    private PostOffice opened() {
        PostOffice ours = office;
        if (ours == null) {
            throw new IllegalStateException("somebody was served before the start");
        }
        return ours;
    }

    @Override
    public void close() {
        if (mode != null) {
            mode.close();
        }
        MailDomain ours = domain;
        if (ours != null) {
            ours.close();
        }
        PostOffice opened = office;
        if (opened != null) {
            opened.close();
        }
    }
}
