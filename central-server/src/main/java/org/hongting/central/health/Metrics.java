package org.hongting.central.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hongting.protocol.health.ClockHealth;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.LinkHealth;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.RunHealth;
import org.hongting.protocol.health.ScreenHealth;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.time.ClockQuality;
import org.jspecify.annotations.Nullable;

/// The figures of all terminals in Prometheus' text format 0.0.4. What a terminal does not measure has no line, and
/// what it said long ago is known by [#HEARD]'s age.
public final class Metrics {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String HEARD = "kiosk_health_age_seconds";
    private static final double MEBIBYTES = 1024 * 1024;
    private static final Map<Integer, String> THROTTLED = new LinkedHashMap<>();

    static {
        THROTTLED.put(0, "undervoltage");
        THROTTLED.put(1, "frequency-capped");
        THROTTLED.put(2, "throttled");
        THROTTLED.put(3, "soft-temperature-limit");
        THROTTLED.put(16, "undervoltage-since-boot");
        THROTTLED.put(17, "frequency-capped-since-boot");
        THROTTLED.put(18, "throttled-since-boot");
        THROTTLED.put(19, "soft-temperature-limit-since-boot");
    }

    private final StringBuilder text = new StringBuilder();
    private final List<Watched> fleet;
    private final Instant now;

    private Metrics(List<Watched> fleet, Instant now) {
        this.fleet = fleet;
        this.now = now;
    }

    /// @param starts how often each terminal's program was started, by why
    /// @param taken messages since the server's start, and `dropped` of those that found no room
    public static String of(
            List<Watched> fleet, List<HealthBook.Starts> starts, Instant now, long taken, long dropped) {
        return new Metrics(fleet, now).write(starts, taken, dropped);
    }

    private String write(List<HealthBook.Starts> starts, long taken, long dropped) {
        each("kiosk_online", "1 while the terminal is connected", terminal -> terminal.online() ? 1.0 : 0.0);
        each(
                HEARD,
                "time since the terminal told how it is",
                terminal -> terminal.heard()
                        .map(heard -> Math.max(
                                0, (now.toEpochMilli() - heard.heardAt().toEpochMilli()) / 1000.0))
                        .orElse(null));
        each(
                "kiosk_sync_last_success_timestamp_seconds",
                "its last signed word",
                terminal -> terminal.lastContact().map(Metrics::seconds).orElse(null));
        machine();
        disk();
        link();
        devicesAndScreen();
        runs(starts);
        head("hongting_health_messages_total", "counter", "health messages since the server started");
        text.append("hongting_health_messages_total{outcome=\"taken\"} ")
                .append(taken)
                .append('\n');
        text.append("hongting_health_messages_total{outcome=\"dropped\"} ")
                .append(dropped)
                .append('\n');
        return text.toString();
    }

    private void machine() {
        section(
                "kiosk_cpu_temperature_celsius",
                "of the processor",
                Vitals::machine,
                (MachineHealth machine) -> number(machine.celsius()));
        section(
                "kiosk_memory_bytes",
                "of the machine",
                Vitals::machine,
                (MachineHealth machine) -> machine.memory() * MEBIBYTES);
        section(
                "kiosk_memory_available_bytes",
                "that programs can still get",
                Vitals::machine,
                (MachineHealth machine) -> machine.free() * MEBIBYTES);
        section(
                "kiosk_heap_used_bytes",
                "by the terminal's program",
                Vitals::machine,
                (MachineHealth machine) -> machine.used() * MEBIBYTES);
        head("kiosk_throttled_state", "gauge", "bits of the firmware's get_throttled");
        for (Watched terminal : fleet) {
            MachineHealth machine = terminal.vitals().machine();
            Integer bits = machine == null ? null : machine.throttled();
            if (bits != null) {
                THROTTLED.forEach(
                        (bit, word) -> line("kiosk_throttled_state", terminal, Map.of("bit", word), bits >> bit & 1));
            }
        }
    }

    private void disk() {
        section(
                "kiosk_disk_size_bytes",
                "of the disk with the journal",
                Vitals::disk,
                (DiskHealth disk) -> disk.total() * MEBIBYTES);
        section(
                "kiosk_disk_free_bytes",
                "of the disk with the journal",
                Vitals::disk,
                (DiskHealth disk) -> disk.free() * MEBIBYTES);
        section(
                "kiosk_fs_readonly",
                "1 where nothing can be written",
                Vitals::disk,
                (DiskHealth disk) -> disk.readOnly() ? 1.0 : 0.0);
        section(
                "kiosk_disk_written_bytes",
                "since the machine started",
                Vitals::disk,
                (DiskHealth disk) -> disk.written() == null ? null : disk.written() * MEBIBYTES);
        section(
                "kiosk_disk_worn_ratio",
                "of the memory chip's life",
                Vitals::disk,
                (DiskHealth disk) -> disk.worn() == null ? null : disk.worn() / 100.0);
    }

