package org.hongting.kiosk.checkin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hongting.device.CredentialRead;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.kiosk.table.Search;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.VoidReason;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.touch.NumberHash;
import org.hongting.protocol.touch.PinVerifier;
import org.hongting.protocol.touch.SearchWord;
import org.hongting.sync.journal.Appender;
import org.hongting.sync.journal.Writing;

/// The desk's side of what is typed: number, PIN, search, and the marks of somebody in charge. What it decides is
/// decided and journaled by the [CheckInDesk] exactly like a card.
///
/// It remembers what one person at the screen is about, until [#leave]: whose PIN is awaited, who is signed in. A
/// name that was only chosen admits nobody. It knows no thread: call it on the desk's.
public final class TouchDesk {
    /// Somebody in charge who does nothing for so long is signed out here too, whatever the screen says.
    static final Duration SESSION = Duration.ofMinutes(3);

    /// For so long after an arrival its own member may take it back.
    public static final Duration UNDO = TakingBack.WINDOW;

    /// What people type at stands in records under this name.
    public static final String DEVICE = "touch";

    private final Database database;
    private final CheckInDesk desk;
    private final DeskTables tables;
    private final TerminalClock clock;
    private final PinGate gate;
    private Optional<Session> session = Optional.empty();
    private Optional<KnownMember> picked = Optional.empty();
    private Optional<Decision.NeedsProof> unproven = Optional.empty();
    private Optional<Undo> undo = Optional.empty();
    private final TakingBack takingBack;
    private boolean cardAwaited;

    public TouchDesk(Database database, CheckInDesk desk, DeskTables tables, TerminalClock clock) {
        this.database = database;
        this.desk = desk;
        this.tables = tables;
        this.clock = clock;
        this.takingBack = new TakingBack(desk, tables);
        this.gate = new PinGate(desk, tables);
    }

    private record Undo(MemberId member, MeetingId meeting) {}

    private record Session(KnownMember charge, ClockReading lastAct) {}

    /// Somebody typed a student number to check in.
    public Reply number(String typed) {
        return number(typed, (transaction, appender, member) -> prove(transaction, appender, member, false));
    }

    /// Somebody typed a student number, for whatever it is to lead to.
    public Reply number(String typed, Found found) {
        return reply((transaction, appender) -> {
            Optional<Duration> wait = gate.kioskWait(transaction, appender.now());
            if (wait.isPresent()) {
                return new Reply.Decided(
                        new Decision.Refused(RefusalReason.TOO_MANY_TRIES, new Decision.Hint.Wait(wait.get())));
            }
            return owner(transaction, typed)
                    .map(member -> found.next(transaction, appender, member))
                    .orElseGet(() -> new Reply.Decided(unknown(transaction, appender, typed)));
        });
    }

    /// What is done with a member who was found.
    @FunctionalInterface
    public interface Found {
        Reply next(Transaction transaction, Appender appender, KnownMember member);
    }

    /// Asks somebody who is known for their PIN.
    public Reply askPin(KnownMember member, PinGate.Opened opened) {
        return reply((transaction, appender) -> tables.touch()
                .pin(transaction, member.attendee().member())
                .map(pin -> gate.ask(transaction, appender, member, pin, opened))
                .orElseGet(() -> new Reply.Decided(new Decision.Refused(RefusalReason.NO_PIN))));
    }

    /// The one PIN that is awaited at this screen.
    public PinGate gate() {
        return gate;
    }

    /// Somebody chose their own name out of a search.
    public Reply choose(MemberId chosen) {
        return reply((transaction, appender) -> tables.roster()
                .find(transaction, chosen)
                .map(member -> prove(transaction, appender, member, true))
                .orElseGet(() -> new Reply.Decided(new Decision.Refused(RefusalReason.UNKNOWN_MEMBER))));
    }

    /// A PIN was typed for whom it is awaited.
    ///
    /// @return nothing where no PIN is awaited any more
    public Optional<PinStep> pin(String typed) {
        return gate.typed(typed);
    }

    /// The PIN was compared.
    ///
    /// @return nothing where the person has left meanwhile
    public Optional<Reply> checked(PinStep.Check check, boolean right) {
        return gate.checked(check, right);
    }

