package org.hongting.kiosk.checkin;

import java.time.Duration;
import java.util.Optional;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.touch.PinVerifier;
import org.hongting.sync.journal.Appender;
import org.hongting.sync.journal.Writing;

/// The one PIN that is awaited at the screen, whatever it is to open: whose it is, how often it was tried, and what
/// happens when it is right. Attempts are counted before they are looked at.
public final class PinGate {
    private final CheckInDesk desk;
    private final DeskTables tables;
    private Optional<Proof> awaited = Optional.empty();

    PinGate(CheckInDesk desk, DeskTables tables) {
        this.desk = desk;
        this.tables = tables;
    }

    /// What the right PIN opens, in the transaction that forgives the tries before it.
    @FunctionalInterface
    public interface Opened {
        Reply proven(Transaction transaction, Appender appender);
    }

    /// Whose PIN is awaited, and what for.
    record Proof(KnownMember member, PinVerifier verifier, Opened opened) {}

    /// Waits for the PIN, in place of another that was awaited.
    void await(KnownMember member, PinVerifier verifier, Opened opened) {
        awaited = Optional.of(new Proof(member, verifier, opened));
    }

    /// Asks for the PIN, unless its owner must wait.
    public Reply ask(
            Transaction transaction, Appender appender, KnownMember member, PinVerifier verifier, Opened opened) {
        Optional<Duration> wait = waitFor(transaction, member.attendee().member(), appender.now());
        if (wait.isPresent()) {
            return locked(transaction, appender, member, wait.get());
        }
        await(member, verifier, opened);
        return new Reply.PinWanted(member.attendee());
    }

    void forget() {
        awaited = Optional.empty();
    }

    /// A PIN was typed for whom it is awaited. The attempt is counted before it is looked at.
    ///
    /// @return nothing where no PIN is awaited any more
    Optional<PinStep> typed(String typed) {
        return awaited.map(proof -> desk.<PinStep>attempt((transaction, appender) -> {
                    MemberId member = proof.member().attendee().member();
                    Optional<Duration> wait = waitFor(transaction, member, appender.now());
                    if (wait.isPresent()) {
                        return new PinStep.Answered(locked(transaction, appender, proof.member(), wait.get()));
                    }
                    tables.tries().failed(transaction, member, appender.now());
                    return new PinStep.Check(proof, typed);
                })
                .orElseGet(() -> new PinStep.Answered(new Reply.Decided(new Decision.NotRecorded()))));
    }

    /// The PIN was compared.
    ///
    /// @return nothing where the person has left meanwhile
    Optional<Reply> checked(PinStep.Check check, boolean right) {
        return awaited.filter(proof -> proof.equals(check.proof())).map(proof -> right ? proven(proof) : wrong(proof));
    }

    /// How long nobody may type here; nothing while all is well.
    Optional<Duration> kioskWait(Transaction transaction, ClockReading now) {
        return tables.tries().kioskWait(transaction, now);
    }

    private Optional<Duration> waitFor(Transaction transaction, MemberId member, ClockReading now) {
        return tables.tries().personWait(transaction, member, now).or(() -> kioskWait(transaction, now));
    }

    private Reply proven(Proof proof) {
        awaited = Optional.empty();
        return reply((transaction, appender) -> {
            tables.tries().succeeded(transaction, proof.member().attendee().member(), appender.now());
            return proof.opened().proven(transaction, appender);
        });
    }

    private Reply wrong(Proof proof) {
        return reply((transaction, appender) -> {
            Optional<Duration> wait =
                    waitFor(transaction, proof.member().attendee().member(), appender.now());
            if (wait.isPresent()) {
                return locked(transaction, appender, proof.member(), wait.get());
            }
            refuse(transaction, appender, proof.member(), RefusalReason.WRONG_PIN);
            return new Reply.Decided(new Decision.Refused(RefusalReason.WRONG_PIN));
        });
    }

    private Reply locked(Transaction transaction, Appender appender, KnownMember member, Duration wait) {
        awaited = Optional.empty();
        refuse(transaction, appender, member, RefusalReason.TOO_MANY_TRIES);
        return new Reply.Decided(new Decision.Refused(RefusalReason.TOO_MANY_TRIES, new Decision.Hint.Wait(wait)));
    }

    private void refuse(Transaction transaction, Appender appender, KnownMember member, RefusalReason reason) {
        desk.refuse(
                transaction,
                appender,
                new Identification.Unknown(
                        CredentialKind.NUMBER,
                        reason,
                        Optional.empty(),
                        Optional.of(member.attendee().member())),
                new Fact.Origin(CredentialKind.NUMBER, TouchDesk.DEVICE, false));
    }

    private Reply reply(Writing<Reply> typing) {
        return desk.attempt(typing).orElseGet(() -> new Reply.Decided(new Decision.NotRecorded()));
    }
}
