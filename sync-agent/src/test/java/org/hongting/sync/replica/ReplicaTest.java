package org.hongting.sync.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hongting.protocol.document.ArrivalEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.sync.store.SqliteDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplicaTest {
    private static final TerminalId TERMINAL = new TerminalId("door-1");
    private static final StoreId STORE = new StoreId("store-1", 1);
    private static final KeyPair KEYS = P256.newKeyPair(new SecureRandom());

    private final SqliteDatabase database = SqliteDatabase.inMemory();
    private final Names names = new Names();
    private final Replica replica = new Replica(database, List.of(names));

    private static DocumentEntry entry(String id, String text) {
        return DocumentEntry.ofLine(Line.of(("{\"id\":\"" + id + "\",\"text\":\"" + text + "\"}").getBytes(UTF_8)));
    }

    private static List<DocumentEntry> entries(int count, String text) {
        return IntStream.range(0, count).mapToObj(i -> entry("id-" + i, text)).toList();
    }

    private static HeldDocument state(DocumentName name, StoreId store, long version, List<DocumentEntry> all) {
        return new HeldDocument(name, store, version, DocumentEntry.hashOf(all));
    }

    private static List<DocumentPart> parts(
            HeldDocument result, @Nullable HeldDocument base, List<DocumentEntry> entries) {
        return DocumentPart.seal(TERMINAL, result, base, entries, Signer.of(KEYS)).stream()
                .map(frame -> DocumentPart.open(frame, id -> KEYS.getPublic()))
                .toList();
    }

    private Offered offer(HeldDocument result, @Nullable HeldDocument base, List<DocumentEntry> entries) {
        Offered last = new Offered.Collecting();
        for (DocumentPart part : parts(result, base, entries)) {
            last = replica.offer(part);
        }
        return last;
    }

    @Test
    void partsInAnyOrderAndTwiceMakeOneDocument() {
        List<DocumentEntry> all = entries(900, "x".repeat(200));
        HeldDocument result = state(DocumentName.ROSTER, STORE, 1, all);
        List<DocumentPart> parts = new ArrayList<>(parts(result, null, all));
        assertThat(parts.size()).isGreaterThan(2);
        Collections.reverse(parts);

        for (DocumentPart part : parts.subList(0, parts.size() - 1)) {
            assertThat(replica.offer(part)).isEqualTo(new Offered.Collecting());
            assertThat(replica.offer(part)).isEqualTo(new Offered.Collecting());
        }
        assertThat(replica.offer(parts.getLast())).isEqualTo(new Offered.Applied(result));
        assertThat(replica.held()).containsExactly(result);
        assertThat(names.known).hasSize(900);
        assertThat(replica.offer(parts.getLast())).isEqualTo(new Offered.Stale());
    }

    @Test
    void aKindThatIsNotKnownYetIsKeptAndNothingIsMadeOfIt() {
        DocumentName later = new DocumentName("voices/site");
        List<DocumentEntry> all = entries(3, "new");
        HeldDocument result = state(later, STORE, 1, all);

        assertThat(offer(result, null, all)).isEqualTo(new Offered.Applied(result));
        assertThat(replica.held()).containsExactly(result);
        assertThat(replica.entries(later)).containsExactlyElementsOf(all);
        assertThat(names.known).isEmpty();
    }

    @Test
    void aDeltaChangesAndRemovesWhatItNames() {
        List<DocumentEntry> before = entries(3, "old");
        HeldDocument base = state(DocumentName.ROSTER, STORE, 1, before);
        offer(base, null, before);
        List<DocumentEntry> after = List.of(entry("id-0", "old"), entry("id-1", "new"), entry("id-9", "new"));
        HeldDocument result = state(DocumentName.ROSTER, STORE, 2, after);

        assertThat(offer(
                        result,
                        base,
                        List.of(entry("id-1", "new"), entry("id-9", "new"), DocumentEntry.removal("id-2"))))
                .isEqualTo(new Offered.Applied(result));
        assertThat(replica.entries(DocumentName.ROSTER)).containsExactlyElementsOf(after);
        assertThat(names.known).containsExactlyInAnyOrder("id-0", "id-1", "id-9");
    }

    @Test
    void aDeltaFromAnotherStateChangesNothing() {
        List<DocumentEntry> before = entries(3, "old");
        offer(state(DocumentName.ROSTER, STORE, 1, before), null, before);
        HeldDocument elsewhere = state(DocumentName.ROSTER, STORE, 4, entries(2, "other"));

        assertThat(offer(
                        state(DocumentName.ROSTER, STORE, 5, entries(1, "other")),
                        elsewhere,
                        List.of(DocumentEntry.removal("id-1"))))
                .isEqualTo(new Offered.NeedsResend(Offered.Reason.WRONG_BASE));
        assertThat(replica.entries(DocumentName.ROSTER)).isEqualTo(before);
    }

    @Test
    void aDeltaThatComesOutWrongLeavesTheOldContentInUseAndAsksForASnapshot() {
        List<DocumentEntry> before = entries(3, "old");
        HeldDocument base = state(DocumentName.ROSTER, STORE, 1, before);
        offer(base, null, before);
        HeldDocument lie = new HeldDocument(DocumentName.ROSTER, STORE, 2, Digest.of(new byte[0]));

        assertThat(offer(lie, base, List.of(DocumentEntry.removal("id-0"))))
                .isEqualTo(new Offered.NeedsResend(Offered.Reason.WRONG_HASH));
        assertThat(replica.entries(DocumentName.ROSTER)).isEqualTo(before);
        assertThat(names.known).hasSize(3);
        assertThat(replica.held()).isEmpty();

        offer(base, null, before);
        assertThat(replica.held()).containsExactly(base);
    }

    @Test
    void anOlderVersionIsStaleAndAnotherStoreOfTheSameOrAHigherGenerationReplaces() {
        List<DocumentEntry> some = entries(2, "a");
        offer(state(DocumentName.ROSTER, STORE, 5, some), null, some);

        assertThat(offer(state(DocumentName.ROSTER, STORE, 4, some), null, some))
                .isEqualTo(new Offered.Stale());
        HeldDocument restored = state(DocumentName.ROSTER, new StoreId("store-2", 2), 1, some);
        assertThat(offer(restored, null, some)).isEqualTo(new Offered.Applied(restored));
        assertThat(offer(state(DocumentName.ROSTER, STORE, 6, some), null, some))
                .isEqualTo(new Offered.Stale());
    }

    @Test
    void arrivalsOfAMeetingThatIsNoLongerServedAreDropped() {
        DocumentName meetings = DocumentName.meetingsOf(TERMINAL);
        DocumentName arrivals = DocumentName.arrivalsAt(new MeetingId("m-1"));
        List<DocumentEntry> two = List.of(entry("m-1", "x"), entry("m-2", "x"));
        List<DocumentEntry> one = List.of(entry("m-2", "x"));
        offer(state(meetings, STORE, 1, two), null, two);
        offer(state(arrivals, STORE, 1, entries(3, "a")), null, entries(3, "a"));
        List<DocumentName> changed = new ArrayList<>();
        replica.listen(changed::add);

        offer(state(meetings, STORE, 2, one), state(meetings, STORE, 1, two), List.of(DocumentEntry.removal("m-1")));

        assertThat(replica.find(arrivals)).isEmpty();
        assertThat(changed).containsExactly(meetings, arrivals);
    }

    @Test
    void whatIsToldOfAMeetingOrQuizThatIsGoneIsDroppedAndOfOthersKept() {
        DocumentName meetings = DocumentName.meetingsOf(TERMINAL);
        List<DocumentEntry> meeting = List.of(entry("m-2", "x"));
        List<DocumentEntry> quiz = List.of(entry("q-2", "x"));
        List<DocumentName> gone = List.of(
                DocumentName.leaveOf(new MeetingId("m-1")),
                DocumentName.requestsAt(new MeetingId("m-1")),
                DocumentName.ranksOf(new QuizId("q-1")));
        List<DocumentName> kept = List.of(
                DocumentName.leaveOf(new MeetingId("m-2")),
                DocumentName.ranksOf(new QuizId("q-2")),
                DocumentName.progressOf(new MemberId("a123456789abcdef")));
        for (DocumentName name : Stream.concat(gone.stream(), kept.stream()).toList()) {
            offer(state(name, STORE, 1, entries(3, "a")), null, entries(3, "a"));
        }

        offer(state(meetings, STORE, 1, meeting), null, meeting);
        offer(state(DocumentName.QUIZZES, STORE, 1, quiz), null, quiz);

        assertThat(gone).allMatch(name -> replica.find(name).isEmpty());
        assertThat(kept).allMatch(name -> replica.find(name).isPresent());
    }

    @Test
    void aProjectionThatFailsHoldsUpNeitherTheDocumentNorTheOthers() {
        Projection broken = new Projection() {
            @Override
            public boolean wants(DocumentName document) {
                return true;
            }

            @Override
            public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
                transaction.update("CREATE TABLE half_done (x INTEGER) STRICT");
                throw new IllegalStateException("a bug");
            }
        };
        Names good = new Names();
        Replica both = new Replica(database, List.of(broken, good));
        List<DocumentEntry> some = entries(2, "a");
        HeldDocument result = state(DocumentName.ROSTER, STORE, 1, some);

        parts(result, null, some).forEach(both::offer);

        assertThat(both.held()).containsExactly(result);
        assertThat(good.known).hasSize(2);
        assertThat(database.<List<String>>reading(transaction -> transaction.query(
                        "SELECT name FROM sqlite_schema WHERE name = 'half_done'", row -> row.text("name"))))
                .isEmpty();
    }

    @Test
    void aProjectionOfANewVersionIsGivenEverythingAgain() {
        List<DocumentEntry> some = entries(4, "a");
        offer(state(DocumentName.ROSTER, STORE, 1, some), null, some);

        Names sameVersion = new Names();
        new Replica(database, List.of(sameVersion));
        assertThat(sameVersion.known).isEmpty();

        Names newVersion = new Names();
        newVersion.version = 2;
        new Replica(database, List.of(newVersion));
        assertThat(newVersion.known).hasSize(4);
    }

    @Test
    void anEntryThatIsMalformedForItsTypeIsLeftOutAndReported() {
        List<String> malformed = new ArrayList<>();
        DocumentEntry good = DocumentEntry.ofLine(
                Line.of("{\"id\":\"0123456789abcdef\",\"at\":\"2026-11-22T09:00:00+08:00\"}".getBytes(UTF_8)));

        List<ArrivalEntry> read = new DocumentChange(true, List.of(entry("odd", "x"), good), List.of())
                .putAs(ArrivalEntry.class, malformed::add);

        assertThat(read).hasSize(1);
        assertThat(malformed).containsExactly("odd");
    }

    private static final class Names implements Projection {
        private final Set<String> known = new HashSet<>();
        private int version = 1;

        @Override
        public boolean wants(DocumentName document) {
            return document.equals(DocumentName.ROSTER);
        }

        @Override
        public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
            if (change.snapshot()) {
                known.clear();
            }
            change.put().forEach(entry -> known.add(entry.id()));
            change.removed().forEach(known::remove);
        }

        @Override
        public int version() {
            return version;
        }
    }
}
