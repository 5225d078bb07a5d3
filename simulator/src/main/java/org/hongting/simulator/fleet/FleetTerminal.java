package org.hongting.simulator.fleet;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.record.ConfigurationFact;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.provisioning.identity.Identity;
import org.hongting.sync.journal.Entry;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.link.Link;
import org.hongting.sync.link.LinkIdentity;
import org.hongting.sync.link.LinkMemory;
import org.hongting.sync.link.LinkSetup;
import org.hongting.sync.link.LinkStatus;
import org.hongting.sync.link.LinkTiming;
import org.hongting.sync.link.LinkWorld;
import org.hongting.sync.mqtt.MqttTransport;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.SqliteDatabase;
import org.jspecify.annotations.Nullable;

/// One terminal of a fleet, from its journal to its socket as it is shipped. In place of the desk stands a door that
/// admits whoever comes.
final class FleetTerminal {
    /// In place of a moment: nobody waits for this one.
    static final long UNTIMED = Long.MIN_VALUE;

    /// The same: nobody came, the terminal tells of its configuration.
    private static final long CONFIGURED = Long.MIN_VALUE + 1;

    private static final String SOFTWARE = "fleet";
    private static final int AT_ONCE = 500;
    private static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "fleet", true);

    private final Identity identity;
    private final Path file;
    private final MeetingId meeting;
    private final Scheduler lane;
    private final FleetBook book;
    private final SplittableRandom random;
    private volatile @Nullable Life life;

    /// @param file of its journal
    FleetTerminal(
            Identity identity, Path file, MeetingId meeting, Scheduler lane, FleetBook book, SplittableRandom random) {
        this.identity = identity;
        this.file = file;
        this.meeting = meeting;
        this.lane = lane;
        this.book = book;
        this.random = random;
    }

    /// One start of it.
    private final class Life {
        private final SqliteDatabase database = SqliteDatabase.open(file);
        private final Journal journal;
        private final Link link;
        private final Deque<Confirmed> waiting = new ArrayDeque<>();
        private LinkStatus.State state = LinkStatus.State.STOPPED;
        private @Nullable EpochId settledEpoch;
        private long settledUpTo;

        Life(FleetClock clock) {
            journal = Journal.open(database, identity.terminal(), clock, random.split(), SOFTWARE);
            Replica replica = new Replica(database, List.of());
            replica.listen(document -> {
                if (document.equals(DocumentName.configurationOf(identity.terminal()))) {
                    lane.execute(() -> configure(Configuration.of(replica.entries(document).stream()
                            .map(entry -> entry.as(SettingEntry.class))
                            .toList())));
                }
            });
            MqttTransport transport = MqttTransport.secured(
                            identity.brokers(), identity.terminal(), () -> identity.tls(InstantSource.system()), lane)
                    .onVirtualThreads();
            link = new Link(
                    new LinkSetup(
                            new LinkIdentity(identity.terminal(), identity.signer(), identity.serverKeys(), SOFTWARE),
                            new LinkWorld(transport, lane, clock, random.split()),
                            new LinkMemory(journal.outbox(), replica),
                            LinkTiming.STANDARD),
                    this::told);
            journal.listen(_ -> link.nudge());
        }

        /// There is no screen and no reader to change: it is in force.
        private void configure(Configuration told) {
            Entry entry = journal.write((_, appender) -> appender.append(new ConfigurationFact.ConfigurationApplied(
                    told.version(), told.hash(), told.unknown(), List.of())));
            confirmed(new Confirmed(entry.epoch(), entry.seq(), CONFIGURED));
        }

        private void told(LinkStatus status) {
            boolean wasOnline = state == LinkStatus.State.ONLINE;
            state = status.state();
            if (wasOnline != (state == LinkStatus.State.ONLINE)) {
                book.cameOnline(!wasOnline);
            }
            settle();
        }

        /// An acknowledgement may be here before whoever wrote has said what it is for.
        private synchronized void confirmed(Confirmed written) {
            waiting.add(written);
            if (written.epoch().equals(settledEpoch) && written.seq() <= settledUpTo) {
                settle();
            }
        }

        private synchronized void settle() {
            while (!waiting.isEmpty()) {
                Confirmed oldest = waiting.getFirst();
                if (!oldest.epoch().equals(settledEpoch) || oldest.seq() > settledUpTo) {
                    settledEpoch = oldest.epoch();
                    settledUpTo = journal.outbox().acknowledged(oldest.epoch());
                }
                if (oldest.seq() > settledUpTo) {
                    return;
                }
                if (oldest.since() == CONFIGURED) {
                    book.configured(System.nanoTime());
                } else if (oldest.since() == UNTIMED) {
                    book.acknowledged();
                } else {
                    book.acknowledged(System.nanoTime() - oldest.since());
                }
                waiting.removeFirst();
            }
        }

        private synchronized void leaveTo(Life next) {
            next.waiting.addAll(waiting);
            waiting.clear();
        }
    }

    /// Somebody who was told "welcome", until the centre has their record too.
    ///
    /// @param since when they showed their card, or [#UNTIMED]
    private record Confirmed(EpochId epoch, long seq, long since) {}

    /// Opens the journal. Not while it is on.
    void switchOn(FleetClock clock) {
        Life begun = new Life(clock);
        Life before = life;
        if (before != null) {
            before.leaveTo(begun);
        }
        life = begun;
    }

    void connect() {
        running().link.start();
    }

    /// Returns when nothing of it writes any more.
    void switchOff() {
        Life ending = running();
        CountDownLatch closed = new CountDownLatch(1);
        ending.link.stop();
        lane.execute(() -> {
            ending.database.close();
            closed.countDown();
        });
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Admits somebody.
    ///
    /// @param since when they showed their card, which may have been a moment ago, or [#UNTIMED]
    /// @throws org.hongting.sync.journal.JournalFault if it is not recorded
    void tap(long person, long since) {
        Life now = running();
        Entry entry = now.journal.write((_, appender) -> appender.append(admitted(person)));
        book.confirmed();
        now.confirmed(new Confirmed(entry.epoch(), entry.seq(), since));
    }

    /// Admits the next so many, for whom nobody waits, a few hundred in a transaction.
    void write(int people) {
        Life now = running();
        for (int left = people; left > 0; left -= AT_ONCE) {
            int some = Math.min(left, AT_ONCE);
            List<Entry> entries = now.journal.write((_, appender) -> IntStream.range(0, some)
                    .mapToObj(_ -> appender.append(admitted(book.next())))
                    .toList());
            entries.forEach(entry -> {
                book.confirmed();
                now.confirmed(new Confirmed(entry.epoch(), entry.seq(), UNTIMED));
            });
        }
    }

    private Fact admitted(long person) {
        return new Fact.CheckInAdmitted(meeting, FleetBook.member(person), CARD, false);
    }

    private Life running() {
        Life now = life;
        if (now == null) {
            throw new IllegalStateException(identity.terminal() + " is off");
        }
        return now;
    }
}
