package org.hongting.protocol.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.SettingEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static Configuration of(long version, Map<String, String> values) {
        return new Configuration(version, new TreeMap<>(values));
    }

    @Test
    void everyKeyStandsInTheDocumentationWithItsValuesAndItsDefault() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "configuration.md")).stream()
                .filter(line -> line.matches("\\| `[a-z.-]+` \\|.*"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(SettingKey.values())
                        .map(key -> "| `%s` | %s | %s | %s |"
                                .formatted(
                                        key.word(),
                                        key.form().words(),
                                        key.usual().isEmpty() ? "none" : "`" + key.usual() + "`",
                                        key.effect() == SettingKey.Effect.AT_ONCE ? "at once" : "readers opened anew"))
                        .toList());
    }

    @Test
    void everyDefaultFitsItsOwnKeyAndNoKeySpeaksOfSimulatedReaders() {
        assertThat(SettingKey.values()).allSatisfy(key -> {
            assertThat(key.form().fits(key.usual())).as(key.word()).isTrue();
            assertThat(key.word()).doesNotContain("simul");
            assertThat(SettingKey.find(key.word())).contains(key);
        });
        assertThat(SettingKey.CAMERA.form().fits("/var/lib/pictures")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "SPEAK, yes",
        "SPEAK, ''",
        "SPEAK, ON",
        "VOLUME, 101",
        "VOLUME, -1",
        "VOLUME, 007",
        "VOLUME, ٣",
        "VOLUME, 99999999999",
        "ANSWER_TIME, 1499",
        "LANGUAGE, fr",
        "BUTTONS, own number",
        "BUTTONS, own own",
        "BUTTONS, exit",
        "QUIET_HOURS, 24:00-07:00",
        "QUIET_HOURS, 7:00-8:00",
        "SCREEN_HOURS, ''",
        "SCREEN_HOURS, 0 07:00-22:00",
        "SCREEN_HOURS, 5-1 07:00-22:00",
        "SCREEN_HOURS, 1 07:00-07:00",
        "SCREEN_HOURS, '1 07:00-22:00,2 07:00-22:00'",
        "SCREEN_REST, bright",
        "SCREEN_LEAD, 121",
        "CAMERA, pi:8",
        "CAMERA, /dev/sda",
        "CAMERA, /dev/v4l/by-id/../../sda",
        "SERIAL, /dev/sda",
        "SERIAL, /dev/ttyUSB0@0",
        "SERIAL, /dev/ttyUSB0  /dev/ttyUSB1",
        "SERIAL, /dev/ttyUSB0 /dev/ttyUSB0@9600",
        "TYPED_CARDS, bcd"
    })
    void aValueOutsideItsFormOrRangeIsNoValue(SettingKey key, String value) {
        assertThat(key.form().fits(value)).isFalse();
        assertThat(of(1, Map.of(key.word(), value)).unfit()).containsExactly(key.word());
    }

    @ParameterizedTest
    @CsvSource({
        "BUTTONS, ''",
        "BUTTONS, number own",
        "VOLUME, 0",
        "QUIET_HOURS, 00:00-00:00",
        "SCREEN_HOURS, always",
        "SCREEN_HOURS, '1-5 07:00-22:00, 6 18:00-02:00'",
        "CAMERA, /dev/video0",
        "SERIAL, /dev/ttyUSB0@115200 /dev/serial/by-id/usb-ACME_1-if00",
        "TYPED_CARDS, wiegand-26"
    })
    void aValueInsideIsOne(SettingKey key, String value) {
        assertThat(key.form().fits(value)).isTrue();
        assertThat(of(1, Map.of(key.word(), value)).value(key)).isEqualTo(value);
    }

    @Test
    void whatIsUnknownIsNamedAndNothingElseOfItCounts() {
        Configuration later = of(3, Map.of("screen.later", "whatever", "sound.volume", "40"));

        assertThat(later.unknown()).containsExactly("screen.later");
        assertThat(later.unfit()).isEmpty();
        assertThat(later.whole(SettingKey.VOLUME)).isEqualTo(40);
        assertThat(later.value(SettingKey.LANGUAGE)).isEqualTo("zh-CN");
    }

    @Test
    void theHashIsThatOfTheValuesWhateverTheirOrderAndTheVersion() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Map<String, String> values = drawn(random);
            Configuration one = of(random.nextInt(9), values);
            Configuration other = of(random.nextInt(9), values);
            assertThat(other.hash()).isEqualTo(one.hash());

            List<DocumentEntry> entries = new ArrayList<>(one.entries());
            Collections.shuffle(entries, random);
            assertThat(Configuration.of(entries.stream()
                            .map(entry -> entry.as(SettingEntry.class))
                            .toList()))
                    .isEqualTo(one);

            Map<String, String> changed = new TreeMap<>(values);
            changed.put("key" + random.nextInt(20), "changed");
            assertThat(of(1, changed).hash()).isNotEqualTo(one.hash());
        }
        assertThat(of(1, Map.of("sound.volume", "40")).hash().hex())
                .isEqualTo("7cdb81c2337eb74e4a8f8cea51dd7b95b83b47169f18caa73edd9cdd1f61bc04");
        assertThat(of(1, Map.of("a", "b\u2028c=d")).hash())
                .isNotEqualTo(of(1, Map.of("a", "b", "c", "d")).hash());
    }

    private static Map<String, String> drawn(Random random) {
        Map<String, String> values = new TreeMap<>();
        IntStream.range(0, random.nextInt(12))
                .forEach(i -> values.put("key" + random.nextInt(20), Integer.toString(random.nextInt(5))));
        return values;
    }

    @Test
    void whatIsNoConfigurationIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(-1, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> of(1, Map.of("Key", "")));
        assertThatIllegalArgumentException().isThrownBy(() -> of(1, Map.of("version", "1")));
        assertThatIllegalArgumentException().isThrownBy(() -> of(1, Map.of("a", "b\nc=d")));
        assertThatIllegalArgumentException().isThrownBy(() -> of(1, Map.of("a", "x".repeat(513))));
        Map<String, String> many = new TreeMap<>();
        IntStream.range(0, 129).forEach(i -> many.put("key" + i, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> of(1, many));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configuration.of(List.of(new SettingEntry("version", "seven"))));
    }

    @Test
    void onlyWhatTheReadersNeedOpensThemAnew() {
        Configuration loud = of(1, Map.of("sound.volume", "100"));
        assertThat(loud.changesDevices(of(2, Map.of("sound.volume", "10", "screen.language", "en"))))
                .isFalse();
        assertThat(loud.changesDevices(of(2, Map.of("reader.camera", "none")))).isFalse();
        assertThat(loud.changesDevices(of(2, Map.of("reader.camera", "pi")))).isTrue();
    }
}
