package org.hongting.central.console;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.configuration.ValueForm;
import org.springframework.util.MultiValueMap;

/// What somebody sends with the page of a configuration: for each key what stood there (`was.…`) and what stands
/// there now (`value.…`). A key that was set for this scope stays set; one that was inherited is set once its value is
/// another; the one whose button was pressed (`reset`) is inherited again.
record ConfigurationForm(MultiValueMap<String, String> fields) {
    private static final String VALUE = "value.";
    private static final String WAS = "was.";

    /// The version that was edited.
    long base() {
        String version = fields.getFirst("version");
        try {
            return version == null ? 0 : Long.parseLong(version);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /// What stands in the fields, by keys. What is missing was not on the page.
    SortedMap<String, String> entered() {
        SortedMap<String, String> entered = new TreeMap<>();
        for (SettingKey key : SettingKey.values()) {
            var sent = fields.get(VALUE + key.word());
            if (sent != null && !sent.isEmpty()) {
                String joined = String.join(" ", sent);
                entered.put(
                        key.word(),
                        key.form() instanceof ValueForm.Some some
                                ? String.join(" ", some.of(joined))
                                : Arrays.stream(joined.strip().split("\\s+"))
                                        .reduce((one, other) -> one + " " + other)
                                        .orElse(""));
            }
        }
        return entered;
    }

    /// What somebody has changed on the page. The rest is shown as it is now, whoever made it so.
    SortedMap<String, String> changed() {
        SortedMap<String, String> changed = entered();
        changed.entrySet().removeIf(one -> one.getValue().equals(fields.getFirst(WAS + one.getKey())));
        return changed;
    }

    /// What is to be set for the scope.
    ///
    /// @param set what was set for it in the version that was edited
    SortedMap<String, String> wanted(Map<String, String> set) {
        SortedMap<String, String> wanted = new TreeMap<>();
        entered().forEach((key, value) -> {
            if (set.containsKey(key) || !value.equals(fields.getFirst(WAS + key))) {
                wanted.put(key, value);
            }
        });
        String reset = fields.getFirst("reset");
        if (reset != null) {
            wanted.remove(reset);
        }
        return wanted;
    }
}
