package org.hongting.central.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.testing.VirtualScheduler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownlinkTest {
    private static final MemberId MEMBER = new MemberId("f0112233445566ff");
    private static final MeetingId MEETING = new MeetingId("m-1");
    private static final QuizId QUIZ = new QuizId("q-1");
    private static final int FAILS = -1;

    /// Everything at once, on the calling thread.
    private static final Scheduler AT_ONCE = new Scheduler() {
        @Override
        public Cancellable after(Duration delay, Runnable step) {
            step.run();
            return () -> {};
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void execute(Runnable step) {
            step.run();
        }
    };

    /// A kind that is published and never sent would be noticed by nobody at the centre.
    @Test
    void everyKindOfDocumentThatTheProtocolKnowsReachesATerminal(@TempDir Path folder)
            throws ReflectiveOperationException {
        try (TestStore store = new TestStore(folder)) {
            TestTerminal kiosk = TestTerminal.named("kiosk-1", new Random(1));
            store.enrol(kiosk);
            DocumentStore documents = new DocumentStore(store.database, store.id, AfterCommit.ofSpring());
            List<DocumentName> sent = new ArrayList<>();
            Downlink downlink = downlink(store, documents, kiosk, sent);
            downlink.greet(kiosk.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1, List.of()));
            assertThat(sent).isEmpty();

            List<DocumentName> known = known(kiosk.id());
            assertThat(known).hasSizeGreaterThan(15);
            for (DocumentName name : known) {
                documents.replace(name, List.of(entry(name)));
            }
            downlink.published();
            assertThat(sent).containsExactlyInAnyOrderElementsOf(known);
            downlink.published();
            assertThat(sent).as("nothing twice").hasSize(known.size());

            // Whoever revoked it, at whichever server.
            store.execute("UPDATE terminal SET revoked_at = '2026-11-22T00:00:00.000Z'");
            documents.replace(DocumentName.KEYS, List.of());
            downlink.published();
            assertThat(sent).as("nothing to whoever is revoked").hasSize(known.size());
        }
    }

    @Test
    void aChangeIsSentToThoseWhomItConcernsAndAMeetingThatComesBackIsSentWhole(@TempDir Path folder) {
        try (TestStore store = new TestStore(folder)) {
            TestTerminal kiosk = TestTerminal.named("kiosk-1", new Random(1));
            store.enrol(kiosk);
            DocumentStore documents = new DocumentStore(store.database, store.id, AfterCommit.ofSpring());
            List<DocumentName> sent = new ArrayList<>();
            Downlink downlink = downlink(store, documents, kiosk, sent);
            downlink.greet(kiosk.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1, List.of()));
            DocumentName meetings = DocumentName.meetingsOf(kiosk.id());
            DocumentName arrivals = DocumentName.arrivalsAt(MEETING);
            documents.replace(arrivals, List.of(entry(arrivals)));
            downlink.published(arrivals);
            assertThat(sent).as("it has no such meeting").isEmpty();

            documents.replace(meetings, List.of(entry(meetings)));
            downlink.published(meetings);
            assertThat(sent).containsExactlyInAnyOrder(meetings, arrivals);
            sent.clear();
            documents.replace(arrivals, List.of());
            DocumentName others = DocumentName.configurationOf(new TerminalId("kiosk-2"));
            documents.replace(others, List.of(entry(others)));
            downlink.published(others);
            assertThat(sent).isEmpty();
            downlink.published(arrivals);
            assertThat(sent).containsExactly(arrivals);

            sent.clear();
            documents.replace(meetings, List.of());
            downlink.published(meetings);
            documents.replace(meetings, List.of(entry(meetings)));
            downlink.published(meetings);
            assertThat(sent).containsExactly(meetings, meetings, arrivals);
        }
    }

    @Test
    void manyWhoHoldTheSameAreServedByOneReading(@TempDir Path folder) {
        try (TestStore store = new TestStore(folder)) {
            DocumentStore documents = new DocumentStore(store.database, store.id, AfterCommit.ofSpring());
            AtomicInteger rows = new AtomicInteger();
            List<DocumentName> sent = new ArrayList<>();
            TestTerminal first = TestTerminal.named("kiosk-0", new Random(1));
            Downlink downlink = downlink(new CountedRows(store.database, rows), documents, first, sent);
            for (int i = 0; i < 5; i++) {
                TestTerminal kiosk = TestTerminal.named("kiosk-" + i, new Random(1));
                store.enrol(kiosk);
                downlink.greet(kiosk.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1, List.of()));
            }
            documents.replace(
                    DocumentName.ROSTER,
                    IntStream.range(0, 100)
                            .mapToObj(i -> DocumentEntry.ofLine(Line.of(("{\"id\":\"" + i + "\"}").getBytes(UTF_8))))
                            .toList());
            rows.set(0);
            downlink.published(DocumentName.ROSTER);
            assertThat(sent).hasSize(5).containsOnly(DocumentName.ROSTER);
            assertThat(rows).hasValueBetween(100, 120);
        }
    }

    @Test
    void aLookThatFailsIsDoneAgainWithoutAnotherPublication(@TempDir Path folder) {
        try (TestStore store = new TestStore(folder)) {
            TestTerminal kiosk = TestTerminal.named("kiosk-1", new Random(1));
            store.enrol(kiosk);
            DocumentStore documents = new DocumentStore(store.database, store.id, AfterCommit.ofSpring());
            List<DocumentName> sent = new ArrayList<>();
            VirtualScheduler scheduler = new VirtualScheduler();
            CountedRows database = new CountedRows(store.database, new AtomicInteger());
            Downlink downlink = downlink(database, documents, kiosk, sent, scheduler);
            downlink.greet(kiosk.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1, List.of()));
            scheduler.pass(Duration.ofSeconds(1));

            documents.replace(DocumentName.KEYS, List.of(entry(DocumentName.KEYS)));
            downlink.published(DocumentName.KEYS);
            database.rows().set(FAILS);
            assertThatThrownBy(() -> scheduler.pass(Duration.ofSeconds(1))).isInstanceOf(DatabaseFault.class);
            assertThat(sent).isEmpty();
            database.rows().set(0);
            scheduler.pass(Duration.ofSeconds(10));
            assertThat(sent).containsExactly(DocumentName.KEYS);
        }
    }

    /// Its hello was under way when it was revoked, or its shard went to another server.
    @Test
    void aHelloOfWhoeverIsRevokedOrNotOursIsAnsweredWithNothing(@TempDir Path folder) {
        try (TestStore store = new TestStore(folder)) {
            TestTerminal kiosk = TestTerminal.named("kiosk-1", new Random(1));
            store.enrol(kiosk);
            DocumentStore documents = new DocumentStore(store.database, store.id, AfterCommit.ofSpring());
            List<DocumentName> sent = new ArrayList<>();
            Downlink downlink = downlink(store, documents, kiosk, sent);
            documents.replace(DocumentName.KEYS, List.of(entry(DocumentName.KEYS)));
            downlink.keep(_ -> false);
            downlink.greet(kiosk.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1, List.of()));
            assertThat(sent).isEmpty();
            downlink.keep(_ -> true);
            store.execute("UPDATE terminal SET revoked_at = '2026-11-22T00:00:00.000Z'");
            downlink.greet(kiosk.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f1", 1, List.of()));
            assertThat(sent).isEmpty();
            store.execute("UPDATE terminal SET revoked_at = NULL");
            downlink.greet(kiosk.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f2", 1, List.of()));
            assertThat(sent).containsExactly(DocumentName.KEYS);
        }
    }

    /// There are some for each terminal and each meeting that ever was.
    @Test
    void aHelloDoesNotReadWhatIsOthers(@TempDir Path folder) {
        try (TestStore store = new TestStore(folder)) {
            TestTerminal kiosk = TestTerminal.named("kiosk-1", new Random(1));
            store.enrol(kiosk);
            DocumentStore documents = new DocumentStore(store.database, store.id, AfterCommit.ofSpring());
            for (int i = 0; i < 300; i++) {
                DocumentName others = DocumentName.arrivalsAt(new MeetingId("other-" + i));
                documents.replace(others, List.of(entry(others)));
            }
            documents.replace(DocumentName.KEYS, List.of(entry(DocumentName.KEYS)));
            AtomicInteger rows = new AtomicInteger();
            List<DocumentName> sent = new ArrayList<>();
            Downlink downlink = downlink(new CountedRows(store.database, rows), documents, kiosk, sent);
            downlink.greet(kiosk.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1, List.of()));
            assertThat(sent).containsExactly(DocumentName.KEYS);
            assertThat(rows).hasValueLessThan(10);
        }
    }

    /// Counts what is read of a store, which fails when it is told to.
    private record CountedRows(Database database, AtomicInteger rows) implements Database {
        @Override
        public <T extends @Nullable Object> T inTransaction(Work<T> work) {
            return database.inTransaction(work);
        }

        @Override
        public <T extends @Nullable Object> T reading(Work<T> work) {
            if (rows.get() == FAILS) {
                throw new DatabaseFault(DatabaseFault.Kind.BUSY, "somebody else holds it");
            }
            return database.reading(transaction -> work.in(new Transaction() {
                @Override
                public int update(String sql, @Nullable Object... parameters) {
                    return transaction.update(sql, parameters);
                }

                @Override
                public void updateEach(String sql, List<@Nullable Object[]> lines) {
                    transaction.updateEach(sql, lines);
                }

                @Override
                public <R> List<R> query(String sql, RowReader<R> reader, @Nullable Object... parameters) {
                    List<R> found = transaction.query(sql, reader, parameters);
                    rows.addAndGet(found.size());
                    return found;
                }
            }));
        }
    }

    /// Everything that [DocumentName] can name, of one terminal, meeting, quiz and member.
    private static List<DocumentName> known(TerminalId terminal) throws ReflectiveOperationException {
        Map<Class<?>, Object> names = Map.of(
                TerminalId.class, terminal, MeetingId.class, MEETING, MemberId.class, MEMBER, QuizId.class, QUIZ);
        List<DocumentName> known = new ArrayList<>();
        for (Field field : DocumentName.class.getFields()) {
            known.add((DocumentName) field.get(null));
        }
        for (Method method : DocumentName.class.getDeclaredMethods()) {
            if (Modifier.isStatic(method.getModifiers()) && method.getReturnType() == DocumentName.class) {
                known.add((DocumentName) method.invoke(null, names.get(method.getParameterTypes()[0])));
            }
        }
        return known;
    }

    /// What the terminal's meetings and quizzes are decides what else it is told of.
    private static DocumentEntry entry(DocumentName name) {
        String id = switch (name.kind()) {
            case "meetings" -> MEETING.value();
            case "quizzes" -> QUIZ.value();
            default -> "1";
        };
        return DocumentEntry.ofLine(Line.of(("{\"id\":\"" + id + "\"}").getBytes(UTF_8)));
    }

    private static Downlink downlink(
            TestStore store, DocumentStore documents, TestTerminal kiosk, List<DocumentName> sent) {
        return downlink(store.database, documents, kiosk, sent);
    }

    private static Downlink downlink(
            Database database, DocumentStore documents, TestTerminal kiosk, List<DocumentName> sent) {
        return downlink(database, documents, kiosk, sent, AT_ONCE);
    }

    private static Downlink downlink(
            Database database,
            DocumentStore documents,
            TestTerminal kiosk,
            List<DocumentName> sent,
            Scheduler scheduler) {
        return new Downlink(
                database,
                documents,
                (terminal, channel, frame) -> sent.add(DocumentPart.open(frame, id -> P256.publicKey(kiosk.publicKey()))
                        .header()
                        .result()
                        .document()),
                kiosk.signer(),
                scheduler,
                Gate.OPEN);
    }
}
