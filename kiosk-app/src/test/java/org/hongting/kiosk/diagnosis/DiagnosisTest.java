package org.hongting.kiosk.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.record.TestVerdict;
import org.hongting.protocol.record.TestedPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisTest {
    @TempDir
    Path folder;

    @Test
    void theDiskIsWrittenMeasuredReadBackAndLeftAsItWas() throws IOException {
        TestedPart tested = DiskTrial.of(folder, new Random(1));
        assertThat(tested.figures()).containsOnlyKeys("free-mib", "write-micros");
        assertThat(tested.figures().get("write-micros")).isPositive();
        assertThat(tested.verdict()).isNotEqualTo(TestVerdict.BROKEN);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        assertThat(DiskTrial.of(folder.resolve("gone"), new Random(1)).verdict())
                .isEqualTo(TestVerdict.BROKEN);
    }

    @Test
    void theWayToTheCentreIsFineWhereItsPortAnswersAndSaysWhereItDoesNot() throws IOException {
        URI address;
        try (ServerSocket centre = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("https://127.0.0.1:" + centre.getLocalPort());
            TestedPart tested = NetworkTrial.centre(Optional.of(address));
            assertThat(tested.verdict()).isEqualTo(TestVerdict.FINE);
            assertThat(tested.figures()).containsOnlyKeys("round-trip-millis");
        }
        TestedPart closed = NetworkTrial.centre(Optional.of(address));
        assertThat(closed.why()).isEqualTo("unreachable");
        assertThat(closed.subject()).isEqualTo("127.0.0.1:" + address.getPort());
        assertThat(NetworkTrial.centre(Optional.empty()).why()).isEqualTo("not-told");
    }

    @Test
    void whatNamesAPersonOrOpensADoorIsTakenOutOfALog() {
        String log = """
                2026-11-22T09:00:00.120Z INFO desk: ready, 12 of 40
                read of 20231234567 by 张*三, card 51E69621AB
                member 00c0ffee00c0ffee wrote to zhang.san@example.edu.cn
                password: "geheim" token=abc.def Authorization: Bearer xyz pin=314159
                -----BEGIN PRIVATE KEY-----
                MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg
                -----END PRIVATE KEY-----
                身份证 11010519900307123X
                """;
        String plain = Redaction.of(log);
        assertThat(plain).contains("2026-11-22T09:00:00.120Z INFO desk: ready, 12 of 40");
        assertThat(plain)
                .doesNotContain("20231234567")
                .doesNotContain("张")
                .doesNotContain("51E69621AB")
                .doesNotContain("00c0ffee")
                .doesNotContain("zhang.san")
                .doesNotContain("geheim")
                .doesNotContain("abc.def")
                .doesNotContain("xyz")
                .doesNotContain("314159")
                .doesNotContain("MIGH")
                .doesNotContain("1101051990");
    }

    @Test
    void noSecretOfAConfigurationGetsIntoABundle() {
        Map<String, String> values = new TreeMap<>(Map.of("sound.volume", "40", "wifi.password", "geheim"));
        String text = LogBundle.configuration(new Configuration(7, new TreeMap<>(values)));
        assertThat(text)
                .contains("version 7", "sound.volume = 40", "reader.cards = on")
                .doesNotContain("geheim");
    }

    @Test
    void aBundleKeepsTheEndOfALongTextAndStaysSmallHoweverMuchThereIs() throws IOException {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        texts.put("about.txt", "software 1");
        texts.put("log.txt", "a".repeat(LogBundle.LONGEST) + "the newest line");
        byte[] bytes = LogBundle.of(texts);
        assertThat(bytes.length).isLessThan(LogBundle.LONGEST);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), UTF_8)) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("about.txt");
            assertThat(new String(zip.readAllBytes(), UTF_8)).isEqualTo("software 1");
            assertThat(zip.getNextEntry().getName()).isEqualTo("log.txt");
            assertThat(new String(zip.readAllBytes(), UTF_8))
                    .startsWith("…")
                    .endsWith("the newest line")
                    .hasSize(LogBundle.LONGEST + 1);
        }
    }

    @Test
    void theLogRemembersItsLastLinesAndNoMore() {
        LogMemory memory = new LogMemory();
        for (int i = 0; i <= LogMemory.LINES; i++) {
            memory.publish(new LogRecord(Level.INFO, "line " + i + "."));
        }
        LogRecord fault = new LogRecord(Level.WARNING, "it failed");
        fault.setThrown(new IllegalStateException("why"));
        memory.publish(fault);
        assertThat(memory.text())
                .doesNotContain("line 1.")
                .contains("line 2.", "line " + LogMemory.LINES + ".", "it failed")
                .contains("IllegalStateException: why");
    }

    @Test
    void threadsAreToldByNameAndByWhatTheyDo() {
        assertThat(LogBundle.threads())
                .contains(Thread.currentThread().getName())
                .contains("threadsAreToldByNameAndByWhatTheyDo");
    }
}
