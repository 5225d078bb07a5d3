package org.hongting.protocol.touch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hongting.protocol.Samples;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.TouchEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.json.Json;
import org.junit.jupiter.api.Test;

class TouchTest {
    private static final byte[] KEY = new byte[32];
    private static final byte[] OTHER_KEY = {1, 2, 3};
    private static final byte[] SALT = new byte[PinVerifier.SALT_BYTES];
    private static final int FEW_ROUNDS = 10;

    @Test
    void aNumbersHashDependsOnNumberKeyAndKeyNumberAndOnNothingElse() {
        NumberHash hash = NumberHash.of("2023-0312a", 1, KEY);
        assertThat(NumberHash.of(" 20230312A ", 1, KEY)).isEqualTo(hash);
        assertThat(NumberHash.of("20230313A", 1, KEY)).isNotEqualTo(hash);
        assertThat(NumberHash.of("20230312A", 1, OTHER_KEY)).isNotEqualTo(hash);
        assertThat(NumberHash.of("20230312A", 2, KEY).value()).startsWith("2:");
        assertThat(hash.toString()).doesNotContain("20230312");
    }

    @Test
    void aNumberIsFoundByItsLastFourToSixSigns() {
        List<SearchWord> words = SearchWord.endingsOf("20230312", 1, KEY);
        assertThat(words)
                .containsExactly(
                        SearchWord.ending("0312", 1, KEY),
                        SearchWord.ending("30312", 1, KEY),
                        SearchWord.ending("230312", 1, KEY));
        assertThat(SearchWord.endingsOf("031", 1, KEY)).isEmpty();
        assertThat(SearchWord.initials("ZSM", 1, KEY)).isEqualTo(SearchWord.initials("zsm", 1, KEY));
        assertThat(SearchWord.initials("0312", 1, KEY)).isNotEqualTo(SearchWord.ending("0312", 1, KEY));
    }

    @Test
    void aPinIsKnownByItsVerifierAndNoOtherIs() {
        PinVerifier verifier = PinVerifier.of("046213", SALT, FEW_ROUNDS);
        assertThat(verifier.matches("046213")).isTrue();
        assertThat(verifier.matches("046214")).isFalse();
        assertThat(verifier.matches("46213")).isFalse();
        assertThat(verifier.matches("")).isFalse();
        assertThat(verifier.value()).doesNotContain("046213");
        assertThat(verifier).hasToString("PinVerifier");
    }

    @Test
    void theSamePinOfTwoPeopleLooksDifferent() {
        byte[] salt = SALT.clone();
        salt[0] = 1;
        assertThat(PinVerifier.of("046213", salt, FEW_ROUNDS)).isNotEqualTo(PinVerifier.of("046213", SALT, FEW_ROUNDS));
    }

    @Test
    void aVerifierThatWouldOccupyAKioskIsRefused() {
        String honest = PinVerifier.of("046213", SALT, FEW_ROUNDS).value();
        assertThatThrownBy(() -> new PinVerifier(honest.replace(":10:", ":9000000:")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PinVerifier.of("12345", SALT, FEW_ROUNDS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRosterEntryTellsNeitherNumberNorPinAndReadsBack() {
        RosterEntry entry = new RosterEntry(
                Samples.MEMBER,
                "张*",
                new BranchId("b-1"),
                List.of(),
                1,
                null,
                new TouchEntry(
                        NumberHash.of("20230312", 1, KEY),
                        SearchWord.endingsOf("20230312", 1, KEY),
                        "12",
                        PinVerifier.of("046213", SALT, FEW_ROUNDS)),
                true);
        DocumentEntry line = DocumentEntry.of(entry);
        assertThat(new String(line.line().bytes(), UTF_8)).doesNotContain("0312", "046213");
        assertThat(line.as(RosterEntry.class)).isEqualTo(entry);
    }

    @Test
    void aRosterEntryOfBeforeIsReadAsOneWithoutTyping() {
        RosterEntry entry = Json.read(
                "{\"id\":\"1f2e3d4c5b6a7988\",\"name\":\"张*\",\"branch\":\"b-1\",\"cards\":[],\"badgeFrom\":1}"
                        .getBytes(UTF_8),
                RosterEntry.class);
        assertThat(entry.touch()).isNull();
        assertThat(entry.inCharge()).isNull();
    }
}
