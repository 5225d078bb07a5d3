package org.hongting.central.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hongting.protocol.configuration.SettingKey;

/// What follows for one terminal from what was set for its site, its group and itself: the nearest word counts.
///
/// @param layers from the weakest to the strongest
public record Inheritance(List<Layer> layers) {
    public Inheritance {
        layers = List.copyOf(layers);
    }

    /// What was set for one scope.
    record Layer(Origin origin, Map<String, String> values) {
        Layer {
            values = Map.copyOf(values);
        }
    }

    /// A key with what is in force of it.
    ///
    /// @param inherited what would be in force without the strongest layer
    /// @param inheritedFrom where that comes from
    public record Effective(SettingKey key, String value, Origin origin, String inherited, Origin inheritedFrom) {}

    /// What the terminal is told: every value that somebody set.
    public SortedMap<String, String> told() {
        SortedMap<String, String> told = new TreeMap<>();
        layers.forEach(layer -> told.putAll(layer.values()));
        return told;
    }

    /// Every key there is, in the order of the catalogue.
    public List<Effective> all() {
        List<Effective> all = new ArrayList<>();
        for (SettingKey key : SettingKey.values()) {
            Found above = find(key, layers.size() - 1);
            Found found = find(key, layers.size());
            all.add(new Effective(key, found.value(), found.origin(), above.value(), above.origin()));
        }
        return all;
    }

    private record Found(String value, Origin origin) {}

    private Found find(SettingKey key, int below) {
        for (int i = below - 1; i >= 0; i--) {
            String value = layers.get(i).values().get(key.word());
            if (value != null) {
                return new Found(value, layers.get(i).origin());
            }
        }
        return new Found(key.usual(), Origin.DEFAULT);
    }
}
