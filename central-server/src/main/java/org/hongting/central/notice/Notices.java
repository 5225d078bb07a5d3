package org.hongting.central.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.central.alert.AlertKey;
import org.hongting.central.alert.AlertRule;
import org.hongting.central.alert.OnAlert;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Writes down what is to be told, in the transaction that found it, and has it sent. What happens within half a
/// minute is told together; a target hears six times an hour at most, and then of everything that gathered. What does
/// not get through is tried again for a day, with longer and longer pauses.
///
/// [#deliver] belongs to one thread at one server; the rest may be called by any.
public final class Notices implements OnAlert {
    static final Duration GATHERED = Duration.ofSeconds(30);
    static final int AN_HOUR = 6;
    static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST_DOUBLINGS = 6;
    private static final int SECRET_BYTES = 24;
    private static final int ID_BYTES = 8;
    private static final int LONGEST_PROBLEM = 200;

    private final Database database;
    private final Map<NoticeTarget.Kind, NoticeSender> senders;
    private final NoticeWords words;
    private final Clock clock;
    private final RandomGenerator random;

    /// @param senders by way; a way that is not there cannot be chosen
    public Notices(
            Database database,
            Map<NoticeTarget.Kind, NoticeSender> senders,
            NoticeWords words,
            Clock clock,
            RandomGenerator random) {
        this.database = database;
        this.senders = Map.copyOf(senders);
        this.words = words;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void changed(Transaction transaction, List<Change> fired, List<Change> cleared) {
        for (NoticeTarget target : NoticeTable.targets(transaction)) {
            tell(transaction, target, fired, cleared, GATHERED);
        }
    }

    private void tell(
            Transaction transaction, NoticeTarget target, List<Change> fired, List<Change> cleared, Duration gathered) {
        Instant now = clock.instant();
        Optional<NoticeTable.Waiting> gathering = NoticeTable.gathering(transaction, target);
        if (gathering.isPresent()) {
            Notice grown = gathering.get().notice().with(fired, cleared);
            NoticeTable.change(transaction, gathering.get().id(), grown);
        } else {
            Notice fresh = Notice.NOTHING.with(fired, cleared);
            NoticeTable.insert(transaction, hex(ID_BYTES), target, fresh, now, now.plus(gathered));
        }
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    /// Whether mail can be sent at all.
    public boolean hasMail() {
        return senders.containsKey(NoticeTarget.Kind.MAIL);
    }

    /// Tells somebody from now on.
    ///
    /// @return with the secret that signs what a webhook is told
    /// @throws IllegalArgumentException if the address is none, or mail is not set up
    public NoticeTarget add(NoticeTarget.Kind kind, String address, String language, String actor) {
        if (!senders.containsKey(kind)) {
            throw new IllegalArgumentException("mail is not set up");
        }
        String secret = kind == NoticeTarget.Kind.WEBHOOK ? hex(SECRET_BYTES) : "";
        NoticeTarget target = new NoticeTarget(hex(ID_BYTES), kind, address.strip(), secret, language);
        database.inTransaction(transaction -> {
            NoticeTable.add(transaction, target, actor, clock.instant());
            AuditLog.write(
                    transaction,
                    new AuditLog.Act(clock.instant(), actor, "notice.target-added", target.id(), kind.word()));
            return target;
        });
        return target;
    }

    /// Tells them no more; what waits for them is forgotten.
    public void remove(String id, String actor) {
        database.inTransaction(transaction -> {
            if (NoticeTable.remove(transaction, id)) {
                AuditLog.write(transaction, new AuditLog.Act(clock.instant(), actor, "notice.target-removed", id, ""));
            }
            return id;
        });
    }

    /// Tells one target of something that is not so, to see whether it arrives.
    public void tryOut(String id) {
        Change trial = new Change(new AlertKey(AlertRule.OFFLINE, "trial"), "Hongting", "", "");
        database.inTransaction(transaction -> {
            NoticeTable.targets(transaction).stream()
                    .filter(target -> target.id().equals(id))
                    .forEach(target -> tell(transaction, target, List.of(), List.of(trial), Duration.ZERO));
            return id;
        });
    }

    /// Sends what is due, one notice to each target at most.
    public void deliver() {
        for (NoticeTarget target : database.reading(NoticeTable::targets)) {
            Instant now = clock.instant();
            Optional<NoticeTable.Waiting> due = database.reading(
                    transaction -> NoticeTable.sentSince(transaction, target, now.minus(HOUR)) >= AN_HOUR
                            ? Optional.empty()
                            : NoticeTable.due(transaction, target, now));
            due.ifPresent(this::send);
        }
        Instant before = clock.instant().minus(KEPT);
        database.inTransaction(transaction -> {
            NoticeTable.forget(transaction, before);
            return null;
        });
    }

    private void send(NoticeTable.Waiting waiting) {
        NoticeTarget target = waiting.target();
        NoticeSender sender = senders.get(target.kind());
        try {
            if (sender == null) {
                throw new NoticeFault("mail is not set up");
            }
            sender.send(target, waiting.id(), waiting.notice(), words.of(waiting.notice(), target.language()));
            database.inTransaction(transaction -> {
                NoticeTable.sent(transaction, waiting.id(), clock.instant());
                return null;
            });
        } catch (NoticeFault e) {
            failed(waiting, String.valueOf(e.getMessage()));
        }
    }

    private void failed(NoticeTable.Waiting waiting, String why) {
        Instant now = clock.instant();
        String problem = why.substring(0, Math.min(LONGEST_PROBLEM, why.length()));
        database.inTransaction(transaction -> {
            if (waiting.createdAt().plus(GIVEN_UP_AFTER).isBefore(now)) {
                NoticeTable.giveUp(transaction, waiting.id(), problem, now);
            } else {
                long minutes = 1L << Math.min(MOST_DOUBLINGS, waiting.tries());
                NoticeTable.tryLater(transaction, waiting.id(), problem, now.plus(Duration.ofMinutes(minutes)));
            }
            return null;
        });
    }
}
