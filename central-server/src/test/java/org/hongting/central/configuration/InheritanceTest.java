package org.hongting.central.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.configuration.ValueForm;
import org.junit.jupiter.api.Test;

class InheritanceTest {
    private static final List<Origin> ORIGINS = List.of(Origin.SITE, Origin.GROUP, Origin.TERMINAL);

    @Test
    void theNearestWordCountsAndSaysWhereItComesFrom() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Inheritance.Layer> layers = new ArrayList<>();
            for (Origin origin : ORIGINS) {
                layers.add(new Inheritance.Layer(origin, drawn(random)));
            }
            Inheritance inheritance = new Inheritance(layers);
            Configuration told = new Configuration(1, inheritance.told());

            assertThat(told.unfit()).isEmpty();
            for (Inheritance.Effective effective : inheritance.all()) {
                String word = effective.key().word();
                Origin nearest = Origin.DEFAULT;
                String value = effective.key().usual();
                for (Inheritance.Layer layer : layers) {
                    if (layer.values().containsKey(word)) {
                        nearest = layer.origin();
                        value = String.valueOf(layer.values().get(word));
                    }
                }
                assertThat(effective.value()).as("seed " + seed).isEqualTo(value);
                assertThat(effective.origin()).isEqualTo(nearest);
                assertThat(told.value(effective.key())).isEqualTo(value);
                if (nearest != Origin.TERMINAL) {
                    assertThat(effective.inherited()).isEqualTo(value);
                    assertThat(effective.inheritedFrom()).isEqualTo(nearest);
                }
            }
        }
    }

    @Test
    void whatIsTakenBackIsAsIfItHadNeverBeenSet() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Map<String, String> site = drawn(random);
            Map<String, String> own = drawn(random);
            Inheritance with = new Inheritance(
                    List.of(new Inheritance.Layer(Origin.SITE, site), new Inheritance.Layer(Origin.TERMINAL, own)));
            Inheritance without = new Inheritance(List.of(
                    new Inheritance.Layer(Origin.SITE, site), new Inheritance.Layer(Origin.TERMINAL, Map.of())));

            assertThat(without.told()).isEqualTo(site);
            assertThat(with.all())
                    .extracting(Inheritance.Effective::inherited)
                    .isEqualTo(without.all().stream()
                            .map(Inheritance.Effective::value)
                            .toList());
        }
    }

    private static Map<String, String> drawn(Random random) {
        Map<String, String> values = new TreeMap<>();
        for (SettingKey key : SettingKey.values()) {
            if (random.nextInt(3) == 0) {
                values.put(key.word(), drawn(key, random));
            }
        }
        return values;
    }

    private static String drawn(SettingKey key, Random random) {
        return switch (key.form()) {
            case ValueForm.Switch _ -> random.nextBoolean() ? "on" : "off";
            case ValueForm.Whole(int least, int most, String _) -> Integer.toString(random.nextInt(least, most + 1));
            case ValueForm.Choice(List<String> choices) -> choices.get(random.nextInt(choices.size()));
            case ValueForm.Some(List<String> choices) ->
                String.join(" ", choices.subList(0, random.nextInt(choices.size() + 1)));
            case ValueForm.Hours _ -> "%02d:00-06:30".formatted(random.nextInt(24));
            case ValueForm.Week _ -> "1-5 %02d:00-06:30".formatted(random.nextInt(24));
            case ValueForm.Camera _ -> "/dev/video" + random.nextInt(10);
            case ValueForm.SerialLines _ -> "/dev/ttyUSB" + random.nextInt(10) + "@19200";
        };
    }
}
