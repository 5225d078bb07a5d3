package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.hongting.kiosk.KioskOptions.WindowPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class WindowPlaceTest {
    @Test
    void aSizeMayComeWithAPlace() {
        assertThat(WindowPlace.parse("1280x800")).isEqualTo(new WindowPlace(1280, 800, Optional.empty()));
        assertThat(WindowPlace.parse("1080x1920+380+0"))
                .isEqualTo(new WindowPlace(1080, 1920, Optional.of(new WindowPlace.Corner(380, 0))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1280", "1280x", "axb", "639x480", "9000x9000", "1280x800+1", "1280x800-1-1"})
    void anythingElseIsRefusedInWords(String text) {
        assertThatThrownBy(() -> WindowPlace.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("window");
    }
}
