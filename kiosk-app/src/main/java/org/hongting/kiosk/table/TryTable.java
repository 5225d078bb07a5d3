package org.hongting.kiosk.table;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.time.ClockReading;

/// Counts wrong typing, of each person and of the whole kiosk, and says how long to wait.
///
/// Of a person: after every third wrong PIN in a row five minutes, then ten, fifteen … an hour at most; the right PIN
/// ends it. Of the kiosk: fifteen wrong entries are free and one is forgiven a minute; beyond that typing pauses until
/// the next is forgiven. It counts on the monotonic clock; after a restart of the machine a wait begins anew, so that
/// neither pulling the plug nor setting the clock shortens it.
public final class TryTable {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_try (
                who TEXT PRIMARY KEY, failures INTEGER NOT NULL, boot TEXT NOT NULL, mono INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """);

    public static final int SERIES = 3;
    static final Duration FIRST_WAIT = Duration.ofMinutes(5);
    static final Duration LONGEST_WAIT = Duration.ofHours(1);
    public static final int FREE_AT_KIOSK = 15;
    static final Duration FORGIVEN_EVERY = Duration.ofMinutes(1);

    private static final String KIOSK = "kiosk";

    private record Count(long failures, Duration since) {}

    /// How long nobody may type here; nothing while all is well.
    public Optional<Duration> kioskWait(Transaction transaction, ClockReading now) {
        Count count = leaked(count(transaction, KIOSK, now));
        return count.failures() < FREE_AT_KIOSK ? Optional.empty() : Optional.of(FORGIVEN_EVERY.minus(count.since()));
    }

    /// How long this person may not type a PIN.
    public Optional<Duration> personWait(Transaction transaction, MemberId member, ClockReading now) {
        Count count = count(transaction, member.value(), now);
        if (count.failures() == 0 || count.failures() % SERIES != 0) {
            return Optional.empty();
        }
        Duration wait = FIRST_WAIT.multipliedBy(count.failures() / SERIES);
        Duration left = (wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait).minus(count.since());
        return left.isPositive() ? Optional.of(left) : Optional.empty();
    }

    /// A wrong entry at this kiosk.
    public void failedHere(Transaction transaction, ClockReading now) {
        Count count = leaked(count(transaction, KIOSK, now));
        write(transaction, KIOSK, count.failures() + 1, now, count.since());
    }

    /// A wrong PIN of this person, or one that is about to be checked: what is cut off in between counts as wrong.
    public void failed(Transaction transaction, MemberId member, ClockReading now) {
        failedHere(transaction, now);
        write(
                transaction,
                member.value(),
                count(transaction, member.value(), now).failures() + 1,
                now,
                Duration.ZERO);
    }

    /// It was the right PIN after all.
    public void succeeded(Transaction transaction, MemberId member, ClockReading now) {
        transaction.update("DELETE FROM desk_try WHERE who = ?", member.value());
        Count count = leaked(count(transaction, KIOSK, now));
        write(transaction, KIOSK, Math.max(0, count.failures() - 1), now, count.since());
    }

    private static Count leaked(Count count) {
        long forgiven = count.since().dividedBy(FORGIVEN_EVERY);
        return forgiven >= count.failures()
                ? new Count(0, Duration.ZERO)
                : new Count(count.failures() - forgiven, count.since().minus(FORGIVEN_EVERY.multipliedBy(forgiven)));
    }

    /// What was counted before a restart counts as of now.
    private static Count count(Transaction transaction, String who, ClockReading now) {
        return transaction
                .queryFirst(
                        "SELECT failures, boot, mono FROM desk_try WHERE who = ?",
                        row -> new Count(
                                row.integer("failures"),
                                row.text("boot").equals(now.boot().value())
                                        ? Duration.ofNanos(Math.max(0, now.monotonicNanos() - row.integer("mono")))
                                        : Duration.ofNanos(-1)),
                        who)
                .map(count -> {
                    if (!count.since().isNegative()) {
                        return count;
                    }
                    write(transaction, who, count.failures(), now, Duration.ZERO);
                    return new Count(count.failures(), Duration.ZERO);
                })
                .orElse(new Count(0, Duration.ZERO));
    }

    private static void write(Transaction transaction, String who, long failures, ClockReading now, Duration since) {
        transaction.update("""
                INSERT INTO desk_try (who, failures, boot, mono) VALUES (?, ?, ?, ?)
                ON CONFLICT (who) DO UPDATE
                SET failures = excluded.failures, boot = excluded.boot, mono = excluded.mono
                """, who, failures, now.boot().value(), now.monotonicNanos() - since.toNanos());
    }
}
