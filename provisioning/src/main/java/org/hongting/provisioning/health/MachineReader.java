package org.hongting.provisioning.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.MachineHealth;
import org.jspecify.annotations.Nullable;

/// Reads what Linux says of its machine in `/proc` and `/sys`. What a machine does not say is not known; nothing here
/// fails. Some small files a call, none of them on a disk.
public final class MachineReader {
    private static final long KIBIBYTES = 1024;
    private static final long MEBIBYTES = 1024 * 1024;
    private static final long SECTORS = 2048;
    private static final int SECTORS_WRITTEN = 6;
    private static final int MOST_BYTES = 64 * 1024;
    private static final List<String> PROCESSORS = List.of("cpu-thermal", "cpu_thermal", "x86_pkg_temp", "soc-thermal");
    private static final String THROTTLED = "/sys/devices/platform/soc/soc:firmware/get_throttled";

    private final Path root;
    private final Throttling throttling;

    /// @param root where the tree begins; `/` but in tests
    /// @param throttling asked where the kernel does not say it itself
    public MachineReader(Path root, Throttling throttling) {
        this.root = root;
        this.throttling = throttling;
    }

    public static MachineReader ofThisMachine() {
        return new MachineReader(Path.of("/"), Vcgencmd.ofThisMachine());
    }

    /// @param used memory of the terminal's own program in MiB
    public MachineHealth machine(long used) {
        List<String> memory = lines("/proc/meminfo");
        return new MachineHealth(
                celsius(), throttled(), memory(memory, "MemTotal:"), memory(memory, "MemAvailable:"), used);
    }

    private @Nullable Integer celsius() {
        List<Path> zones = zones();
        Optional<Path> processor = zones.stream()
                .filter(zone -> PROCESSORS.contains(text(zone.resolve("type")).orElse("")))
                .findFirst()
                .or(() -> zones.stream().findFirst());
        return processor
                .map(zone -> number(text(zone.resolve("temp")).orElse("")))
                .filter(OptionalLong::isPresent)
                .map(milli -> Math.clamp(Math.round(milli.getAsLong() / 1000.0), -100, 250))
                .orElse(null);
    }

    private List<Path> zones() {
        try (Stream<Path> all = Files.list(path("/sys/class/thermal"))) {
            return all.filter(zone -> zone.getFileName().toString().startsWith("thermal_zone"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private @Nullable Integer throttled() {
        Optional<String> said = text(path(THROTTLED));
        OptionalInt bits = said.isPresent() ? Vcgencmd.parse("0x" + said.get()) : throttling.bits();
        return bits.isPresent() ? bits.getAsInt() : null;
    }

    private static long memory(List<String> lines, String name) {
        return lines.stream()
                        .filter(line -> line.startsWith(name))
                        .map(line -> number(line.substring(name.length()).replace("kB", "")))
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .findFirst()
                        .orElse(0)
                / KIBIBYTES;
    }

    /// @param data a folder on the disk
    public Optional<DiskHealth> disk(Path data) {
        try {
            FileStore store = Files.getFileStore(data);
            long total = store.getTotalSpace() / MEBIBYTES;
            long free = Math.clamp(store.getUsableSpace() / MEBIBYTES, 0, total);
            Optional<Mount> mount = mount(data.toRealPath().toString());
            return Optional.of(new DiskHealth(
                    total,
                    free,
                    mount.map(Mount::readOnly).orElse(store.isReadOnly()),
                    mount.map(this::written).orElse(null),
                    mount.map(this::worn).orElse(null)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// @param device its numbers, like `179:2`
    private record Mount(String device, String place, boolean readOnly) {}

    /// The mount in which a place lies: the last of those with the longest name, for one may cover another.
    private Optional<Mount> mount(String place) {
        Mount found = null;
        for (String line : lines("/proc/self/mountinfo")) {
            String[] fields = line.split(" ", -1);
            if (fields.length < 10 || !isWithin(place, fields[4])) {
                continue;
            }
            if (found == null || fields[4].length() >= found.place().length()) {
                found = new Mount(fields[2], fields[4], hasOption(fields[5]) || hasOption(fields[fields.length - 1]));
            }
        }
        return Optional.ofNullable(found);
    }

    private static boolean isWithin(String place, String mount) {
        return mount.equals("/") || place.equals(mount) || place.startsWith(mount + "/");
    }

    private static boolean hasOption(String options) {
        return Arrays.asList(options.split(",", -1)).contains("ro");
    }

    private @Nullable Long written(Mount mount) {
        String[] fields = text(path("/sys/dev/block/" + mount.device() + "/stat"))
                .orElse("")
                .strip()
                .split("\\s+", -1);
        if (fields.length <= SECTORS_WRITTEN) {
            return null;
        }
        OptionalLong sectors = number(fields[SECTORS_WRITTEN]);
        return sectors.isPresent() ? sectors.getAsLong() / SECTORS : null;
    }

    /// Memory chips of the eMMC kind say in tenths how much of their life is used, for two kinds of cells; the worse
    /// one counts.
    private @Nullable Integer worn(Mount mount) {
        Path block = path("/sys/dev/block/" + mount.device());
        return Stream.of("device/life_time", "../device/life_time")
                .map(name -> text(block.resolve(name)))
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(said -> Arrays.stream(said.split("\\s+", -1))
                        .map(tenths -> tenths.replaceFirst("^0x", ""))
                        .filter(tenths -> tenths.matches("[0-9a-fA-F]{1,2}"))
                        .map(tenths -> Integer.parseInt(tenths, 16))
                        .max(Integer::compare))
                .filter(tenths -> tenths > 0)
                .map(tenths -> Math.min(tenths * 10, 100))
                .orElse(null);
    }

    /// Strength of the wireless network in dBm, where there is one.
    public Optional<Integer> signal() {
        return lines("/proc/net/wireless").stream()
                .skip(2)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> fields.length > 3)
                .map(fields -> number(fields[3].replaceFirst("\\..*$", "")))
                .filter(OptionalLong::isPresent)
                .map(dbm -> Math.clamp(dbm.getAsLong(), -200, 50))
                .findFirst();
    }

    /// What the machine calls itself; empty where it does not.
    public String model() {
        return text(path("/proc/device-tree/model"))
                .or(() -> text(path("/sys/class/dmi/id/product_name")))
                .map(MachineReader::plain)
                .orElse("");
    }

    /// What the system calls itself.
    public String system() {
        return lines("/etc/os-release").stream()
                .filter(line -> line.startsWith("PRETTY_NAME="))
                .map(line -> plain(line.substring("PRETTY_NAME=".length()).replace("\"", "")))
                .findFirst()
                .orElse("");
    }

    private static String plain(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "").strip();
        return printable.substring(0, Math.min(printable.length(), 96));
    }

    private Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    private List<String> lines(String absolute) {
        return text(path(absolute)).map(text -> text.lines().toList()).orElse(List.of());
    }

    /// Files of the kernel have no size that one could ask for, so a part is read that holds all that is of use.
    private static Optional<String> text(Path file) {
        try (var stream = Files.newInputStream(file)) {
            return Optional.of(new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