    /// Somebody was read whose meeting asks for more: their PIN is awaited, or who is in charge will be.
    public void awaitProof(Decision.NeedsProof needed) {
        leave();
        unproven = Optional.of(needed);
        if (needed.wanted() == SecondFactor.PIN) {
            MemberId member = needed.attendee().member();
            database.reading(transaction -> tables.roster().find(transaction, member))
                    .ifPresent(known -> database.reading(
                                    transaction -> tables.touch().pin(transaction, member))
                            .ifPresent(verifier -> gate.await(known, verifier, arriving(known))));
        }
    }

    /// A member who is in wants to take that back and is to show again what they came in with.
    public void awaitUndo(MemberId member, MeetingId meeting) {
        leave();
        undo = Optional.of(new Undo(member, meeting));
    }

    /// Looks at a read before it is decided: does it take an arrival back?
    ///
    /// @return nothing where none is to be taken back, or somebody else shows something
    public Optional<Decision> takeBack(CredentialRead read) {
        Optional<Decision> decision =
                undo.flatMap(asked -> takingBack.byThemself(asked.member(), asked.meeting(), read));
        if (decision.isPresent()) {
            undo = Optional.empty();
        }
        return decision;
    }

    /// Somebody in charge says why a member's arrival is taken back.
    public Reply takeBack(VoidReason reason) {
        Optional<KnownMember> member = picked;
        picked = Optional.empty();
        return inSession(charge -> member.<Reply>map(known ->
                        new Reply.Decided(desk.write((transaction, appender) -> takingBack.byCharge(
                                transaction,
                                appender,
                                Visit.now(known, origin(CredentialKind.MARKED), appender.now()),
                                reason,
                                charge.attendee().member()))))
                .orElseGet(() -> new Reply.ChargeOpened(charge.attendee())));
    }

    /// Who is in charge is to show a card next, perhaps for a member who was chosen by name or must be confirmed.
    public void awaitCard(Optional<MemberId> forWhom) {
        Optional<Decision.NeedsProof> still = unproven.filter(
                needed -> forWhom.equals(Optional.of(needed.attendee().member())));
        leave();
        unproven = still;
        cardAwaited = true;
        picked = database.reading(
                transaction -> forWhom.flatMap(member -> tables.roster().find(transaction, member)));
    }

    /// Whether the next read is for somebody in charge who signs in.
    public boolean awaitsRead() {
        return cardAwaited;
    }

    /// Looks at a read that was decided already: does it sign somebody in charge in?
    ///
    /// @return nothing where no such read is awaited or it is nobody in charge
    public Optional<Reply> charge(CredentialRead read) {
        if (!cardAwaited) {
            return Optional.empty();
        }
        return database.reading(transaction -> {
            Identification shown = desk.identify(transaction, read.shown(), clock.read());
            if (!(shown instanceof Identification.Known(var _, KnownMember member, var _, var _))
                    || !tables.touch().isInCharge(transaction, member.attendee().member())) {
                return Optional.empty();
            }
            Optional<PinVerifier> pin =
                    tables.touch().pin(transaction, member.attendee().member());
            if (pin.isEmpty()) {
                return Optional.of(new Reply.Decided(new Decision.Refused(RefusalReason.NO_PIN)));
            }
            cardAwaited = false;
            gate.await(member, pin.get(), (writing, appender) -> chargeProven(writing, appender, member));
            return Optional.of(new Reply.PinWanted(member.attendee()));
        });
    }

    /// People who are expected now and whose initials, or last signs of the student number, or both, were typed. Reads
    /// only.
    public Search search(String typed) {
        return search(typed, false);
    }

    /// @param everybody guests are looked for too, who are expected nowhere
    public Search search(String typed, boolean everybody) {
        String letters = typed.replaceAll("[^A-Za-z]", "");
        String digits = typed.replaceAll("[^0-9]", "");
        boolean shortEnding = !digits.isEmpty() && digits.length() < SearchWord.SHORTEST_ENDING;
        if (shortEnding || (letters.length() < 2 && digits.isEmpty())) {
            return new Search.TooShort();
        }
        return database.reading(transaction -> {
            List<List<SearchWord>> groups = new ArrayList<>();
            if (!digits.isEmpty()) {
                String ending = digits.substring(Math.max(0, digits.length() - SearchWord.LONGEST_ENDING));
                groups.add(tables.keys().namesOf(transaction, (key, secret) -> SearchWord.ending(ending, key, secret)));
            }
            if (!letters.isEmpty()) {
                groups.add(
                        tables.keys().namesOf(transaction, (key, secret) -> SearchWord.initials(letters, key, secret)));
            }
            List<MeetingEntry> open =
                    tables.meetings().open(transaction, clock.read().wall().toInstant());
            return (open.isEmpty() && !everybody) || groups.getFirst().isEmpty()
                    ? new Search.Nobody()
                    : tables.touch().search(transaction, groups, everybody ? List.of() : open);
        });
    }

