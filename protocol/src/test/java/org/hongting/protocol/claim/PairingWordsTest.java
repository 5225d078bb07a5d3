package org.hongting.protocol.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hongting.protocol.signing.P256;
import org.junit.jupiter.api.Test;

class PairingWordsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyPair AUTHORITY = P256.newKeyPair(RANDOM);
    private static final KeyPair TERMINAL = P256.newKeyPair(RANDOM);
    private static final String ID = "00112233445566778899aabbccddeeff";
    private static final String OPENING = "ffeeddccbbaa99887766554433221100";

    private static List<PairingWords.Word> words(KeyPair authority, KeyPair terminal, String id, String opening) {
        return PairingWords.of(authority.getPublic(), terminal.getPublic(), id, opening);
    }

    @Test
    void thereAre256WordsOfTwoCharactersThatSoundAlikeNowhere() throws IOException {
        try (InputStream stream = Objects.requireNonNull(PairingWords.class.getResourceAsStream("pairing-words.txt"))) {
            List<String[]> lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .toList();
            assertThat(lines).hasSize(256).allSatisfy(parts -> {
                assertThat(parts).hasSize(3);
                assertThat(parts[0]).matches("\\p{IsHan}{2}");
                assertThat(parts[1]).matches("[a-z]{4,12}");
                assertThat(parts[2]).matches("[a-z]{3,10}");
            });
            for (int column = 0; column < 3; column++) {
                int at = column;
                assertThat(lines.stream().map(parts -> parts[at])).doesNotHaveDuplicates();
            }
        }
        assertThat(PairingWords.list()).hasSize(256);
    }

    @Test
    void bothSidesHaveTheSameFiveWordsAndWhoeverIsInTheMiddleHasOthers() {
        KeyPair attacker = P256.newKeyPair(RANDOM);
        List<PairingWords.Word> console = words(AUTHORITY, TERMINAL, ID, OPENING);

        assertThat(console).hasSize(PairingWords.COUNT).isEqualTo(words(AUTHORITY, TERMINAL, ID, OPENING));
        assertThat(Set.of(
                        console,
                        words(attacker, TERMINAL, ID, OPENING),
                        words(AUTHORITY, attacker, ID, OPENING),
                        words(AUTHORITY, TERMINAL, OPENING, OPENING),
                        words(AUTHORITY, TERMINAL, ID, ID)))
                .hasSize(5);
    }

    @Test
    void everyWordComesUp() {
        Set<PairingWords.Word> seen = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            seen.addAll(words(AUTHORITY, TERMINAL, ID, String.format("%032x", i)));
        }
        assertThat(seen).hasSize(256);
    }

    @Test
    void aCommitmentIsToKeyAndOpening() {
        KeyPair other = P256.newKeyPair(RANDOM);
        assertThat(PairingWords.commitment(TERMINAL.getPublic(), OPENING))
                .isEqualTo(PairingWords.commitment(TERMINAL.getPublic(), OPENING))
                .isNotEqualTo(PairingWords.commitment(other.getPublic(), OPENING))
                .isNotEqualTo(PairingWords.commitment(TERMINAL.getPublic(), ID));
        assertThatIllegalArgumentException().isThrownBy(() -> PairingWords.commitment(TERMINAL.getPublic(), "short"));
    }
}
