package org.hongting.simulator.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.Downlink;
import org.hongting.central.document.Gate;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.protocol.Samples;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.vectors.Conversation;
import org.hongting.protocol.vectors.Conversation.Said;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.link.Link;
import org.hongting.sync.link.LinkIdentity;
import org.hongting.sync.link.LinkMemory;
import org.hongting.sync.link.LinkSetup;
import org.hongting.sync.link.LinkTiming;
import org.hongting.sync.link.LinkWorld;
import org.hongting.sync.link.Transport;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.testing.VirtualScheduler;

/// Lets the cores of this release's terminal and centre talk to each other, and writes down every message. Run by hand
/// once for each release; docs/protocol says how.
final class ConversationRecorder implements AutoCloseable {
    static final TerminalId TERMINAL = new TerminalId("hall-east-1");
    static final int PEOPLE = 100;

    private static final KeyPair TERMINAL_KEYS = P256.newKeyPair(new SecureRandom());
    private static final KeyPair SERVER_KEYS = P256.newKeyPair(new SecureRandom());

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final Random random = new Random(1);
    private final List<Said> said = new ArrayList<>();
    private final String software;
    private final SqliteFile file;
    private final JdbcDatabase database;
    private final StoreId store;
    private final DocumentStore documents;
    private final Downlink downlink;
    private final Ingest ingest;

    ConversationRecorder(Path folder, String software) {
        this.software = software;
        file = SqliteFile.open(folder.resolve("central.db"));
        file.migrate();
        database = new JdbcDatabase(file);
        store = StoreIdentity.ensure(database, random);
        Signer signer = Signer.of(SERVER_KEYS);
        documents = new DocumentStore(database, store, AfterCommit.ofSpring());
        downlink = new Downlink(database, documents, this::down, signer, scheduler, Gate.OPEN);
        ingest = new Ingest(database, store, signer, () -> Samples.NINE.toInstant(), random, List.of());
        database.inTransaction(transaction -> transaction.update(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at)"
                        + " VALUES (?, 'Kiosk', 'Hall', ?, '2026-11-22T00:00:00.000Z')",
                TERMINAL.value(),
                TERMINAL_KEYS.getPublic().getEncoded()));
    }

    private Transport.Listener listener = new Transport.Listener() {
        @Override
        public void up(int inFlight) {}

        @Override
        public void message(Topic topic, byte[] payload) {}

        @Override
        public void down(Transport.Down down) {}
    };

    private void down(TerminalId terminal, Channel channel, byte[] frame) {
        said.add(Said.of(channel, frame));
        scheduler.execute(() -> listener.message(new Topic(terminal, channel), frame));
    }

    private void up(Topic topic, byte[] frame) {
        said.add(Said.of(topic.channel(), frame));
        if (topic.channel() == Channel.STATE) {
            return;
        }
        Ingest.Outcome outcome = ingest.take(List.of(new Arrived(topic, frame)), Duration.ZERO);
        outcome.answers().forEach(answer -> down(answer.terminal(), Channel.ACKNOWLEDGEMENT, answer.frame()));
        outcome.hellos().forEach(downlink::greet);
    }

    private final class Line implements Transport, Transport.Connection {
        @Override
        public Connection open(TerminalState will, Duration willDelay, Listener told) {
            listener = told;
            scheduler.execute(() -> told.up(100));
            return this;
        }

        @Override
        public void subscribe(List<Topic> topics, Consumer<Delivery> done) {
            scheduler.execute(() -> done.accept(new Delivery.Accepted()));
        }

        @Override
        public void publish(Topic topic, byte[] payload, boolean retained, Consumer<Delivery> done) {
            scheduler.execute(() -> {
                done.accept(new Delivery.Accepted());
                up(topic, payload);
            });
        }

        @Override
        public void close(boolean orderly) {}
    }

    private static MemberId person(int number) {
        return new MemberId("%016x".formatted(number));
    }

    private static DocumentEntry rosterOf(int number, String branch) {
        return DocumentEntry.of(new RosterEntry(person(number), "张*", new BranchId(branch), List.of(), 1));
    }

    private void publish() {
        documents.replace(
                DocumentName.ROSTER,
                IntStream.rangeClosed(1, PEOPLE)
                        .mapToObj(i -> rosterOf(i, "b-1"))
                        .toList());
        OffsetDateTime nine = Samples.NINE;
        documents.replace(
                DocumentName.meetingsOf(TERMINAL),
                List.of(DocumentEntry.of(new MeetingEntry(
                        Samples.MEETING,
                        "支部党员大会",
                        "branch-assembly",
                        "第一党支部",
                        "301",
                        nine,
                        nine.plusHours(2),
                        new CheckInWindow(nine.minusHours(1), nine, nine.plusHours(2)),
                        List.of(new BranchId("b-1")),
                        List.of(),
                        null))));
    }

    /// One fact of every type that a terminal writes, a hall full of people, and a day's end.
    Conversation record() throws IOException {
        TerminalClock clock = () -> Samples.clock(scheduler.nanoTime() / 1_000_000_000L);
        SqliteDatabase disk = SqliteDatabase.inMemory();
        Journal journal = Journal.open(disk, TERMINAL, clock, random, software);
        Samples.facts().values().stream()
                .filter(fact -> !(fact instanceof Fact.EpochOpened))
                .forEach(fact -> journal.write((transaction, appender) -> appender.append(fact)));
        for (int i = 1; i <= PEOPLE; i++) {
            MemberId member = person(i);
            journal.write((transaction, appender) -> appender.append(new Fact.CheckInAdmitted(
                    Samples.MEETING, member, new Fact.Origin(CredentialKind.CARD, "pcsc-0", false), false)));
        }
        Replica replica = new Replica(disk, List.of());
        byte[] before = disk.image();
        publish();
        Link link = new Link(
                new LinkSetup(
                        new LinkIdentity(TERMINAL, Signer.of(TERMINAL_KEYS), id -> SERVER_KEYS.getPublic(), software),
                        new LinkWorld(new Line(), scheduler, clock, random),
                        new LinkMemory(journal.outbox(), replica),
                        LinkTiming.STANDARD),
                status -> {});
        journal.listen(pending -> link.nudge());
        link.start();
        scheduler.pass(Duration.ofSeconds(5));
        documents.change(
                DocumentName.ROSTER,
                List.of(rosterOf(1, "b-2")),
                List.of(person(2).value()));
        downlink.published();
        journal.write((transaction, appender) -> appender.append(new Fact.DeviceReturned("pcsc-0")));
        scheduler.pass(Duration.ofSeconds(5));
        link.stop();
        scheduler.pass(Duration.ofSeconds(1));
        if (journal.outbox().pending() > 0) {
            throw new IllegalStateException("it was not all taken");
        }
        EpochId epoch = journal.epoch();
        long newest = journal.outbox().acknowledged(epoch);
        return new Conversation(
                TERMINAL,
                software,
                TERMINAL_KEYS.getPublic(),
                SERVER_KEYS.getPublic(),
                store,
                epoch,
                newest,
                Conversation.packed(before),
                said);
    }

    /// @param target a file below the resources of the tests
    static void write(Path folder, String software, Path target) throws IOException {
        try (ConversationRecorder recorder = new ConversationRecorder(folder, software)) {
            Files.write(target, recorder.record().lines());
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
