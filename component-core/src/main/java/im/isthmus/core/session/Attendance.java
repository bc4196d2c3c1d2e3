package im.isthmus.core.session;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.action.UserAction.Availability;
import im.isthmus.core.backend.action.UserAction.ChangeAvailability;
import im.isthmus.core.backend.event.AccountEvent;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.contact.Audiences;
import im.isthmus.core.contact.ContactHost;
import im.isthmus.core.contact.Contacts;
import im.isthmus.core.profile.PictureNews;
import im.isthmus.core.profile.Profiles;
import im.isthmus.core.registration.AccountHost;
import im.isthmus.core.registration.UserAccount;
import im.isthmus.core.registration.UserAccount.Phase;
import im.isthmus.core.stanza.Failures;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The comings and goings of a user's resources, and what hangs on them: the account on the network,
 * which is logged in as long as one is online, and who sees whom.
 */
public final class Attendance implements AccountHost, ContactHost {
    private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);

    private static final Availability NOBODY = new Availability(true, "");

    private final Session session;
    private final SessionEnvironment environment;
    private final Resources resources = new Resources();
    private final Audiences audiences;
    private final UserAccount account;
    private final Contacts contacts;
    private final Profiles profiles;
    private final PictureNews news;
    private final Set<String> connected = new HashSet<>(0);
    private @Nullable ChangeAvailability told;

    Attendance(Session session, SessionEnvironment environment) {
        this.session = session;
        this.environment = environment;
        audiences = new Audiences(environment.clock());
        account =
                new UserAccount(this, environment.accounts(), environment.backend().registration());
        news = new PictureNews(this, environment.contacts().requests(), environment.pictures());
        contacts = new Contacts(this, environment.contacts(), audiences, news::greet);
        profiles = new Profiles(this, environment.pictures(), this::looksDifferent);
    }

    /** The user's account on the network. */
    public UserAccount account() {
        return account;
    }

    /** The user's contacts on the network. */
    public Contacts contacts() {
        return contacts;
    }

    /** Who the people are that the user deals with. */
    public Profiles profiles() {
        return profiles;
    }

    private void looksDifferent(String localpart) {
        if (contacts.refresh(localpart)) {
            news.tell(localpart);
        }
        session.rooms().events().looked(localpart);
    }

    /** What the user's resources know. */
    public Audiences audiences() {
        return audiences;
    }

    /** A resource sent something. */
    void heard(Jid resource) {
        resources.heard(resource, environment.clock().instant());
    }

    /**
     * The resources that are online or in rooms and sent nothing since then. COMPAT(XEP-0356
     * section 7): who is said to be offline as a whole may be in rooms still.
     */
    public Set<Jid> silentSince(Instant time) {
        Set<Jid> silent = new LinkedHashSet<>(resources.all());
        silent.addAll(session.rooms().stays().resources());
        silent.removeIf(each -> !resources.isSilentSince(each, time));
        return silent;
    }

    /** Whether the user is connected to a network now. */
    public boolean isConnected(LegacyNetwork network) {
        return connected.contains(network.localpart());
    }

    /** Takes note of a network's link; returns whether that is news. */
    public boolean noteConnected(LegacyNetwork network, boolean now) {
        return now ? connected.add(network.localpart()) : connected.remove(network.localpart());
    }

    /** Whether a resource was there and has not gone since, with or without presence. */
    boolean isHere(Jid resource) {
        return resources.isHere(resource);
    }

    /** Whether anything is left to do or to keep for this user. */
    boolean isOver() {
        return resources.isEmpty() && !account.isBusy() && !contacts.isBusy() && !profiles.isBusy();
    }

    /** A resource shows presence to an address. */
    public void available(Jid resource, LegacyAddress at, Element presence) throws StanzaException {
        if (!account.isUsable()) {
            return;
        }
        if (resources.available(resource, at, presence)) {
            audiences.came(resource);
            environment.delivery().reachable(session.user());
            account.resourceCame();
            contacts.greet(resource);
            contacts.whenLoaded(this::followContacts);
        }
        tellAvailability(false);
    }

    /** Who is there can be told to the user only by a session. */
    private void followContacts() {
        if (contacts.areSeen()) {
            announce();
        }
    }

    /**
     * A resource does not show presence to an address any more.
     *
     * @return whether it is offline now
     */
    public boolean unavailable(Jid resource, LegacyAddress at) throws StanzaException {
        boolean gone = resources.unavailable(resource, at);
        if (gone) {
            went(resource);
        }
        return gone;
    }

    /** A resource turned out to be gone without having said so. */
    void gone(Jid resource) {
        try {
            if (resources.gone(resource)) {
                went(resource);
            }
        } catch (StanzaException e) {
            LOG.warn("availability=refused user={} reason=\"{}\"", user(), e.text());
        }
    }

    /** The gateway ends: nobody of it is online any more (XEP-0100 section 4.1). */
    void shutdown(String reason) {
        for (Jid resource : resources.all()) {
            for (String localpart : audiences.leave(resource)) {
                Jid from = localpart.isEmpty() ? gateway() : jidOf(localpart);
                Element presence = Xml.stanza("presence", from, resource, "unavailable", null);
                if (localpart.isEmpty()) {
                    Xml.text(presence, "status", reason);
                }
                send(presence);
            }
        }
    }

    private void went(Jid resource) throws StanzaException {
        news.gone(resource);
        contacts.farewell(resource);
        if (resources.isEmpty()) {
            told = null;
            account.lastResourceWent();
            if (account.phase() == Phase.LOGGED_OUT) {
                contacts.allOffline();
            }
        }
        tellAvailability(true);
    }

    /** The account came into use, or did not, or no longer; returns whether that is news. */
    public boolean note(AccountEvent event) {
        if (!account.note(event)) {
            return false;
        }
        switch (account.phase()) {
            case LOGGED_IN -> {
                told = null;
                announce();
            }
            case FAILED -> contacts.allOffline();
            case NEEDLESS, ABSENT, LOGGED_OUT, LOGGING_IN, COMING_BACK -> {}
        }
        return true;
    }

    private void announce() {
        try {
            tellAvailability(false);
        } catch (StanzaException e) {
            LOG.warn("availability=refused user={} reason=\"{}\"", user(), e.text());
        }
    }

    /** Whether the user's resources are away, and what they say; null if none shows presence. */
    @Nullable Availability availability() {
        return resources.aggregate();
    }

    /** The user is in rooms again after the gateway was started, with or without a resource. */
    public void restored() throws StanzaException {
        tellAvailability(false);
    }

    /**
     * Tells the network, if it is news.
     *
     * @param passing whether it is because a resource went
     */
    private void tellAvailability(boolean passing) throws StanzaException {
        Availability now = resources.aggregate();
        if (now == null && session.isOpen()) {
            now = NOBODY; // who stays in rooms all the same is not at a keyboard
        }
        boolean inUse = account.isWithout() || account.phase() == Phase.LOGGED_IN;
        boolean listens =
                session.isOpen()
                        || session.legacySide().followsAvailability()
                        || contacts.areSeen();
        if (!inUse || !listens || now == null || isKnown(now, passing)) {
            return;
        }
        told = new ChangeAvailability(now, passing);
        perform(told);
    }

    /** What was told of a resource that went holds for good once a resource says so, too. */
    private boolean isKnown(Availability now, boolean passing) {
        return told != null && told.availability().equals(now) && (passing || !told.passing());
    }

    @Override
    public Jid user() {
        return session.user();
    }

    @Override
    public Access access() {
        return session.access();
    }

    @Override
    public Jid gateway() {
        return environment.domain();
    }

    @Override
    public Jid jidOf(String localpart) {
        return session.jidOf(localpart);
    }

    @Override
    public boolean isOnline() {
        return !resources.isEmpty();
    }

    @Override
    public List<Jid> onlineResources() {
        return resources.all();
    }

    @Override
    public void ask(UserAction action) throws BackendException {
        session.ask(action);
    }

    @Override
    public void perform(UserAction action) throws StanzaException {
        session.perform(action);
    }

    @Override
    public void send(Element stanza) {
        session.send(stanza);
    }

    @Override
    public void later(Runnable task) {
        session.force(task);
    }

    @Override
    public SessionContext.Timer schedule(Duration delay, Runnable task) {
        return session.schedule(delay, task);
    }

    @Override
    public InstantSource clock() {
        return environment.clock();
    }

    @Override
    public StanzaException problem(BackendFailure failure) {
        return Failures.toStanza(failure, session::jidOf);
    }

    @Override
    public void logInRefused(BackendFailure failure) {
        session.publish(new AccountEvent.LogInFailed(failure));
    }

    @Override
    public void enrolled() {
        contacts.introduceGateway();
    }

    @Override
    public void withdrawn() {
        for (Jid resource : resources.all()) {
            resources.gone(resource);
            audiences.leave(resource);
        }
        contacts.withdraw();
    }
}
