package org.hongting.provisioning.claim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What its maker wrote into a machine: what it is, and its number. A Raspberry Pi says both to everybody, a PC its
/// number to root alone; what is not said is left out.
///
/// @param model empty if unknown
public record Nameplate(String model, Optional<String> serial) {
    private static final int LONGEST_MODEL = 128;
    private static final int LONGEST_SERIAL = 64;

    private static final List<String> MODELS = List.of("proc/device-tree/model", "sys/class/dmi/id/product_name");
    private static final List<String> SERIALS =
            List.of("proc/device-tree/serial-number", "sys/class/dmi/id/product_serial");

    public static Nameplate ofThisMachine() {
        return of(Path.of("/"));
    }

    /// @param root where the machine's file systems begin
    static Nameplate of(Path root) {
        return new Nameplate(read(root, MODELS, LONGEST_MODEL).orElse(""), read(root, SERIALS, LONGEST_SERIAL));
    }

    private static Optional<String> read(Path root, List<String> files, int longest) {
        return files.stream()
                .map(file -> read(root.resolve(file), longest))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Firmware ends its texts with a zero byte.
    private static Optional<String> read(Path file, int longest) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(file)) {
            String text = new String(stream.readNBytes(longest), StandardCharsets.UTF_8)
                    .replace("\0", "")
                    .strip();
            return Optional.of(text)
                    .filter(plain -> !plain.isEmpty() && plain.chars().noneMatch(Character::isISOControl));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
