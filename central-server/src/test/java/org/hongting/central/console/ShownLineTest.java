package org.hongting.central.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShownLineTest {
    private static String shown(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return ShownLine.of(bytes, bytes.length);
    }

    @Test
    void idsAndWordsAreShownAndWhatSomebodyWroteIsNot() {
        assertThat(shown(
                        "{\"salt\":\"00ff\",\"meeting\":\"meeting-1\",\"title\":\"Party\",\"by\":\"Li Lei\",\"unit\":\"张三\","
                                + "\"seq\":7,\"card\":\"1:ab\",\"quoted\":\"a \\\" b\"}"))
                .isEqualTo(
                        "{\"salt\":\"***\",\"meeting\":\"meeting-1\",\"title\":\"***\",\"by\":\"***\",\"unit\":\"***\","
                                + "\"seq\":7,\"card\":\"***\",\"quoted\":\"***\"}");
    }

    @Test
    void aLineThatIsCutOffSaysHowLongItIsAndHidesItsLastText() {
        String whole = "{\"note\":\"Zhang San of the first branch\"}";
        assertThat(ShownLine.of(whole.substring(0, 15).getBytes(StandardCharsets.UTF_8), whole.length()))
                .isEqualTo("{\"note\":\"***\" … (40)");
    }

    @Test
    void whateverBytesComeNothingIsLeftThatAPageCannotShow() {
        assertThat(shown("\u0000\u202e<script>\r\u001b[31m张三")).isEqualTo("··<script>··[31m··");
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(ShownLine.BYTES)];
            random.nextBytes(bytes);
            assertThat(ShownLine.of(bytes, bytes.length)).matches("[ -~·]*");
        }
    }
}
