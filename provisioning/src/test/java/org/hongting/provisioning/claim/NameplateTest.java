package org.hongting.provisioning.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameplateTest {
    @TempDir
    Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void aRaspberryPiSaysWhatItIsAndItsNumber() throws IOException {
        write("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0");
        write("proc/device-tree/serial-number", "10000000abcdef12\0");
        write("sys/class/dmi/id/product_serial", "another\n");

        assertThat(Nameplate.of(root))
                .isEqualTo(new Nameplate("Raspberry Pi 5 Model B Rev 1.0", Optional.of("10000000abcdef12")));
    }

    @Test
    void whatIsNotSaidOrIsNoTextIsLeftOut() throws IOException {
        assertThat(Nameplate.of(root)).isEqualTo(new Nameplate("", Optional.empty()));
        write("proc/device-tree/serial-number", "a\nb");
        write("sys/class/dmi/id/product_name", "  \n");

        assertThat(Nameplate.of(root)).isEqualTo(new Nameplate("", Optional.empty()));
        write("sys/class/dmi/id/product_name", "x".repeat(500));
        assertThat(Nameplate.of(root).model()).hasSize(128);
    }
}
