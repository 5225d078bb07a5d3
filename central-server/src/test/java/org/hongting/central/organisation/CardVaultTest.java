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
}
