package org.hongting.kiosk.member;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hongting.device.CredentialRead;
import org.hongting.device.Shown;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Identification;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.code.PhoneTicket;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.document.RequestEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.LeaveReason;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.touch.PinVerifier;
import org.hongting.sync.journal.Appender;
import org.hongting.sync.journal.Writing;

/// What members do for themselves at the screen once they are identified: enrol a phone, bind a card, ask for leave,
/// have language and type remembered, see what is recorded of them. Whoever has a PIN types it first, unless a phone's
/// pass was shown.
///
/// What anybody could have pressed asks for the card anew, and a card that was read is nobody's until somebody says so
/// at the screen: the next person in the queue may show theirs before the one before has gone. It remembers one member
/// until [#leave] and knows no thread: call it on the desk's.
public final class MemberDesk {
    /// How far ahead leave can be asked for: as far as the centre grants it.
    static final Duration BEFOREHAND = Duration.ofDays(30);

    private final CheckInDesk desk;
    private final DeskTables tables;
    private final TouchDesk touch;
    private final PhoneCodes codes;
    private final CardBinding binding;
    private final TerminalClock clock;
    private final OwnLearning learning;
    private Optional<Own> own = Optional.empty();
    private Optional<MemberId> phoneOf = Optional.empty();
    private Optional<CardUid> found = Optional.empty();
    private boolean readAwaited;
    private boolean cardAwaited;
    private boolean fresh;

    /// @param touch whose PIN gate and whose session of somebody in charge are used
    public MemberDesk(
            CheckInDesk desk,
            DeskTables tables,
            TouchDesk touch,
            PhoneCodes codes,
            CardBinding binding,
            TerminalClock clock) {
        this(desk, tables, touch, codes, binding, clock, OwnLearning.NONE);
    }

    /// Seven: each is what another errand needs.
    ///
    /// @param learning how far members are
    public MemberDesk(
            CheckInDesk desk,
            DeskTables tables,
            TouchDesk touch,
            PhoneCodes codes,
            CardBinding binding,
            TerminalClock clock,
            OwnLearning learning) {
        this.desk = desk;
        this.tables = tables;
        this.touch = touch;
        this.codes = codes;
        this.binding = binding;
        this.clock = clock;
        this.learning = learning;
    }

    /// Who is at the screen, and what they have shown.
    ///
    /// @param card a card was read, with or without a PIN after it
    /// @param proven by a pass or a PIN
    /// @param confirmedBy who is in charge and signed in
    private record Own(
            KnownMember member, Fact.Origin origin, boolean card, boolean proven, Optional<MemberId> confirmedBy) {
        Attendee attendee() {
            return member.attendee();
        }

        /// A number and a PIN can be told to a friend: somebody in charge has to look, or the phone speaks.
        boolean mayBind() {
            return origin.credential() == CredentialKind.PASS || confirmedBy.isPresent();
        }
    }

    /// The next read is to say who it is.
    public void awaitRead() {
        leave();
        readAwaited = true;
    }

    /// Whether the next read is for whoever does something at the screen.
    public boolean awaitsRead() {
        return readAwaited || cardAwaited;
    }

    /// Before a read is decided: is a pass that is to open somebody's page shown for the first time?
    public void beforeRead(CredentialRead read) {
        fresh = readAwaited && isFresh(read);
    }

    private boolean isFresh(CredentialRead read) {
        try {
            return identify(read) instanceof Identification.Known known && !known.again();
        } catch (DatabaseFault _) {
            return false; // The door answers to it.
        }
    }

    private Identification identify(CredentialRead read) {
        return desk.reading(transaction -> desk.identify(transaction, read.shown(), clock.read()));
    }

    /// After a read was decided: is it the card that somebody binds, or does it open what is theirs?
    public Optional<Reply> read(CredentialRead read) {
        boolean isCard = read.shown() instanceof Shown.CardShown;
        if (!readAwaited && !(isCard && (cardAwaited || phoneOf.isPresent()))) {
            return Optional.empty();
        }
        Identification shown = identify(read);
        if (cardAwaited) {
            return own.filter(Own::mayBind)
                    .flatMap(member -> binding.bindable(read.shown(), shown).map(uid -> {
                        found = Optional.of(uid);
                        return new OwnReply.CardFound(
                                member.attendee(), member.confirmedBy().isPresent());
                    }));
        }
        if (!(shown instanceof Identification.Known known)) {
            return Optional.empty();
        }
        Fact.Origin origin = new Fact.Origin(known.kind(), read.device().value(), read.simulated(), known.pass());
        if (phoneOf.isPresent()) {
            return phoneOf.filter(known.member().attendee().member()::equals).map(_ -> {
                phoneOf = Optional.empty();
                return ticketAfter(known.member(), origin);
            });
        }
        if (!fresh) {
            // A picture of a pass that its owner has just shown: the next one may open their page.
            return Optional.of(new Reply.Decided(new Decision.Refused(RefusalReason.USED_PASS)));
        }
        readAwaited = false;
        return Optional.of(shown(known.member(), origin));
    }

