package org.hongting.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.control.TextArea;
import org.junit.jupiter.api.Test;

class ScanGuardTest {
    private static final long HAND = 120_000_000;
    private static final long SCANNER = 4_000_000;

    private final AtomicLong time = new AtomicLong();

    private TextArea area(String text) {
        TextArea area = new TextArea(text);
        area.setTextFormatter(ScanGuard.formatter(40, time::get));
        area.positionCaret(text.length());
        return area;
    }

    private void type(TextArea area, String signs, long gap) {
        signs.chars().forEach(sign -> {
            time.addAndGet(gap);
            area.replaceSelection(String.valueOf((char) sign));
        });
    }

    @Test
    void aScanLeavesNothingInTheTextAndTypingGoesOn() throws Exception {
        String text = Toolkit.onFxThread(() -> {
            TextArea area = area("会议决定");
            type(area, "12345678901234567890", SCANNER);
            time.addAndGet(HAND * 10);
            type(area, "通过", HAND);
            return area.getText();
        });
        assertThat(text).isEqualTo("会议决定通过");
    }

    @Test
    void aQuickHandAndAPhraseAreLetIn() throws Exception {
        String text = Toolkit.onFxThread(() -> {
            TextArea area = area("");
            type(area, "20261122", HAND);
            area.insertText(area.getCaretPosition(), "经表决，一致同意");
            return area.getText();
        });
        assertThat(text).isEqualTo("20261122经表决，一致同意");
    }

    @Test
    void noMoreIsLetInThanTheTextHolds() throws Exception {
        String text = Toolkit.onFxThread(() -> {
            TextArea area = area("会".repeat(39));
            type(area, "议议议", HAND);
            return area.getText();
        });
        assertThat(text).hasSize(40);
    }
}
