package org.hongting.protocol.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hongting.protocol.Limits;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.record.Digest;

/// What a terminal is to be like: the values that somebody has set, whichever software knows their keys. What is not
/// among them is as usual.
///
/// @param version counted by the centre for each terminal; 0 where the centre has said nothing
/// @param values by the keys' names
public record Configuration(long version, SortedMap<String, String> values) {
    /// Nobody has set anything.
    public static final Configuration NONE = new Configuration(0, new TreeMap<>());

    /// The entry of a document that names the version. No key is called so.
    public static final String VERSION = "version";

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9.-]{0,47}");

    /// @throws IllegalArgumentException if there are too many values, or one is too long
    public Configuration {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        if (version < 0 || values.size() > Limits.CONFIGURATION_VALUES) {
            throw new IllegalArgumentException("not a configuration");
        }
        values.forEach((key, value) -> {
            if (!KEY.matcher(key).matches()
                    || key.equals(VERSION)
                    || value.length() > Limits.CONFIGURATION_VALUE
                    || value.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("not a value of a configuration");
            }
        });
    }

    /// @throws IllegalArgumentException if these are not the entries of one
    public static Configuration of(List<SettingEntry> entries) {
        long version = 0;
        SortedMap<String, String> values = new TreeMap<>();
        for (SettingEntry entry : entries) {
            if (entry.id().equals(VERSION)) {
                version = Long.parseLong(entry.value());
            } else {
                values.put(entry.id(), entry.value());
            }
        }
        return new Configuration(version, values);
    }

    /// As a document's entries.
    public List<DocumentEntry> entries() {
        List<DocumentEntry> entries = new ArrayList<>();
        entries.add(DocumentEntry.of(new SettingEntry(VERSION, Long.toString(version))));
        values.forEach((key, value) -> entries.add(DocumentEntry.of(new SettingEntry(key, value))));
        return entries;
    }

    /// SHA-256 over `key=value`, a line for each in order of the keys, whatever the version: equal values, equal hash.
    public Digest hash() {
        StringBuilder lines = new StringBuilder("ht/v1/configuration\n");
        values.forEach(
                (key, value) -> lines.append(key).append('=').append(value).append('\n'));
        return Digest.of(lines.toString().getBytes(UTF_8));
    }

    /// What is in force of a key.
    public String value(SettingKey key) {
        return values.getOrDefault(key.word(), key.usual());
    }

    public boolean isOn(SettingKey key) {
        return value(key).equals(ValueForm.Switch.ON);
    }

    /// Of a key whose form is a whole number.
    public int whole(SettingKey key) {
        return Integer.parseInt(value(key));
    }

    /// Keys that this software does not know. They are passed over.
    public List<String> unknown() {
        return values.keySet().stream()
                .filter(key -> SettingKey.find(key).isEmpty())
                .toList();
    }

    /// Keys whose value is outside its form or range. There is nothing to guess: the whole is not taken.
    public List<String> unfit() {
        return values.entrySet().stream()
                .filter(Configuration::isUnfit)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isUnfit(Map.Entry<String, String> entry) {
        Optional<SettingKey> key = SettingKey.find(entry.getKey());
        return key.isPresent() && !key.get().form().fits(entry.getValue());
    }

    /// The same with other values over it, which were given at the machine.
    public Configuration under(Map<String, String> local) {
        SortedMap<String, String> all = new TreeMap<>(values);
        all.putAll(local);
        return new Configuration(version, all);
    }

    /// Whether the readers must be opened anew to get from the one to the other.
    public boolean changesDevices(Configuration other) {
        for (SettingKey key : SettingKey.values()) {
            if (key.effect() == SettingKey.Effect.DEVICES && !value(key).equals(other.value(key))) {
                return true;
            }
        }
        return false;
    }
}