    /// Somebody wants to have the phone enrolled of whom an answer was for: the next card, if it is that member's,
    /// leads to a ticket.
    public void awaitPhoneOf(MemberId member) {
        leave();
        phoneOf = Optional.of(member);
    }

    private Reply ticketAfter(KnownMember member, Fact.Origin origin) {
        return reply((transaction, appender) ->
                prove(transaction, appender, new Own(member, origin, true, false, Optional.empty()), this::ticket));
    }

    /// The card that was read last is the member's: they, or who is in charge, say so.
    public Optional<Reply> bind() {
        Optional<CardUid> uid = found;
        found = Optional.empty();
        return own.filter(Own::mayBind)
                .flatMap(member -> uid.map(card -> {
                    cardAwaited = false;
                    return reply((transaction, appender) -> bind(transaction, appender, member, card));
                }));
    }

    /// A roster that came meanwhile may know whose it is.
    private Reply bind(Transaction transaction, Appender appender, Own member, CardUid card) {
        Shown shown = new Shown.CardShown(card.bytes());
        if (binding.bindable(shown, desk.identify(transaction, shown, appender.now()))
                .isEmpty()) {
            return opened(transaction, member);
        }
        binding.bind(transaction, appender, member.member(), card, member.origin(), member.confirmedBy());
        return new Reply.Decided(new Decision.CardBound(member.attendee()));
    }

    /// Somebody typed their number to do something for themself. Without a PIN it proves nothing.
    public Reply number(String typed) {
        return touch.number(
                typed,
                (transaction, appender, member) -> withPin(
                        transaction,
                        appender,
                        new Own(member, TouchDesk.origin(CredentialKind.NUMBER), false, false, Optional.empty()),
                        this::opened));
    }

    /// Somebody in charge typed the number of a member who is to bind a card, and types their PIN next.
    public Reply bindFor(String typed) {
        return touch.inSession(charge -> touch.number(
                typed,
                (transaction, appender, member) -> withPin(
                        transaction,
                        appender,
                        new Own(
                                member,
                                TouchDesk.origin(CredentialKind.NUMBER),
                                false,
                                false,
                                Optional.of(charge.attendee().member())),
                        this::awaitCard)));
    }

    /// What is theirs is chosen from the page that shows it.
    public Optional<Reply> choose(Errand errand) {
        return own.flatMap(one ->
                desk.reading(transaction -> errands(transaction, one).contains(errand)
                        ? Optional.of(
                                switch (errand) {
                                    case PHONE -> ticket(transaction, one);
                                    case CARD -> awaitCard(transaction, one);
                                    case LEAVE -> meetings(transaction, one);
                                    case APPEARANCE -> opened(transaction, one);
                                    case RECORD -> recorded(transaction, one);
                                })
                        : Optional.empty()));
    }

    /// Who is at the screen, and what proved it.
    public record Identified(KnownMember member, Fact.Origin origin) {}

    /// Who is at the screen, for a desk in another room.
    public Optional<Identified> identified() {
        return own.map(one -> new Identified(one.member(), one.origin()));
    }

    /// Back to all that is theirs: a card is awaited no more.
    public Optional<Reply> menu() {
        return own.map(one -> desk.reading(transaction -> opened(transaction, one)));
    }

    public Optional<Reply> askLeave(MeetingId meeting, LeaveReason reason) {
        return own.filter(Own::proven)
                .map(one -> reply((transaction, appender) -> {
                    MemberId member = one.attendee().member();
                    boolean open = leaveChoices(transaction, one).stream()
                            .anyMatch(choice -> choice.meeting().id().equals(meeting) && choice.isOpen());
                    if (open) {
                        tables.wishes().ask(transaction, meeting, member);
                        appender.append(new Fact.LeaveAsked(meeting, member, one.origin(), reason));
                    }
                    return new OwnReply.Meetings(one.attendee(), leaveChoices(transaction, one));
                }));
    }

    /// Remembers how screens are to speak to the member, here at once and, through the centre, everywhere.
    public Optional<Reply> remember(Preference preference) {
        return own.map(one -> reply((transaction, appender) -> {
            MemberId member = one.attendee().member();
            tables.roster().prefer(transaction, member, preference);
            appender.append(
                    new Fact.PreferenceSet(member, one.origin(), preference.language(), preference.largeType()));
            return new OwnReply.Opened(one.attendee(), errands(transaction, one), true);
        }));
    }

