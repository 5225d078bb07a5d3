package org.hongting.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RequiresToolTest {
    @Test
    @RequiresTool("sh")
    void aTestWhoseToolIsHereRuns() {
        assertThat(Files.isExecutable(Path.of("/bin/sh"))).isTrue();
    }
}
