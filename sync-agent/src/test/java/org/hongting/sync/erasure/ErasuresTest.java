package org.hongting.sync.erasure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.EraseEntry;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.JournalFile;
import org.hongting.sync.replica.Offered;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.SetClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasuresTest {
    private static final TerminalId TERMINAL = new TerminalId("door-1");
    private static final StoreId STORE = new StoreId("store-1", 1);
    private static final KeyPair KEYS = P256.newKeyPair(new SecureRandom());
    private static final MemberId GONE = new MemberId("00000000000000a1");
    private static final MemberId OTHER = new MemberId("00000000000000b2");
    private static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final SetClock clock = new SetClock();
    private final Random random = new Random(5);
    private final Erasures erasures = new Erasures(List.of("DELETE FROM own WHERE member = ?"));

    @SuppressWarnings("NullAway.Init")
    private SqliteDatabase database;

    @SuppressWarnings("NullAway.Init")
    private Journal journal;

    @SuppressWarnings("NullAway.Init")
    private Replica replica;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(folder.resolve("terminal.db"));
        Schema.apply(database, Erasures.MIGRATIONS);
        database.inTransaction(
                transaction -> transaction.update("CREATE TABLE IF NOT EXISTS own (member TEXT, said TEXT) STRICT"));
        journal = Journal.open(database, TERMINAL, clock, random, "0.1.0");
        replica = new Replica(database, List.of(erasures));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void record(Fact fact) {
        journal.write((transaction, appender) -> appender.append(fact));
    }

    private static Fact bound(MemberId member, String card) {
        return new Fact.CardBound(member, CARD, card, new Fact.Sealed(1, "ephemeral-of-" + card, "box"), null);
    }

    private Offered offer(DocumentName name, long version, List<DocumentEntry> entries) {
        HeldDocument result = new HeldDocument(name, STORE, version, DocumentEntry.hashOf(entries));
        return offer(result, null, entries);
    }

    private Offered offer(HeldDocument result, @Nullable HeldDocument base, List<DocumentEntry> entries) {
        Offered last = new Offered.Collecting();
        for (byte[] frame : DocumentPart.seal(TERMINAL, result, base, entries, Signer.of(KEYS))) {
            last = replica.offer(DocumentPart.open(frame, id -> KEYS.getPublic()));
        }
        return last;
    }

    private Offered erase(long version, MemberId... members) {
        return offer(
                DocumentName.ERASE,
                version,
                java.util.Arrays.stream(members)
                        .map(member -> DocumentEntry.of(
                                new EraseEntry(member, OffsetDateTime.parse("2026-11-23T20:00:00+08:00"))))
                        .toList());
    }

    private List<RecordLines> sent() {
        return journal.outbox().next(journal.epoch(), 0).orElseThrow().records();
    }

    /// Everything that lies in the folder, byte for byte.
    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void bodiesAboutThePersonBecomeTombstonesWhetherTheyWereSentOrNotAndTheChainHolds() {
        record(bound(GONE, "aaaa"));
        record(bound(OTHER, "bbbb"));
        record(new Fact.MeetingClosed(new MeetingId("00112233445566aa"), GONE));
        record(bound(GONE, "cccc"));
        List<RecordLines> before = sent();

        assertThat(erase(1, GONE)).isInstanceOf(Offered.Applied.class);

        List<RecordLines> after = sent();
        assertThat(after)
                .extracting(RecordLines::envelope)
                .isEqualTo(before.stream().map(RecordLines::envelope).toList());
        assertThat(after)
                .extracting(RecordLines::body)
                .containsExactly(
                        before.get(0).body(),
                        ReadFact.TOMBSTONE,
                        before.get(2).body(),
                        before.get(3).body(),
                        ReadFact.TOMBSTONE);
        assertThat(JournalFile.verify(folder.resolve("terminal.db")).isIntact()).isTrue();
        assertThat(replica.held().getFirst().document()).isEqualTo(DocumentName.ERASE);
    }

    @Test
    void noByteOfThePersonStaysInTheFileOrItsLog() throws IOException {
        DocumentEntry name =
                DocumentEntry.ofLine(Line.of(("{\"id\":\"" + GONE + "\",\"name\":\"Zhao-Hongting\"}").getBytes(UTF_8)));
        DocumentEntry neighbour =
                DocumentEntry.ofLine(Line.of(("{\"id\":\"" + OTHER + "\",\"name\":\"Qian-Stays\"}").getBytes(UTF_8)));
        offer(DocumentName.ROSTER, 1, List.of(name, neighbour));
        for (int i = 0; i < 200; i++) {
            record(bound(i % 3 == 0 ? GONE : OTHER, (i % 3 == 0 ? "goes-" : "stays-") + i));
        }
        database.inTransaction(transaction -> {
            transaction.update(
                    "INSERT INTO own VALUES (?, 'said-by-gone'), (?, 'said-by-other')", GONE.value(), OTHER.value());
            return transaction.update("UPDATE journal_record SET body = ? WHERE position = 2", (Object)
                    ("torn-body \"" + GONE + '"').getBytes(UTF_8));
        });
        assertThat(bytes()).contains("goes-3", "torn-body", "Zhao-Hongting", "said-by-gone");

        erase(1, GONE);
        HeldDocument base = replica.find(DocumentName.ROSTER).orElseThrow();
        offer(
                new HeldDocument(DocumentName.ROSTER, STORE, 2, DocumentEntry.hashOf(List.of(neighbour))),
                base,
                List.of(DocumentEntry.removal(GONE.value())));
        assertThat(database.emptyLog()).isTrue();

        assertThat(bytes()).doesNotContain("goes-", "torn-body", "Zhao", "said-by-gone");
        assertThat(bytes()).contains("stays-1", "Qian-Stays", "said-by-other");
        assertThat(bytes().split(GONE.value(), -1))
                .as("the list, its index and what was done")
                .hasSizeLessThan(8);
    }

    @Test
    void whatIsWrittenLaterIsFoundAndWhatWasErasedOnceIsNotLookedForAgain() {
        erase(1, GONE);
        record(bound(OTHER, "dddd"));
        record(bound(GONE, "eeee"));

        assertThat(erasures.again(database, replica)).isEqualTo(1);
        assertThat(erasures.again(database, replica)).isZero();
        assertThat(sent()).extracting(RecordLines::body).last().isEqualTo(ReadFact.TOMBSTONE);
        assertThat(sent().get(1).body()).isNotEqualTo(ReadFact.TOMBSTONE);
        assertThat(erase(2, GONE, OTHER)).isInstanceOf(Offered.Applied.class);
        assertThat(sent().get(1).body()).isEqualTo(ReadFact.TOMBSTONE);
    }

    @Test
    void aDocumentHeldByAnOlderReleaseIsDoneByTheNextOneThatKnowsIt() {
        replica = new Replica(database, List.of());
        record(bound(GONE, "ffff"));
        erase(1, GONE);
        assertThat(sent()).extracting(RecordLines::body).doesNotContain(ReadFact.TOMBSTONE);
        close();
        open();
        erasures.again(database, replica);

        Optional<Line> body = database.reading(transaction -> transaction.queryFirst(
                "SELECT body FROM journal_record WHERE position = 2", row -> Line.of(row.bytes("body"))));
        assertThat(body).contains(ReadFact.TOMBSTONE);
    }
}
