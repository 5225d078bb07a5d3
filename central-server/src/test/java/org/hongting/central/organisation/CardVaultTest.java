package org.hongting.central.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CardVaultTest {
    private static final byte[] UID = {4, (byte) 0xA1, (byte) 0xB2, (byte) 0xC3};

    @Test
    void aSealedCardOpensWithItsKeyAndWithNoOther() {
        CardVault vault = new CardVault(new byte[32]);
        byte[] other = new byte[32];
        other[0] = 1;

        assertThat(vault.open(vault.seal(UID))).isEqualTo(UID);
        assertThat(vault.seal(UID)).isNotEqualTo(vault.seal(UID));
        assertThatThrownBy(() -> new CardVault(other).open(vault.seal(UID))).isInstanceOf(IllegalStateException.class);
        assertThat(new CardVault(other).blindIndex(UID)).isNotEqualTo(vault.blindIndex(UID));
    }

    @Test
    void cardNumbersAreUnderstoodAsPeopleWriteThem() {
        assertThat(Cards.parse("04:a1:B2:c3"))
                .hasValueSatisfying(uid -> assertThat(uid).isEqualTo(UID));
        assertThat(Cards.parse("04 A1 B2 C3"))
                .hasValueSatisfying(uid -> assertThat(uid).isEqualTo(UID));
        assertThat(Cards.parse("0563537489")).isEmpty();
        assertThat(Cards.isRandom(new byte[] {8, 1, 2, 3})).isTrue();
    }
}