    /// Somebody in charge picks whom to mark.
    public Reply pick(MemberId member) {
        return inSession(charge -> database.reading(transaction -> tables.roster()
                .find(transaction, member)
                .map(known -> picked(transaction, known, charge))
                .orElseGet(() -> new Reply.Decided(new Decision.Refused(RefusalReason.UNKNOWN_MEMBER)))));
    }

    /// Somebody in charge typed the number of whom to mark.
    public Reply pickNumber(String typed) {
        return inSession(charge -> database.reading(transaction -> owner(transaction, typed)
                .map(known -> picked(transaction, known, charge))
                .orElseGet(() -> new Reply.Decided(new Decision.Refused(RefusalReason.UNKNOWN_NUMBER)))));
    }

    /// Somebody in charge says why.
    public Reply mark(MarkReason reason) {
        Optional<KnownMember> member = picked;
        picked = Optional.empty();
        return inSession(charge -> member.<Reply>map(known -> {
                    Fact.Mark mark = new Fact.Mark(charge.attendee().member(), reason);
                    return new Reply.Decided(desk.write((transaction, appender) -> desk.decideFor(
                            transaction,
                            appender,
                            visit(known, origin(CredentialKind.MARKED), appender.now(), Optional.of(mark)))));
                })
                .orElseGet(() -> new Reply.ChargeOpened(charge.attendee())));
    }

    /// The person has gone from the screen, or was wiped from it.
    public void leave() {
        gate.forget();
        session = Optional.empty();
        picked = Optional.empty();
        unproven = Optional.empty();
        undo = Optional.empty();
        cardAwaited = false;
    }

    private Reply reply(Writing<Reply> typing) {
        return desk.attempt(typing).orElseGet(() -> new Reply.Decided(new Decision.NotRecorded()));
    }

    public Optional<KnownMember> owner(Transaction transaction, String typed) {
        return tables.keys().namesOf(transaction, (key, secret) -> NumberHash.of(typed, key, secret)).stream()
                .flatMap(hash -> tables.touch().ownerOf(transaction, hash).stream())
                .findFirst()
                .flatMap(member -> tables.roster().find(transaction, member));
    }

    /// The record of a number that nobody has holds its keyed hash.
    private Decision unknown(Transaction transaction, Appender appender, String typed) {
        tables.tries().failedHere(transaction, appender.now());
        List<NumberHash> names = tables.keys().namesOf(transaction, (key, secret) -> NumberHash.of(typed, key, secret));
        boolean ready = !names.isEmpty() && !tables.roster().isEmpty(transaction);
        Fact.Origin origin = origin(CredentialKind.NUMBER);
        return desk.refuse(
                transaction,
                appender,
                new Identification.Unknown(
                        origin.credential(),
                        ready ? RefusalReason.UNKNOWN_NUMBER : RefusalReason.NOT_READY,
                        names.stream().findFirst().map(NumberHash::value),
                        Optional.empty()),
                origin);
    }

    /// Asks for the PIN where one is set. A number without PIN counts; a name that was chosen never does.
    private Reply prove(Transaction transaction, Appender appender, KnownMember member, boolean named) {
        MemberId id = member.attendee().member();
        Optional<PinVerifier> pin = tables.touch().pin(transaction, id);
        if (pin.isPresent()) {
            return gate.ask(transaction, appender, member, pin.get(), arriving(member));
        }
        if (named) {
            refuse(transaction, appender, member, CredentialKind.UNKNOWN, RefusalReason.UNCONFIRMED);
            return new Reply.ConfirmationWanted(member.attendee());
        }
        return new Reply.Decided(desk.decideFor(
                transaction, appender, visit(member, origin(CredentialKind.NUMBER), appender.now(), Optional.empty())));
    }

