package org.hongting.provisioning.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.MachineHealth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineReaderTest {
    @TempDir
    Path root;

    private void file(String absolute, String text) throws IOException {
        Path file = root.resolve(absolute.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// The files of a Raspberry Pi 5 as its kernel 6.12 writes them, on a wireless network, with the data on the second
    /// partition of an SD card.
    private void raspberryPi() throws IOException {
        file("/sys/class/thermal/thermal_zone0/type", "cpu-thermal\n");
        file("/sys/class/thermal/thermal_zone0/temp", "52550\n");
        file("/sys/class/thermal/thermal_zone1/type", "rp1_adc\n");
        file("/sys/class/thermal/thermal_zone1/temp", "61000\n");
        file("/sys/devices/platform/soc/soc:firmware/get_throttled", "50005\n");
        file("/proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0");
        file("/etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nNAME=\"Debian GNU/Linux\"\nID=debian\n");
        file("/proc/meminfo", """
            MemTotal:        4146736 kB
            MemFree:         2106640 kB
            MemAvailable:    3317760 kB
            Buffers:           64032 kB
            """);
        file("/proc/net/wireless", """
            Inter-| sta-|   Quality        |   Discarded packets               | Missed | WE
             face | tus | link level noise |  nwid  crypt   frag  retry   misc | beacon | 22
             wlan0: 0000   54.  -56.  -256        0      0      0      0      0        0
            """);
        file("/proc/self/mountinfo", """
            23 28 0:21 / /proc rw,nosuid - proc proc rw
            28 1 179:2 / / rw,noatime shared:1 - ext4 /dev/mmcblk0p2 rw
            """);
        file(
                "/sys/dev/block/179:2/stat",
                "   12027     3961  1018546     8011     7702     9613  1782914    90513        0\n");
    }

    @Test
    void whatAPiSaysIsRead() throws IOException {
        raspberryPi();
        MachineReader reader = new MachineReader(root, Throttling.NONE);

        assertThat(reader.machine(211)).isEqualTo(new MachineHealth(53, 0x50005, 4049, 3240, 211));
        assertThat(reader.machine(211).undervolted()).isTrue();
        assertThat(reader.signal()).contains(-56);
        assertThat(reader.model()).isEqualTo("Raspberry Pi 5 Model B Rev 1.0");
        assertThat(reader.system()).isEqualTo("Debian GNU/Linux 13 (trixie)");
        DiskHealth disk = reader.disk(root).orElseThrow();
        assertThat(disk.written()).isEqualTo(870);
        assertThat(disk.readOnly()).isFalse();
        assertThat(disk.worn()).isNull();
        assertThat(disk.free()).isBetween(1L, disk.total());
    }

    @Test
    void aDiskThatTheKernelMadeReadOnlyIsKnown() throws IOException {
        raspberryPi();
        file("/proc/self/mountinfo", "28 1 179:2 / / rw,noatime shared:1 - ext4 /dev/mmcblk0p2 ro\n");

        assertThat(new MachineReader(root, Throttling.NONE)
                        .disk(root)
                        .orElseThrow()
                        .readOnly())
                .isTrue();
    }

    @Test
    void theMountNearestToTheDataCounts() throws IOException {
        raspberryPi();
        String data = root.toRealPath().toString();
        file(
                "/proc/self/mountinfo",
                "28 1 179:2 / / rw - ext4 /dev/mmcblk0p2 rw\n"
                        + "29 1 179:3 / " + data + " ro - ext4 /dev/mmcblk0p3 rw\n"
                        + "30 1 179:4 / " + data + "-other rw - ext4 /dev/mmcblk0p4 rw\n");

        assertThat(new MachineReader(root, Throttling.NONE)
                        .disk(root)
                        .orElseThrow()
                        .readOnly())
                .isTrue();
    }

    @Test
    void aMemoryChipSaysHowMuchOfItsLifeIsUsed() throws IOException {
        raspberryPi();
        file("/sys/dev/block/device/life_time", "0x01 0x03\n");

        assertThat(new MachineReader(root, Throttling.NONE)
                        .disk(root)
                        .orElseThrow()
                        .worn())
                .isEqualTo(30);
    }

    @Test
    void aMachineThatSaysNothingIsNoMistake() {
        MachineReader reader = new MachineReader(root, Throttling.NONE);

        assertThat(reader.machine(1)).isEqualTo(new MachineHealth(null, null, 0, 0, 1));
        assertThat(reader.signal()).isEmpty();
        assertThat(reader.model()).isEmpty();
        assertThat(reader.disk(root.resolve("gone"))).isEmpty();
    }

    @Test
    void whatIsNotWhatItShouldBeIsNotKnown() throws IOException {
        raspberryPi();
        file("/sys/class/thermal/thermal_zone0/temp", "hot\n");
        file("/sys/devices/platform/soc/soc:firmware/get_throttled", "yes\n");
        file("/proc/meminfo", "MemTotal: many kB\nMemAvailable:\n");
        file("/proc/net/wireless", "a\nb\n wlan0:\n");
        file("/proc/self/mountinfo", "28 1\n\n");
        MachineReader reader = new MachineReader(root, Throttling.NONE);

        assertThat(reader.machine(1)).isEqualTo(new MachineHealth(null, null, 0, 0, 1));
        assertThat(reader.signal()).isEmpty();
        assertThat(reader.disk(root)).isPresent();
    }

    @Test
    void theFirmwareIsAskedWhereTheKernelDoesNotSay() {
        assertThat(new MachineReader(root, () -> OptionalInt.of(0x10000))
                        .machine(1)
                        .undervoltedBefore())
                .isTrue();
        assertThat(Vcgencmd.parse("throttled=0x50005\n")).hasValue(0x50005);
        assertThat(Vcgencmd.parse("VCHI initialization failed\n")).isEmpty();
        assertThat(Vcgencmd.parse("")).isEmpty();
    }

    @Test
    void thisMachineIsReadToo() {
        MachineReader here = MachineReader.ofThisMachine();

        assertThat(here.machine(1).memory()).isPositive();
        assertThat(here.machine(1).free()).isBetween(1L, here.machine(1).memory());
        assertThat(here.disk(root).orElseThrow().total()).isPositive();
    }
}
