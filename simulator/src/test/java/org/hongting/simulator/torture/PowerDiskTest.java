package org.hongting.simulator.torture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hongting.simulator.demo.RequiresRoot;
import org.hongting.simulator.fault.PowerDisk;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A power cut that lost nothing would prove nothing.
@RequiresRoot
@RequiresTool("mkfs.ext4")
class PowerDiskTest {
    @TempDir
    Path folder;

    @Test
    void whatWasSyncedOutlivesACutAndWhatWasNotIsGone() throws IOException {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        try (PowerDisk disk = PowerDisk.mount(mounted, folder.resolve("image"))) {
            Path file = mounted.resolve("journal");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap("durable".getBytes(US_ASCII)));
                channel.force(true);
                channel.write(ByteBuffer.wrap(", and not".getBytes(US_ASCII)));
            }
            disk.cut();
            disk.mount();
            assertThat(Files.readString(file, US_ASCII)).isEqualTo("durable");
            disk.cut();
            disk.mount();
            assertThat(Files.readString(file, US_ASCII)).isEqualTo("durable");
        }
    }
}