    private void link() {
        section(
                "kiosk_clock_offset_seconds",
                "that the server was ahead",
                Vitals::clock,
                (ClockHealth clock) -> clock.offset() == null ? null : clock.offset() / 1000.0);
        section(
                "kiosk_clock_trusted",
                "0 while the clock only guesses",
                Vitals::clock,
                (ClockHealth clock) -> clock.quality() == ClockQuality.GUESSED ? 0.0 : 1.0);
        each("kiosk_outbox_rows", "records that the server does not hold", terminal -> (double) terminal.pending());
        section("kiosk_outbox_oldest_age_seconds", "without progress", Vitals::link, (LinkHealth link) ->
                (double) link.oldest());
        section("kiosk_mqtt_connects", "in this run", Vitals::link, (LinkHealth link) -> (double) link.connects());
        section(
                "kiosk_wifi_signal_dbm",
                "of the wireless network",
                Vitals::link,
                (LinkHealth link) -> number(link.signal()));
        section(
                "kiosk_cert_not_after_timestamp_seconds",
                "end of the certificate",
                Vitals::link,
                (LinkHealth link) -> seconds(link.certificateEnd()));
    }

    private void devicesAndScreen() {
        head("kiosk_peripheral_up", "gauge", "0 while a device is absent or broken");
        devices("kiosk_peripheral_up", (device, _) -> device.present() ? 1.0 : 0.0);
        head("kiosk_peripheral_last_event_timestamp_seconds", "gauge", "when a device was used last");
        devices(
                "kiosk_peripheral_last_event_timestamp_seconds",
                (device, heard) -> device.idle() == null ? null : seconds(heard.heardAt()) - device.idle());
        section("kiosk_ui_frame_stalls", "of the screen in this run", Vitals::screen, (ScreenHealth screen) ->
                (double) screen.stalls());
        section(
                "kiosk_ui_frame_stall_seconds",
                "the longest of this run",
                Vitals::screen,
                (ScreenHealth screen) -> screen.longest() / 1000.0);
    }

    @FunctionalInterface
    private interface DeviceFigure {
        @Nullable
        Double of(DeviceHealth device, HealthBook.Heard heard);
    }

    private void devices(String name, DeviceFigure figure) {
        for (Watched terminal : fleet) {
            HealthBook.Heard heard = terminal.heard().orElse(null);
            List<DeviceHealth> devices = heard == null ? null : heard.vitals().devices();
            if (heard == null || devices == null) {
                continue;
            }
            for (DeviceHealth device : devices) {
                Double value = figure.of(device, heard);
                if (value != null) {
                    line(name, terminal, labels("device", device.device(), "kind", device.kind()), value);
                }
            }
        }
    }

    private void runs(List<HealthBook.Starts> starts) {
        head("kiosk_up_info", "gauge", "what runs where");
        for (Watched terminal : fleet) {
            RunHealth run = terminal.vitals().run();
            if (run != null) {
                ScreenHealth screen = terminal.vitals().screen();
                Map<String, String> labels =
                        labels("version", run.software(), "model", run.model(), "os", run.system(), "java", run.java());
                labels.put("pipeline", screen == null ? "" : screen.pipeline());
                line("kiosk_up_info", terminal, labels, 1);
            }
        }
        Map<String, Watched> known = new LinkedHashMap<>();
        fleet.forEach(terminal -> known.put(terminal.id(), terminal));
        head("kiosk_starts", "gauge", "starts of the program that are kept, by why");
        for (HealthBook.Starts one : starts) {
            Watched terminal = known.get(one.terminal());
            if (terminal != null) {
                line("kiosk_starts", terminal, Map.of("reason", one.begun()), (double) one.count());
            }
        }
    }

    private <S> void section(
            String name, String what, Function<Vitals, @Nullable S> section, Function<S, @Nullable Double> figure) {
        each(name, what, terminal -> {
            S measured = section.apply(terminal.vitals());
            return measured == null ? null : figure.apply(measured);
        });
    }

    private void each(String name, String what, Function<Watched, @Nullable Double> figure) {
        head(name, "gauge", what);
        for (Watched terminal : fleet) {
            Double value = figure.apply(terminal);
            if (value != null) {
                line(name, terminal, Map.of(), value);
            }
        }
    }

    private void head(String name, String type, String what) {
        text.append("# HELP ").append(name).append(' ').append(what).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void line(String name, Watched terminal, Map<String, String> more, double value) {
        text.append(name);
        Map<String, String> labels =
                labels("terminal", terminal.id(), "name", terminal.name(), "place", terminal.place());
        labels.putAll(more);
        List<String> written = new ArrayList<>();
        labels.forEach((label, word) -> written.add(label + "=\"" + escaped(word) + "\""));
        text.append('{').append(String.join(",", written)).append("} ");
        text.append(value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value));
        text.append('\n');
    }

    private static Map<String, String> labels(String... pairs) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return labels;
    }

    private static String escaped(String word) {
        return word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static @Nullable Double number(@Nullable Integer value) {
        return value == null ? null : value.doubleValue();
    }

    private static double seconds(Instant moment) {
        return moment.toEpochMilli() / 1000.0;
    }
}
