package org.hongting.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.hongting.device.Shown.CardShown;
import org.hongting.device.Shown.CodeShown;
import org.hongting.device.Shown.CodeUnreadable;
import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void aUidIsAValueThatNobodyCanChange() {
        byte[] bytes = {0x51, (byte) 0xE6, (byte) 0x96, 0x21};
        CardShown card = new CardShown(bytes);
        bytes[0] = 0;
        card.uid()[1] = 0;
        assertThat(card).isEqualTo(new CardShown(new byte[] {0x51, (byte) 0xE6, (byte) 0x96, 0x21}));
        assertThat(card).hasSameHashCodeAs(new CardShown(new byte[] {0x51, (byte) 0xE6, (byte) 0x96, 0x21}));
        assertThat(card).isNotEqualTo(new CardShown(new byte[] {0x51, (byte) 0xE6, (byte) 0x96}));
    }

    @Test
    void aUidHasOneToSixteenBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CardShown(new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new CardShown(new byte[17]));
    }

    @Test
    void nothingPersonalStandsInTheTextForm() {
        assertThat(new CardShown(new byte[] {0x51, 0x52})).hasToString("CardShown[2 bytes]");
        assertThat(new CodeShown("20231234", Shown.Source.SCANNER)).hasToString("CodeShown[8 characters, SCANNER]");
    }

    @Test
    void aTextOfTheCapIsShownAndALongerOrEmptyOneIsUnreadable() {
        assertThat(Shown.code("x".repeat(4096), Shown.Source.CAMERA)).isInstanceOf(CodeShown.class);
        assertThat(Shown.code("x".repeat(4097), Shown.Source.CAMERA)).isInstanceOf(CodeUnreadable.class);
        assertThat(Shown.code("", Shown.Source.CAMERA)).isInstanceOf(CodeUnreadable.class);
    }
}
