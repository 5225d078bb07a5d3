package org.hongting.device.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceName;
import org.hongting.device.HeardByListener;
import org.hongting.device.ReaderContract;
import org.hongting.device.Shown;
import org.hongting.device.Shown.CodeShown;
import org.hongting.device.Shown.CodeUnreadable;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pair of pseudo terminals made by socat is the line; pulling the plug is ending socat.
@RequiresTool("socat")
class SerialScannerTest extends ReaderContract {
    private static final Duration LONG = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    /// Made anew for each test by the stage.
    @SuppressWarnings("NullAway.Init")
    private Cable cable;

    private final class Cable {
        private Process socat = plug();

        private Process plug() {
            try {
                Process process = new ProcessBuilder(
                                "socat",
                                "PTY,rawer,link=" + folder.resolve("line"),
                                "PTY,rawer,link=" + folder.resolve("far"))
                        .inheritIO()
                        .start();
                while (!Files.exists(folder.resolve("line")) || !Files.exists(folder.resolve("far"))) {
                    Thread.sleep(10);
                }
                return process;
            } catch (IOException | InterruptedException failed) {
                throw new AssertionError(failed);
            }
        }

        void pull() throws InterruptedException {
            socat.destroy();
            socat.waitFor();
        }

        void putBack() {
            socat = plug();
        }

        /// Sends once the reader holds the line: what comes before it opens the line is nobody's.
        void send(byte[] bytes) throws IOException, InterruptedException {
            for (int i = 0; i < 500 && !isHeld(); i++) {
                Thread.sleep(20);
            }
            Thread.sleep(100);
            try (OutputStream far = new FileOutputStream(folder.resolve("far").toFile())) {
                far.write(bytes);
            }
        }
    }

    private boolean isHeld() throws IOException {
        Path line = folder.resolve("line").toRealPath();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.anyMatch(file -> {
                try {
                    return Files.readSymbolicLink(file).equals(line);
                } catch (IOException _) {
                    return false; // closed in the meantime
                }
            });
        }
    }

    private SerialScanner scanner() {
        return new SerialScanner(new DeviceName("serial"), folder.resolve("line"), 9600, QUICK);
    }

    @Override
    protected Stage stage() {
        cable = new Cable();
        SerialScanner reader = scanner();
        return new Stage() {
            @Override
            public CredentialReader reader() {
                return reader;
            }

            @Override
            public Shown show(int number) throws Exception {
                String text = "5".repeat(192) + number;
                cable.send((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
                return new CodeShown(text, Shown.Source.SCANNER);
            }

            @Override
            public void vanish() throws Exception {
                cable.pull();
            }

            @Override
            public void comeBack() {
                cable.putBack();
            }

            @Override
            public void close() throws Exception {
                cable.pull();
            }
        };
    }

    @Test
    void linesEndInEveryWayScannersKnowAndMarksAreStripped() throws Exception {
        HeardByListener heard = new HeardByListener();
        try (SerialScanner reader = scanner()) {
            reader.open(heard);
            cable.send("one\rtwo\nthree\r\nfour\t]Q1\\000026five".getBytes(StandardCharsets.US_ASCII));
            for (String text : new String[] {"one", "two", "three", "four", "five"}) {
                assertThat(heard.awaitRead(LONG).shown()).isEqualTo(new CodeShown(text, Shown.Source.SCANNER));
            }
        }
    }

    @Test
    void aLineWithoutEndIsUnreadableAndTheNextOneIsRead() throws Exception {
        HeardByListener heard = new HeardByListener();
        try (SerialScanner reader = scanner()) {
            reader.open(heard);
            cable.send(("x".repeat(20_000) + "\rnext\r").getBytes(StandardCharsets.US_ASCII));
            assertThat(heard.awaitRead(LONG).shown()).isInstanceOf(CodeUnreadable.class);
            assertThat(heard.awaitRead(LONG).shown()).isEqualTo(new CodeShown("next", Shown.Source.SCANNER));
        }
    }
}
