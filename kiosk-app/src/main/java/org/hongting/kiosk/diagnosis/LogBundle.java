package org.hongting.kiosk.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.configuration.SettingKey;

/// The file of texts that helps to find out what is the matter with a terminal.
public final class LogBundle {
    /// Signs of one text; of a longer one the end is kept, which is newer. All of them together stay below what an
    /// attachment may have, packed or not.
    static final int LONGEST = 256 * 1024;

    private static final Pattern SECRET = Pattern.compile("(?i).*(secret|token|password|passphrase|pin|key).*");

    private LogBundle() {}

    /// Packs the texts.
    ///
    /// @param texts by the names of their files
    public static byte[] of(SequencedMap<String, String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(text.getKey()));
                zip.write(end(text.getValue()).getBytes(UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String end(String text) {
        return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
    }

    /// Every key this software knows with what is in force, and what was set besides. What may be secret is left out.
    public static String configuration(Configuration configuration) {
        StringBuilder lines =
                new StringBuilder("version ").append(configuration.version()).append('\n');
        for (SettingKey key : SettingKey.values()) {
            line(lines, key.word(), configuration.value(key));
        }
        configuration.unknown().forEach(key -> line(lines, key, "(not known here)"));
        return lines.toString();
    }

    private static void line(StringBuilder lines, String key, String value) {
        lines.append(key)
                .append(" = ")
                .append(SECRET.matcher(key).matches() ? "(left out)" : value)
                .append('\n');
    }

    /// What every thread is doing.
    public static String threads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().getName()))
                .map(entry -> entry.getKey().getName() + " (" + entry.getKey().getState() + ")\n"
                        + java.util.Arrays.stream(entry.getValue())
                                .map(frame -> "    at " + frame)
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }
}
