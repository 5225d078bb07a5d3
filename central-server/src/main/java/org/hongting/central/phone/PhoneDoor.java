package org.hongting.central.phone;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.Phones;
import org.hongting.central.platform.security.SignInAttempts;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// Knows an enrolled phone by what it signed. Each phone's questions carry rising times near the centre's own, so none
/// counts twice, and one that was held back on the way does not count later. Safe for use by many threads.
public final class PhoneDoor {
    /// How far a question's time may be from the centre's.
    static final Duration NEAR = Duration.ofMinutes(2);

    private final Members members;
    private final SignInAttempts attempts;
    private final Clock clock;

    /// @param attempts counts questions that nobody of ours signed
    public PhoneDoor(Members members, SignInAttempts attempts, Clock clock) {
        this.members = members;
        this.attempts = attempts;
        this.clock = clock;
    }

    /// Who asks, or why nobody is heard.
    sealed interface Caller {
        record Known(Member member, Phones.Phone phone) implements Caller {}

        record Nobody(Reason reason) implements Caller {}
    }

    /// The words shown to people stand in the app.
    public enum Reason {
        BAD_REQUEST,
        /// The phone was removed, or its member has left.
        REMOVED,
        /// A lost terminal let the phone in: somebody has to confirm it.
        SUSPENDED,
        /// The time is too far from the centre's, or not later than the last one.
        WRONG_TIME,
        LOCKED;

        String word() {
            return Words.of(this);
        }
    }

    /// Who signed, without using up the question: whatever turns somebody away is found in reading.
    ///
    /// @param action what is asked for, which the signature covers
    Caller judge(Transaction transaction, String action, SignedAsk ask, String address) {
        if (attempts.lockedFor(ask.member(), address).isPresent()) {
            return new Caller.Nobody(Reason.LOCKED);
        }
        Optional<Phones.Phone> phone = phone(transaction, action, ask);
        if (phone.isEmpty()) {
            attempts.failed(ask.member(), address);
            return new Caller.Nobody(Reason.BAD_REQUEST);
        }
        Optional<Member> member =
                members.find(transaction, phone.get().member()).filter(Member::active);
        if (member.isEmpty() || phone.get().removed().isPresent()) {
            return new Caller.Nobody(Reason.REMOVED);
        }
        if (phone.get().suspendedFor().isPresent()) {
            return new Caller.Nobody(Reason.SUSPENDED);
        }
        if (Math.abs(ask.at() - clock.millis()) > NEAR.toMillis()) {
            return new Caller.Nobody(Reason.WRONG_TIME);
        }
        return new Caller.Known(member.get(), phone.get());
    }

    /// Uses up a question: none counts again that is not later. It is written down.
    Caller use(Transaction transaction, Caller.Known known, SignedAsk ask) {
        return isLater(transaction, known.phone().id(), ask.at()) ? known : new Caller.Nobody(Reason.WRONG_TIME);
    }

    private static Optional<Phones.Phone> phone(Transaction transaction, String action, SignedAsk ask) {
        try {
            return Phones.of(transaction, new MemberId(ask.member())).stream()
                    .filter(one -> one.number() == ask.phone() && ask.isSigned(action, one.key()))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isLater(Transaction transaction, long phone, long at) {
        return transaction.update(
                        "INSERT INTO phone_asked (phone, at) VALUES (?, ?)"
                                + " ON CONFLICT (phone) DO UPDATE SET at = excluded.at WHERE excluded.at > phone_asked.at",
                        phone,
                        at)
                == 1;
    }
}
