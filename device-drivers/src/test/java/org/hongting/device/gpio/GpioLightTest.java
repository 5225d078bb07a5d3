package org.hongting.device.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault.Kind;
import org.hongting.device.DeviceName;
import org.hongting.device.Indicator.Signal;
import org.hongting.device.gpio.GpioLight.Pins;
import org.junit.jupiter.api.Test;

/// Pi4J with its own mock pins.
class GpioLightTest {
    private final Context pi4j = Pi4J.newContextBuilder()
            .add(MockDigitalOutputProvider.newInstance())
            .build();

    private boolean shines(String lamp) {
        return ((DigitalOutput) pi4j.registry().get("light-" + lamp)).isHigh();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 300 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private GpioLight light(Duration shine) throws Exception {
        return new GpioLight(new DeviceName("light"), pi4j, new Pins(17, 27, 22), shine, fault -> {
            throw new AssertionError(fault);
        });
    }

    @Test
    void eachAnswerHasItsLampAndOnlyOneShines() throws Exception {
        try (GpioLight light = light(Duration.ofMinutes(1))) {
            light.signal(Signal.ADMITTED);
            await(() -> shines("GREEN") && !shines("AMBER") && !shines("RED"));
            light.signal(Signal.REFUSED);
            await(() -> !shines("GREEN") && shines("AMBER") && !shines("RED"));
            light.signal(Signal.NOT_RECORDED);
            await(() -> !shines("GREEN") && !shines("AMBER") && shines("RED"));
        }
    }

    @Test
    void aLampGoesDarkAfterItsTimeButOutOfOrderStays() throws Exception {
        try (GpioLight light = light(Duration.ofMillis(150))) {
            light.signal(Signal.LATE);
            await(() -> shines("GREEN"));
            await(() -> !shines("GREEN"));
            light.signal(Signal.NOT_RECORDED);
            await(() -> shines("RED"));
            Thread.sleep(300);
            assertThat(shines("RED")).isTrue();
        }
    }

    @Test
    void aMachineWithoutPinsSaysSo() {
        assumeFalse(Files.exists(Path.of("/dev/gpiochip0")), "this machine has pins");
        assertThatThrownBy(() -> GpioLight.onThisMachine(
                        new DeviceName("light"), new Pins(17, 27, 22), Duration.ofSeconds(2), _ -> {}))
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        absent -> assertThat(absent.kind()).isEqualTo(Kind.ABSENT));
    }
}