    /// The person has gone from the screen, or was wiped from it.
    public void leave() {
        own = Optional.empty();
        phoneOf = Optional.empty();
        found = Optional.empty();
        readAwaited = false;
        cardAwaited = false;
    }

    private Reply shown(KnownMember member, Fact.Origin origin) {
        boolean pass = origin.credential() == CredentialKind.PASS;
        Own identified = new Own(member, origin, origin.credential() == CredentialKind.CARD, pass, Optional.empty());
        return pass
                ? reply((transaction, appender) -> {
                    // Also where the door refused it and did not use it up: it opens this page once.
                    tables.passes()
                            .take(
                                    transaction,
                                    member.attendee().member(),
                                    Objects.requireNonNull(origin.pass()),
                                    appender.now());
                    return opened(transaction, identified);
                })
                : reply((transaction, appender) -> prove(transaction, appender, identified, this::opened));
    }

    /// What comes once it is proven who it is, as far as it can be.
    @FunctionalInterface
    private interface Next {
        Reply of(Transaction transaction, Own own);
    }

    /// Asks for the PIN where one is set.
    private Reply prove(Transaction transaction, Appender appender, Own shown, Next next) {
        return tables.touch()
                .pin(transaction, shown.attendee().member())
                .map(pin -> ask(transaction, appender, shown, pin, next))
                .orElseGet(() -> next.of(transaction, shown));
    }

    private Reply withPin(Transaction transaction, Appender appender, Own shown, Next next) {
        return tables.touch()
                .pin(transaction, shown.attendee().member())
                .map(pin -> ask(transaction, appender, shown, pin, next))
                .orElseGet(() -> new Reply.Decided(new Decision.Refused(RefusalReason.NO_PIN)));
    }

    private Reply ask(Transaction transaction, Appender appender, Own shown, PinVerifier pin, Next next) {
        Own proven =
                new Own(shown.member(), TouchDesk.origin(CredentialKind.PIN), shown.card(), true, shown.confirmedBy());
        return touch.gate().ask(transaction, appender, shown.member(), pin, (opening, _) -> next.of(opening, proven));
    }

    private Reply opened(Transaction transaction, Own identified) {
        own = Optional.of(identified);
        found = Optional.empty();
        cardAwaited = false;
        return new OwnReply.Opened(identified.attendee(), errands(transaction, identified), false);
    }

    private Reply ticket(Transaction transaction, Own identified) {
        own = Optional.of(identified);
        return new OwnReply.TicketMade(
                identified.attendee(),
                codes.ticketFor(transaction, identified.attendee().member()).map(QrSymbol::of),
                PhoneTicket.LIFE);
    }

    private Reply awaitCard(Transaction ignored, Own identified) {
        own = Optional.of(identified);
        cardAwaited = true;
        return new OwnReply.CardAwaited(
                identified.attendee(), identified.confirmedBy().isPresent());
    }

    private Reply meetings(Transaction transaction, Own identified) {
        return new OwnReply.Meetings(identified.attendee(), leaveChoices(transaction, identified));
    }

    private Reply recorded(Transaction transaction, Own identified) {
        MemberId member = identified.attendee().member();
        return new OwnReply.Recorded(
                identified.attendee(),
                OwnRecord.of(
                        tables.personal().find(transaction, member),
                        learning.of(transaction, member, clock.read().wall().toInstant()),
                        codes.ownPage(transaction).map(QrSymbol::of)));
    }

    private List<LeaveChoice> leaveChoices(Transaction transaction, Own identified) {
        Instant now = clock.read().wall().toInstant();
        MemberId member = identified.attendee().member();
        return tables.meetings().comingOf(transaction, identified.member(), now, now.plus(BEFOREHAND)).stream()
                .map(meeting -> new LeaveChoice(
                        meeting,
                        tables.leave().isAway(transaction, meeting.id(), member)
                                ? Optional.of(RequestEntry.State.GRANTED)
                                : tables.wishes().find(transaction, meeting.id(), member)))
                .toList();
    }

    private Set<Errand> errands(Transaction transaction, Own identified) {
        Set<Errand> errands = EnumSet.of(Errand.APPEARANCE, Errand.RECORD);
        if (identified.card() && codes.isOffered(transaction)) {
            errands.add(Errand.PHONE);
        }
        if (identified.mayBind() && binding.isOffered(transaction)) {
            errands.add(Errand.CARD);
        }
        if (identified.proven()) {
            errands.add(Errand.LEAVE);
        }
        return errands;
    }

    private Reply reply(Writing<Reply> act) {
        return desk.attempt(act).orElseGet(() -> new Reply.Decided(new Decision.NotRecorded()));
    }
}
