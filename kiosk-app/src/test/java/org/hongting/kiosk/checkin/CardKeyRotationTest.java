package org.hongting.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.DeskBench.CARD_OF_LI;
import static org.hongting.kiosk.checkin.DeskBench.FIRST_BRANCH;
import static org.hongting.kiosk.checkin.DeskBench.LI;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CardKeyRotationTest {
    private final DeskBench bench = DeskBench.withSchool();

    @BeforeEach
    void openTheAssembly() {
        bench.publishMeetings(
                bench.meeting("assembly", OffsetDateTime.parse("2026-11-22T09:00:00+08:00"), FIRST_BRANCH));
    }

    private static byte[] secret(int number) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) number);
        return secret;
    }

    private void keys(int... numbers) {
        bench.publish(
                DocumentName.KEYS,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(SiteKey.site(DeskBench.SITE)),
                                IntStream.of(numbers).mapToObj(number -> SiteKey.card(number, secret(number))))
                        .map(DocumentEntry::of)
                        .toArray(DocumentEntry[]::new));
    }

    private void roster(int keyNumber) {
        CardHash hash = CardHash.of(new CardUid(CARD_OF_LI), keyNumber, secret(keyNumber));
        bench.publish(DocumentName.ROSTER, DocumentEntry.of(new RosterEntry(LI, "李*", FIRST_BRANCH, List.of(hash), 1)));
    }

    @Test
    void aCardIsKnownBeforeWhileAndAfterTheKeyIsRotated() {
        keys(1);
        roster(1);
        assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);

        keys(1, 2);
        assertThat(bench.card(CARD_OF_LI)).as("the new key came first").isInstanceOf(Decision.Already.class);

        roster(2);
        assertThat(bench.card(CARD_OF_LI)).as("and the roster next").isInstanceOf(Decision.Already.class);
        assertThat(storedHashes()).containsExactly("2");

        keys(2, 3);
        assertThat(bench.card(CARD_OF_LI)).isInstanceOf(Decision.Already.class);
    }

    @Test
    void aHashOfAKeyThatIsGoneOpensNothing() {
        keys(2);
        roster(1);

        assertThat(bench.card(CARD_OF_LI)).isEqualTo(new Decision.Refused(RefusalReason.UNKNOWN_CARD));
    }

    @Test
    void theTenthKeyIsNewerThanTheNinth() {
        keys(9, 10);
        roster(10);
        bench.card(new byte[] {4, 1, 2, 3});

        assertThat(bench.facts(Fact.CheckInRefused.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.shown()).asString().contains("10:"));
    }

    /// The key numbers in front of the hashes on the kiosk's disk.
    private List<String> storedHashes() {
        return bench.database.reading(transaction -> transaction.query(
                "SELECT hash FROM desk_card", row -> row.text("hash").split(":", -1)[0]));
    }
}
