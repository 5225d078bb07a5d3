package org.hongting.central.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Prometheus' text format as strictly as its own reader: every family has its type before its samples, and all
/// of them together.
final class Exposition {
    private static final Pattern SAMPLE = Pattern.compile("([a-z_:][a-z0-9_:]*)\\{(.*)} (-?[0-9.eE+-]+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");

    private Exposition() {}

    record Sample(String name, Map<String, String> labels, double value) {}

    static List<Sample> parse(String text) {
        List<Sample> samples = new ArrayList<>();
        Set<String> families = new HashSet<>();
        Set<String> seen = new HashSet<>();
        String family = "";
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line ends like every other");
        }
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("# TYPE ")) {
                family = line.split(" ", -1)[2];
                if (!families.add(family)) {
                    throw new IllegalArgumentException("twice: " + family);
                }
            } else if (!line.isEmpty() && !line.startsWith("# HELP ")) {
                Matcher sample = SAMPLE.matcher(line);
                if (!sample.matches()
                        || !sample.group(1).equals(family)
                        || !seen.add(line.substring(0, sample.start(3)))) {
                    throw new IllegalArgumentException("no sample of " + family + ": " + line);
                }
                samples.add(new Sample(family, labels(sample.group(2)), Double.parseDouble(sample.group(3))));
            }
        }
        return samples;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!label.find(at) || label.start() != at) {
                throw new IllegalArgumentException("no labels: " + text);
            }
            labels.put(
                    label.group(1),
                    label.group(2).replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\"));
            at = label.end();
        }
        return labels;
    }
}
