package org.hongting.central.erasure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hongting.central.backup.ErasedFile;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.HeldChains;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.Quarantine;
import org.hongting.central.ingest.Rebuild;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.organisation.Member;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.MeetingMinutes;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.Subject;
import org.hongting.protocol.record.Verdict;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class ErasuresTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final MemberId GONE = new MemberId("00000000000000a1");
    private static final MemberId OTHER = new MemberId("00000000000000b2");
    private static final MeetingId MEETING = new MeetingId("00112233445566aa");
    private static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);
    private static final String NONCE = "00112233445566778899aabbccddeeff";

    private static final Scheduler AT_ONCE = new Scheduler() {
        @Override
        public Cancellable after(Duration delay, Runnable step) {
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

    @TempDir
    Path folder;

    private final Random random = new Random(41);
    private final List<StoredFact> projected = new ArrayList<>();
    private final FactProjection projection = (transaction, facts) -> projected.addAll(facts);
    private TestStore store;
    private TestTerminal terminal;
    private Ingest ingest;
    private DocumentStore documents;
    private Erasures erasures;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        terminal = TestTerminal.named("kiosk-1", random);
        store.enrol(terminal);
        ingest = new Ingest(store.database, store.id, Signer.of(SERVER), CLOCK, random, List.of(projection));
        documents = new DocumentStore(store.database, store.id, Runnable::run);
        erasures = new Erasures(store.database, documents);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ErasureOffice office(Path... places) {
        return new ErasureOffice(store.database, erasures, List.of(places), store::sweep, AT_ONCE, CLOCK);
    }

    private static Fact came(MemberId member) {
        return new Fact.CheckInAdmitted(MEETING, member, CARD, false);
    }

    private Ingest.Outcome take(Arrived arrived) {
        return ingest.take(List.of(arrived), Duration.ZERO);
    }

    private boolean erase(MemberId member) {
        return store.database.inTransaction(transaction ->
                erasures.erase(transaction, new ErasedFile.Line(member, CLOCK.instant(), "admin", "wish")));
    }

    private String wrong() {
        return store.database.reading(HeldChains::check).wrong().orElse("");
    }

    private List<String> bodies(String table) {
        return store.bytesAsText("body", table + " ORDER BY terminal, epoch, seq");
    }

    @Test
    void noTableThatNamesAMemberIsForgotten() {
        Set<String> known = new HashSet<>(Trace.STAY);
        Arrays.stream(Trace.values()).forEach(trace -> known.addAll(trace.tables()));

        assertThat(known).containsAll(new FilledTables(store).naming());
    }

    @Test
    void everythingOfThePersonGoesAndNothingOfAnyoneElse() throws IOException {
        FilledTables tables = new FilledTables(store);
        tables.fill(List.of(GONE, OTHER), List.of("said-by-gone", "said-by-other"), Set.of("erasure"));
        documents.replace(DocumentName.ROSTER, List.of(entry(GONE, "said-by-gone"), entry(OTHER, "said-by-other")));
        long before = store.count("card") + store.count("quiz_answer") + store.count("member");
        assertThat(tables.holding("said-by-gone")).hasSizeGreaterThan(60);
        Map<String, Long> preview = store.database.reading(transaction -> erasures.preview(transaction, GONE));
        assertThat(preview)
                .containsEntry("cards", 3L)
                .containsEntry("documents", 1L)
                .containsEntry("notes", 1L);

        assertThat(office(folder).erase(GONE, Reason.WISH, "admin")).isTrue();

        assertThat(tables.holding("said-by-gone")).isEmpty();
        assertThat(tables.holding("said-by-other")).hasSizeGreaterThan(60);
        assertThat(before - store.count("card") - store.count("quiz_answer") - store.count("member"))
                .isEqualTo(3);
        assertThat(tables.holding(GONE.value()).stream().filter(column -> !Trace.STAY.contains(tableOf(column))))
                .as("the list for terminals, the removal that they are told of, and who did it")
                .containsExactlyInAnyOrder("document_entry.id", "document_entry.line", "audit.subject");
        assertThat(store.texts("swept_at", "erasure")).hasSize(1);
        if (!TestStore.isPostgresql()) {
            assertThat(bytes()).doesNotContain("said-by-gone").contains("said-by-other");
        }
    }

    @Test
    void minutesThatNameThePersonAreTold() {
        store.execute("INSERT INTO branch (id, kind, name) VALUES ('b', 'branch', 'b')");
        store.execute("INSERT INTO meeting (id, title, kind, host, place, starts_at, ends_at, opens_at, late_from,"
                + " closes_at) VALUES ('m1', '党课', 'party-lecture', 'b', '', '', '', '', '', '')");
        Map<Digest, byte[]> texts = new HashMap<>();
        for (String text : List.of("一、甄红亭发言", "no one")) {
            byte[] bytes = new MeetingMinutes(
                            MEETING,
                            "party-lecture",
                            List.of(new MeetingMinutes.Section("agenda", "议程", text)),
                            List.of())
                    .bytes();
            Attachment minutes = Attachment.of(bytes, Attachment.MediaType.JSON);
            texts.put(minutes.hash(), bytes);
            store.execute(
                    "INSERT INTO meeting_minutes (terminal, epoch, seq, meeting, revision, minutes, photographs, votes,"
                            + " written_by, written_at) VALUES ('t', 'e', ?, 'm1', 1, ?, '', '', '', '')",
                    texts.size(),
                    new String(Json.write(minutes), UTF_8));
        }
        Mentions mentions = new Mentions(hash -> Optional.ofNullable(texts.get(hash)));
        Member named = new Member(GONE, "甄红亭", "20269999", new BranchId("b"), true, false, 0);
        Member other = new Member(OTHER, "李思然", "20260002", new BranchId("b"), true, false, 0);

        List<Mentions.Mention> found = store.database.reading(transaction -> mentions.of(transaction, named));
        assertThat(found).extracting(Mentions.Mention::title).containsExactly("党课");
        List<Mentions.Mention> none = store.database.reading(transaction -> mentions.of(transaction, other));
        assertThat(none).isEmpty();
    }

    private static String tableOf(String column) {
        return column.substring(0, column.indexOf('.'));
    }

    private static DocumentEntry entry(MemberId member, String name) {
        return DocumentEntry.ofLine(Line.of(("{\"id\":\"" + member + "\",\"name\":\"" + name + "\"}").getBytes(UTF_8)));
    }

    /// Data file and log, byte for byte.
    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("central.db", "central.db-wal")) {
            all.append(new String(Files.readAllBytes(folder.resolve(name)), ISO_8859_1));
        }
        return all.toString();
    }

    @Test
    void bodiesAreReplacedWhereverTheyLieAndEveryChainHolds() {
        terminal.append(came(GONE));
        terminal.append(came(OTHER));
        RecordLines torn = terminal.record(4, came(GONE));
        terminal.append(new RecordLines(torn.envelope(), Line.of(("{\"member\":\"" + GONE + "\"}").getBytes(UTF_8))));
        terminal.append(unknown(5, "{\"salt\":\"00112233445566778899aabbccddeeff\",\"who\":\"" + GONE + "\"}"));
        TestTerminal copied = terminal.copy();
        terminal.append(new Fact.MeetingClosed(MEETING, GONE));
        take(terminal.all());
        copied.append(came(GONE));
        take(copied.all());
        assertThat(store.count("quarantine")).isEqualTo(2);
        assertThat(store.count("record WHERE known = 0")).isEqualTo(1);

        assertThat(erase(GONE)).isTrue();

        String tombstone = new String(ReadFact.TOMBSTONE.bytes(), UTF_8);
        assertThat(bodies("record")).filteredOn(tombstone::equals).hasSize(2);
        assertThat(bodies("record"))
                .filteredOn(body -> body.contains(GONE.value()))
                .as("in charge, and so an id")
                .hasSize(1);
        assertThat(bodies("quarantine")).containsExactly(tombstone, tombstone);
        assertThat(store.count("record WHERE known = 0"))
                .as("it waits for nothing")
                .isZero();
        assertThat(wrong()).isEmpty();
        assertThat(store.texts("went", "erasure").getFirst()).contains("\"records\":2", "\"quarantine\":2");
        assertThat(erase(GONE)).as("once").isFalse();
    }

    private static RecordLines unknown(long seq, String body) {
        Line line = Line.of(body.getBytes(UTF_8));
        return new RecordLines(
                new Envelope(
                                seq,
                                Envelope.ofLine(TestTerminal.named("any", new Random(1))
                                                .record(seq, came(OTHER))
                                                .envelope())
                                        .clock(),
                                "later.thing",
                                1,
                                Digest.of(line.bytes()))
                        .toLine(),
                line);
    }

    @Test
    void whatComesLateIsStoredWithoutItsBodyAndReachesNoProjection() {
        take(terminal.all());
        erase(GONE);
        projected.clear();
        terminal.append(came(GONE));
        terminal.append(came(OTHER));
        terminal.append(unknown(4, "{\"who\":\"" + GONE + "\"}"));
        terminal.append(
                new RecordLines(terminal.record(5, came(GONE)).envelope(), Line.of(("torn " + GONE).getBytes(UTF_8))));
        assertThat(take(terminal.all()).stored()).isEqualTo(4);
        take(terminal.all());

        assertThat(projected)
                .extracting(fact -> Subject.of(fact.fact()).orElseThrow())
                .containsExactly(OTHER);
        assertThat(store.count("record")).isEqualTo(4);
        assertThat(store.count("quarantine")).isEqualTo(1);
        assertThat(bodies("record").toString() + bodies("quarantine")).doesNotContain(GONE.value());
        assertThat(store.count("erasure WHERE late = 3")).isEqualTo(1);
        assertThat(wrong()).isEmpty();
    }

    @Test
    void neitherTryingAgainNorMakingTablesAnewBringsAnythingBack() {
        Quarantine quarantine = new Quarantine(List.of(projection), random, CLOCK);
        terminal.append(came(GONE));
        terminal.append(came(OTHER));
        terminal.append(
                new RecordLines(terminal.record(4, came(GONE)).envelope(), Line.of(("torn " + GONE).getBytes(UTF_8))));
        take(terminal.all());
        erase(GONE);
        projected.clear();

        store.database.inTransaction(transaction -> {
            quarantine.waiting(transaction, "", null, 10).forEach(name -> quarantine.again(transaction, name));
            new OwnJournal(List.of(projection), CLOCK, () -> 0, random, "test")
                    .append(
                            transaction,
                            new Fact.AttendanceRuled(
                                    MEETING, GONE, Verdict.PRESENT, RulingReason.MISTAKE, "admin", null));
            Rebuild.replay(transaction, "check-in.", projection);
            return null;
        });

        assertThat(projected)
                .extracting(StoredFact::fact)
                .filteredOn(Fact.CheckIn.class::isInstance)
                .containsExactly(came(OTHER));
        assertThat(projected).extracting(StoredFact::fact).noneMatch(Fact.AttendanceRuled.class::isInstance);
        assertThat(bodies("record").toString() + bodies("quarantine")).doesNotContain(GONE.value());
        assertThat(store.count("quarantine")).isZero();
        assertThat(wrong()).isEmpty();
    }

    @Test
    void aTerminalHidesNothingBehindATombstoneThatTheCentreDidNotAskFor() {
        terminal.append(new RecordLines(terminal.record(2, came(GONE)).envelope(), ReadFact.TOMBSTONE));
        take(terminal.all());
        assertThat(store.texts("reason", "quarantine")).containsExactly("tombstone");

        erase(GONE);
        HeldDocument list = store.database.reading(
                transaction -> documents.find(transaction, DocumentName.ERASE).orElseThrow());
        take(terminal.arrived(
                Channel.HELLO, terminal.hello(NONCE, 1, List.of(list)).seal(terminal.signer())));
        terminal.append(new RecordLines(terminal.record(3, came(GONE)).envelope(), ReadFact.TOMBSTONE));
        terminal.append(new RecordLines(
                terminal.record(4, new Fact.DeviceReturned("pcsc-0")).envelope(), ReadFact.TOMBSTONE));
        take(terminal.all());

        assertThat(store.count("record WHERE seq = 3")).isEqualTo(1);
        assertThat(store.count("quarantine WHERE seq = 4 AND reason = 'tombstone'"))
                .as("a device is nobody")
                .isEqualTo(1);
        assertThat(store.count("erasure_held WHERE tombstones = 1")).isEqualTo(1);
        ErasureBook book = new ErasureBook(store.database, List.of());
        ErasureBook.Erasure erasure = book.find(GONE).orElseThrow();
        assertThat(book.told(erasure)).extracting(ErasureBook.Told::state).containsExactly(ErasureBook.State.DONE);

        take(terminal.hello(NONCE, 1));
        assertThat(book.told(erasure))
                .as("a disk from before took the place of the one that was done")
                .extracting(ErasureBook.Told::state)
                .doesNotContain(ErasureBook.State.DONE);
    }

    @Test
    void aTerminalIsDoneOnlyOnceItSaysThatItHoldsThisVeryList() {
        erase(OTHER);
        HeldDocument before = store.database.reading(
                transaction -> documents.find(transaction, DocumentName.ERASE).orElseThrow());
        take(terminal.arrived(
                Channel.HELLO, terminal.hello(NONCE, 1, List.of(before)).seal(terminal.signer())));
        erase(GONE);
        ErasureBook book = new ErasureBook(store.database, List.of(folder));
        ErasureBook.Erasure erasure = book.find(GONE).orElseThrow();

        store.execute("UPDATE terminal SET online = 0");
        assertThat(book.told(erasure)).extracting(ErasureBook.Told::state).containsExactly(ErasureBook.State.OFFLINE);
        store.execute("UPDATE terminal SET online = 1");
        assertThat(book.told(erasure)).extracting(ErasureBook.Told::state).containsExactly(ErasureBook.State.WAITING);
        store.execute("UPDATE terminal SET online = 0, revoked_at = ?", "2026-11-23T12:00:00.000Z");
        assertThat(book.told(erasure)).extracting(ErasureBook.Told::state).containsExactly(ErasureBook.State.REVOKED);
        assertThat(book.list(0, 10)).extracting(ErasureBook.Line::done).containsExactlyInAnyOrder(0L, 1L);
        assertThat(book.listed(erasure)).extracting(ErasureBook.Listed::stands).containsExactly(false);
        assertThat(book.backups(erasure)).isEmpty();
    }

    @Test
    void aStoreThatComesBackFromBeforeIsPutRightByTheListBesideIt() throws IOException {
        Path backups = Files.createDirectory(folder.resolve("backups"));
        assertThat(office(folder, backups).erase(GONE, Reason.LEFT, "admin")).isTrue();
        assertThat(ErasedFile.read(backups)).extracting(ErasedFile.Line::member).containsExactly(GONE);
        Files.writeString(
                backups.resolve(ErasedFile.NAME),
                Files.readString(backups.resolve(ErasedFile.NAME)) + "{\"member\":\"torn");
        // As if a backup of before had taken its place.
        store.execute("DELETE FROM erasure");
        Files.delete(folder.resolve(ErasedFile.NAME));
        terminal.append(came(GONE));
        take(terminal.all());
        assertThat(bodies("record").toString()).contains(GONE.value());

        assertThat(office(folder, backups).catchUp()).isEqualTo(1);

        assertThat(bodies("record").toString()).doesNotContain(GONE.value());
        assertThat(store.texts("erased_by", "erasure WHERE reason = 'left'")).containsExactly("admin");
        assertThat(ErasedFile.read(folder)).extracting(ErasedFile.Line::member).containsExactly(GONE);
        assertThat(office(folder, backups).catchUp()).isZero();
    }
}
