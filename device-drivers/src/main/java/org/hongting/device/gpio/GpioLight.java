package org.hongting.device.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceFault.Kind;
import org.hongting.device.DeviceName;
import org.hongting.device.Indicator;
import org.jspecify.annotations.Nullable;

/// Answers with a green, an amber or a red lamp on three pins. Switches on its own thread; a lamp shines for
/// the given time or until the next answer. "Not recorded" shines until the next answer: the kiosk is out of
/// order for that long.
public final class GpioLight implements Indicator {
    private static final Path FIRST_CHIP = Path.of("/dev/gpiochip0");

    private final DeviceName name;
    private final Context pi4j;
    private final Duration shine;
    private final Consumer<DeviceFault> faults;
    private final Map<Lamp, DigitalOutput> lamps = new EnumMap<>(Lamp.class);
    private final ScheduledExecutorService switching;

    /// Only on the switching thread.
    private @Nullable Future<?> dark;

    private boolean broken;

    /// Numbers of the pins as the processor counts them (BCM).
    public record Pins(int green, int amber, int red) {
        public Pins {
            if (green < 0 || amber < 0 || red < 0 || green == amber || amber == red || green == red) {
                throw new IllegalArgumentException("three lamps need three pins");
            }
        }

        private int of(Lamp lamp) {
            return switch (lamp) {
                case GREEN -> green;
                case AMBER -> amber;
                case RED -> red;
            };
        }
    }

    private enum Lamp {
        GREEN,
        AMBER,
        RED
    }

    /// @param pi4j taken over: closing the light shuts it down
    /// @param faults hears once that the lamps cannot be switched, on the switching thread
    /// @throws DeviceException if the pins cannot be had
    public GpioLight(DeviceName name, Context pi4j, Pins pins, Duration shine, Consumer<DeviceFault> faults)
            throws DeviceException {
        this.name = name;
        this.pi4j = pi4j;
        this.shine = shine;
        this.faults = faults;
        try {
            for (Lamp lamp : Lamp.values()) {
                lamps.put(
                        lamp,
                        pi4j.create(DigitalOutput.newConfigBuilder(pi4j)
                                .id(name + "-" + lamp)
                                .address(pins.of(lamp))
                                .initial(DigitalState.LOW)
                                .shutdown(DigitalState.LOW)));
            }
        } catch (RuntimeException unusable) {
            shutDown(pi4j);
            throw new DeviceException(
                    Kind.FAILED, "the pins of the light cannot be used: " + unusable.getMessage(), unusable);
        }
        this.switching = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("light-" + name).factory());
    }

    /// The pins of the machine this runs on, through the kernel's GPIO interface.
    ///
    /// @throws DeviceException if it has none or they cannot be had
    public static GpioLight onThisMachine(DeviceName name, Pins pins, Duration shine, Consumer<DeviceFault> faults)
            throws DeviceException {
        if (!Files.exists(FIRST_CHIP)) {
            throw new DeviceException(Kind.ABSENT, "this machine has no pins for a light: there is no " + FIRST_CHIP);
        }
        Context context;
        try {
            context = Pi4J.newContextBuilder()
                    .add(GpioDDigitalOutputProvider.newInstance())
                    .build();
        } catch (RuntimeException | LinkageError unusable) {
            throw new DeviceException(Kind.ABSENT, "the pins of this machine cannot be reached", unusable);
        }
        return new GpioLight(name, context, pins, shine, faults);
    }

    @Override
    public void signal(Signal signal) {
        try {
            switching.execute(() -> show(signal));
        } catch (RejectedExecutionException _) {
            // Closed: the kiosk is ending.
        }
    }

    private void show(Signal signal) {
        if (dark != null) {
            dark.cancel(false);
        }
        light(lampOf(signal));
        if (signal != Signal.NOT_RECORDED) {
            dark = switching.schedule(() -> light(null), shine.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static Lamp lampOf(Signal signal) {
        return switch (signal) {
            case ADMITTED, LATE, ALREADY -> Lamp.GREEN;
            case CHOOSE, REFUSED -> Lamp.AMBER;
            case NOT_RECORDED -> Lamp.RED;
        };
    }

    private void light(@Nullable Lamp chosen) {
        try {
            lamps.forEach((lamp, output) -> output.setState(lamp == chosen));
            broken = false;
        } catch (RuntimeException failed) {
            if (!broken) {
                broken = true;
                faults.accept(new DeviceFault(name, Kind.FAILED, "the light cannot be switched: " + failed));
            }
        }
    }

    @Override
    public void close() {
        switching.shutdownNow();
        try {
            switching.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        shutDown(pi4j);
    }

    private static void shutDown(Context pi4j) {
        try {
            pi4j.shutdown();
        } catch (Pi4JException _) {
            // The lamps go dark with the process; there is nothing left to do about it here.
        }
    }
}
