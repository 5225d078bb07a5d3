package org.hongting.kiosk;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.device.Backoff;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceName;
import org.hongting.device.Indicator;
import org.hongting.device.Indicators;
import org.hongting.device.Readers;
import org.hongting.device.camera.CameraReader;
import org.hongting.device.keyboard.KeyboardScanner;
import org.hongting.device.pcsc.PcscReader;
import org.hongting.device.sim.SimulatedReader;
import org.hongting.device.sound.SoundIndicator;
import org.hongting.device.speech.EspeakVoice;
import org.hongting.kiosk.checkin.TypedCards;
import org.hongting.kiosk.voice.SpokenAnswers;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.health.DeviceHealth;

/// The readers and indicators this terminal was started with.
final class Devices implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Devices.class.getName());

    private final KeyboardScanner keyboard = new KeyboardScanner(new DeviceName("keyboard"), _ -> {});
    private final Optional<SimulatedReader> simulated;
    private final Optional<CameraReader> camera;
    private final Readers readers;
    private final Map<DeviceName, String> kinds = new LinkedHashMap<>();
    private final Optional<CardEncoding> typedCards;
    private final Indicator indicator;
    private final Optional<SpokenAnswers> spoken;

    /// @param shownTime what the clock on the screen says
    Devices(KioskOptions options, Clock shownTime) {
        List<CredentialReader> all = new ArrayList<>();
        all.add(keyboard);
        if (!options.withoutCards) {
            all.add(new PcscReader(new DeviceName("card"), Backoff.USUAL));
        }
        for (int i = 0; i < options.serial.size(); i++) {
            all.add(options.serial.get(i).reader(new DeviceName(i == 0 ? "serial" : "serial-" + (i + 1))));
        }
        this.camera = options.cameraFeed().map(feed -> new CameraReader(new DeviceName("camera"), feed, Backoff.USUAL));
        camera.ifPresent(all::add);
        this.simulated =
                options.simulated ? Optional.of(new SimulatedReader(new DeviceName("simulated"))) : Optional.empty();
        simulated.ifPresent(all::add);
        this.readers = new Readers(all);
        all.forEach(reader ->
                kinds.put(reader.name(), reader instanceof CameraReader ? DeviceHealth.CAMERA : DeviceHealth.READER));
        this.typedCards = options.typedCards;
        this.indicator = new Indicators(
                options.silent
                        ? List.of()
                        : List.of(new SoundIndicator(
                                new DeviceName("sound"),
                                fault -> LOG.log(
                                        System.Logger.Level.WARNING, "{0}: {1}", fault.device(), fault.reason()))));
        this.spoken = options.speak
                ? Optional.of(new SpokenAnswers(
                        new EspeakVoice(
                                new DeviceName("voice"),
                                fault -> LOG.log(
                                        System.Logger.Level.WARNING, "{0}: {1}", fault.device(), fault.reason())),
                        options.quietHours,
                        shownTime))
                : Optional.empty();
    }

    void open(CredentialReader.Listener listener) {
        readers.open(TypedCards.before(listener, typedCards));
    }

    /// All readers with the word of what each is, for the centre.
    Map<DeviceName, String> kinds() {
        return Collections.unmodifiableMap(kinds);
    }

    /// Takes a photograph of what stands before the camera.
    void photograph(Consumer<Optional<byte[]>> taken) {
        camera.ifPresentOrElse(eye -> eye.photograph(taken), () -> taken.accept(Optional.empty()));
    }

    /// The scanner that the window feeds with keys.
    KeyboardScanner keyboard() {
        return keyboard;
    }

    Optional<SimulatedReader> simulated() {
        return simulated;
    }

    Indicator indicator() {
        return indicator;
    }

    Optional<SpokenAnswers> spoken() {
        return spoken;
    }

    @Override
    public void close() {
        spoken.ifPresent(SpokenAnswers::close);
        readers.close();
        indicator.close();
    }
}
