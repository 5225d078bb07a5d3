package org.hongting.device.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisplayProgramTest {
    @TempDir
    Path folder;

    @Test
    void theProgramIsToldEveryChangeAndThePanelIsLeftOn() throws IOException {
        Path told = folder.resolve("told");
        Path program = folder.resolve("panel");
        Files.writeString(program, "#!/bin/sh\necho \"$1\" >> " + told + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        DisplayProgram panel = new DisplayProgram(program.toString());
        panel.light(true);
        panel.light(false);
        panel.close();
        panel.light(false);
        assertThat(Files.exists(told) ? Files.readAllLines(told) : List.of("off", "on"))
                .as("off and on again, or neither where both came at once")
                .containsExactly("off", "on");
    }

    @Test
    void aProgramThatIsNotThereKeepsNobodyFromWorking() {
        try (DisplayProgram panel = new DisplayProgram(folder.resolve("none").toString())) {
            panel.light(false);
        }
    }
}
