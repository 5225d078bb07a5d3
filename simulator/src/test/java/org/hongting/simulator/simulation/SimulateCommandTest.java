package org.hongting.simulator.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.hongting.protocol.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class SimulateCommandTest {
    private final PrintStream real = System.out;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(out, true, UTF_8));
    }

    @AfterEach
    void leave() {
        System.setOut(real);
    }

    private static int simulate(String... arguments) {
        return new CommandLine(new SimulateCommand()).execute(arguments);
    }

    @Test
    void theLastLineSaysWhatTheSeedsCameTo() {
        assertThat(simulate("--seed", "7", "--runs", "3", "--json")).isZero();
        String last =
                out.toString(UTF_8).strip().lines().reduce((_, later) -> later).orElse("");
        JsonNode report = Json.readObject(last.getBytes(UTF_8));
        assertThat(report.path("seed").asLong()).isEqualTo(7);
        assertThat(report.path("held").asInt()).isEqualTo(3);
        assertThat(report.path("confirmed").asLong()).isPositive();
        assertThat(report.path("broken").isEmpty()).isTrue();
    }

    @Test
    void noSeedsAreWrongUsage() {
        assertThat(simulate("--runs", "0")).isEqualTo(2);
        assertThat(simulate("--seed", "a")).isEqualTo(2);
    }
}