    private Reply chargeProven(Transaction transaction, Appender appender, KnownMember charge) {
        session = Optional.of(new Session(charge, appender.now()));
        if (unproven.isPresent() && picked.isPresent()) {
            return new Reply.Decided(confirm(transaction, appender, charge));
        }
        return picked.<Reply>map(member -> new Reply.ReasonWanted(member.attendee()))
                .orElseGet(() -> new Reply.ChargeOpened(charge.attendee()));
    }

    /// In by the PIN, at the moment of the read where one came before.
    private PinGate.Opened arriving(KnownMember member) {
        return (transaction, appender) -> {
            Optional<Decision.NeedsProof> needed = unproven;
            unproven = Optional.empty();
            Fact.Origin origin = origin(CredentialKind.PIN);
            return new Reply.Decided(desk.decideFor(
                    transaction,
                    appender,
                    needed.map(one -> visitOf(one, member, origin, Optional.empty()))
                            .orElseGet(() -> visit(member, origin, appender.now(), Optional.empty()))));
        };
    }

    /// Who is in charge has come, with card and PIN, for a member whose meeting asks for it.
    private Decision confirm(Transaction transaction, Appender appender, KnownMember charge) {
        Decision.NeedsProof needed = unproven.orElseThrow();
        KnownMember member = picked.orElseThrow();
        unproven = Optional.empty();
        picked = Optional.empty();
        Fact.Mark mark = new Fact.Mark(charge.attendee().member(), MarkReason.CONFIRMED);
        return desk.decideFor(
                transaction, appender, visitOf(needed, member, origin(CredentialKind.MARKED), Optional.of(mark)));
    }

    /// What is proven now counts from the read.
    private static Visit visitOf(
            Decision.NeedsProof needed, KnownMember member, Fact.Origin origin, Optional<Fact.Mark> mark) {
        return new Visit(
                member,
                origin,
                needed.when(),
                mark,
                new Visit.Choice.Chosen(needed.meeting().meeting().id()),
                false);
    }

    private void refuse(
            Transaction transaction, Appender appender, KnownMember member, CredentialKind kind, RefusalReason reason) {
        desk.refuse(
                transaction,
                appender,
                new Identification.Unknown(
                        kind,
                        reason,
                        Optional.empty(),
                        Optional.of(member.attendee().member())),
                origin(kind));
    }

    /// Does something for who is signed in; otherwise it is refused.
    public Reply inSession(Function<KnownMember, Reply> act) {
        return signedIn()
                .map(act)
                .orElseGet(() -> new Reply.Decided(new Decision.Refused(RefusalReason.NOT_IN_CHARGE)));
    }

    /// Who is signed in; asking counts as an act.
    public Optional<KnownMember> signedIn() {
        Optional<KnownMember> charge = stillSignedIn();
        session = charge.map(member -> new Session(member, clock.read()));
        return charge;
    }

    /// Who is signed in. That others show their cards is no act of theirs.
    public Optional<KnownMember> stillSignedIn() {
        ClockReading now = clock.read();
        Optional<KnownMember> charge = session.filter(
                        open -> open.lastAct().boot().equals(now.boot())
                                && now.monotonicNanos() - open.lastAct().monotonicNanos() < SESSION.toNanos())
                .map(Session::charge);
        if (charge.isEmpty()) {
            leave();
        }
        return charge;
    }

    /// Whoever is in by this kiosk's own record can only be taken back.
    private Reply picked(Transaction transaction, KnownMember member, KnownMember charge) {
        picked = Optional.of(member);
        Visit visit = Visit.now(member, origin(CredentialKind.MARKED), clock.read());
        return takingBack.isPossible(transaction, visit, charge.attendee().member())
                ? new Reply.VoidReasonWanted(member.attendee())
                : new Reply.ReasonWanted(member.attendee());
    }

    private static Visit visit(KnownMember member, Fact.Origin origin, ClockReading when, Optional<Fact.Mark> mark) {
        return new Visit(
                member,
                origin,
                when,
                mark,
                mark.isPresent() ? new Visit.Choice.Nearest() : new Visit.Choice.Ask(),
                false);
    }

    public static Fact.Origin origin(CredentialKind kind) {
        return new Fact.Origin(kind, DEVICE, false);
    }
}
