package org.hongting.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LookTest {
    private static List<String> scaled(double width) {
        return Look.of(Theme.LIGHT, width, 800, false).sheets().stream()
                .filter(sheet -> sheet.startsWith("data:"))
                .toList();
    }

    /// The toolkit compares them for every node: equal ones that are not the same took a third of the time of a page.
    @Test
    void theScaledSheetsOfOneSizeAreMadeOnce() {
        List<String> once = scaled(1280);
        List<String> again = scaled(1280);

        assertThat(once).hasSize(2).isNotEqualTo(scaled(640));
        assertThat(again.get(0)).isSameAs(once.get(0));
        assertThat(again.get(1)).isSameAs(once.get(1));
    }

    @Test
    void aWindowThatIsDraggedThroughManySizesKeepsItsSheets() {
        List<String> before = scaled(1280);
        for (int width = 200; width < 3_000; width += 10) {
            scaled(width);
        }

        assertThat(scaled(1280)).isEqualTo(before);
    }
}
