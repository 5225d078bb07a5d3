package org.hongting.central;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneServerOnAFolderTest {
    @TempDir
    Path folder;

    @Test
    void aSecondServerOnTheSameFolderSaysSoAndEnds() throws Exception {
        try (FileChannel other = FileChannel.open(
                        folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = other.lock()) {
            Process second = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            CentralMain.class.getName(),
                            "--data",
                            folder.toString(),
                            "--console-port=0",
                            "--terminal-port=0",
                            "--mqtt-port=0")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(second.getInputStream().readAllBytes(), UTF_8);
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(said).contains("another server runs on the folder " + folder);
        }
    }
}
