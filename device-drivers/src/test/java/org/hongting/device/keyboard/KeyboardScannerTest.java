package org.hongting.device.keyboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceName;
import org.hongting.device.HeardByListener;
import org.hongting.device.ReaderContract;
import org.hongting.device.Shown;
import org.hongting.device.Shown.CodeShown;
import org.hongting.device.Shown.CodeUnreadable;
import org.junit.jupiter.api.Test;

class KeyboardScannerTest extends ReaderContract {
    private static final Duration LONG = Duration.ofSeconds(5);

    @Override
    protected Stage stage() {
        KeyboardScanner reader = new KeyboardScanner(new DeviceName("scanner"), _ -> {});
        return new Stage() {
            @Override
            public CredentialReader reader() {
                return reader;
            }

            @Override
            public Shown show(int number) {
                String text = "3".repeat(190) + number;
                type(reader, text + "\r\n");
                return new CodeShown(text, Shown.Source.SCANNER);
            }

            @Override
            public void vanish() {
                reader.focusLost();
            }

            @Override
            public void comeBack() {
                reader.focusGained();
            }

            @Override
            public void close() {}
        };
    }

    private static void type(KeyboardScanner reader, String keys) {
        for (int i = 0; i < keys.length(); i++) {
            reader.typed(keys.charAt(i), System.nanoTime());
        }
    }

    @Test
    void aScanWithoutAnEndKeyEndsBySilence() throws Exception {
        HeardByListener heard = new HeardByListener();
        try (KeyboardScanner reader = new KeyboardScanner(new DeviceName("scanner"), _ -> {})) {
            reader.open(heard);
            type(reader, "]Q112345678");
            assertThat(heard.awaitRead(LONG).shown()).isEqualTo(new CodeShown("12345678", Shown.Source.SCANNER));
        }
    }

    @Test
    void aBurstThatIsTooLongIsToldAsUnreadable() throws Exception {
        HeardByListener heard = new HeardByListener();
        try (KeyboardScanner reader = new KeyboardScanner(new DeviceName("scanner"), _ -> {})) {
            reader.open(heard);
            type(reader, "9".repeat(5000) + "\r");
            assertThat(heard.awaitRead(LONG).shown())
                    .isEqualTo(new CodeUnreadable("the code has 5000 characters", Shown.Source.SCANNER));
        }
    }

    @Test
    void whatAPersonTypesGoesToTheTypist() throws Exception {
        BlockingQueue<String> typed = new LinkedBlockingQueue<>();
        HeardByListener heard = new HeardByListener();
        try (KeyboardScanner reader = new KeyboardScanner(new DeviceName("scanner"), typed::add)) {
            reader.open(heard);
            long at = System.nanoTime();
            String keys = "20231234\r";
            for (int i = 0; i < keys.length(); i++) {
                at += 150_000_000;
                reader.typed(keys.charAt(i), at);
            }
            assertThat(typed.poll(5, TimeUnit.SECONDS)).isEqualTo("20231234");
            assertThat(heard.rest()).isEmpty();
        }
    }
}
