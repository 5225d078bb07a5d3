package org.hongting.kiosk;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.hongting.device.Backoff;
import org.hongting.device.CredentialRead;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceFault;
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
import org.hongting.kiosk.cards.SerialPlace;
import org.hongting.kiosk.checkin.TypedCards;
import org.hongting.kiosk.voice.QuietHours;
import org.hongting.kiosk.voice.SpokenAnswers;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.configuration.ValueForm;
import org.hongting.protocol.health.DeviceHealth;
import org.jspecify.annotations.Nullable;

/// The readers and indicators of this terminal, as its configuration wants them. The keyboard and a simulated reader
/// stay as long as the process; the others are closed and opened anew where another configuration wants others.
///
/// May be called on any thread. [#configure] and [#close] may take a second or two.
final class Devices implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Devices.class.getName());

    private static final int HANGS_SECONDS = 3;

    private final KeyboardScanner keyboard = new KeyboardScanner(new DeviceName("keyboard"), _ -> {});
    private final Optional<SimulatedReader> simulated;
    private final Readers lasting;
    private final SoundIndicator sound = new SoundIndicator(
            new DeviceName("sound"),
            fault -> LOG.log(System.Logger.Level.WARNING, "{0}: {1}", fault.device(), fault.reason()));
    private final Indicator indicator = new Indicators(List.of(sound));
    private final Clock shownTime;
    private volatile Optional<SpokenAnswers> spoken = Optional.empty();
    private volatile Optional<CameraReader> camera = Optional.empty();
    private volatile Configuration configuration;
    private volatile Map<DeviceName, String> kinds = Map.of();
    private Readers plugged;
    private CredentialReader.@Nullable Listener heard;
    private boolean closed;

    /// Held by whoever opens or closes devices; a driver that hangs may hold it for ever.
    private final ReentrantLock changing = new ReentrantLock();

    /// @param shownTime what the clock on the screen says
    Devices(boolean isSimulated, Clock shownTime, Configuration configuration) {
        this.shownTime = shownTime;
        this.simulated = isSimulated ? Optional.of(new SimulatedReader(new DeviceName("simulated"))) : Optional.empty();
        List<CredentialReader> all = new ArrayList<>();
        all.add(keyboard);
        simulated.ifPresent(all::add);
        this.lasting = new Readers(all);
        this.configuration = configuration;
        this.plugged = readers(configuration);
        this.spoken = spoken(configuration);
        sound.volume(configuration.whole(SettingKey.VOLUME));
    }

    private Readers readers(Configuration wanted) {
        List<CredentialReader> all = new ArrayList<>();
        if (wanted.isOn(SettingKey.CARDS)) {
            all.add(new PcscReader(new DeviceName("card"), Backoff.USUAL));
        }
        List<String> lines = ValueForm.SerialLines.of(wanted.value(SettingKey.SERIAL));
        for (int i = 0; i < lines.size(); i++) {
            all.add(SerialPlace.parse(lines.get(i)).reader(new DeviceName(i == 0 ? "serial" : "serial-" + (i + 1))));
        }
        camera = KioskOptions.cameraFeed(wanted.value(SettingKey.CAMERA))
                .map(feed -> new CameraReader(new DeviceName("camera"), feed, Backoff.USUAL));
        camera.ifPresent(all::add);
        kinds = kinds(all);
        return new Readers(all);
    }

    private Map<DeviceName, String> kinds(List<CredentialReader> plugged) {
        Map<DeviceName, String> all = new LinkedHashMap<>();
        all.put(keyboard.name(), DeviceHealth.READER);
        simulated.ifPresent(reader -> all.put(reader.name(), DeviceHealth.READER));
        plugged.forEach(reader ->
                all.put(reader.name(), reader instanceof CameraReader ? DeviceHealth.CAMERA : DeviceHealth.READER));
        return Collections.unmodifiableMap(all);
    }

    private Optional<SpokenAnswers> spoken(Configuration wanted) {
        return wanted.isOn(SettingKey.SPEAK)
                ? Optional.of(new SpokenAnswers(
                        new EspeakVoice(
                                new DeviceName("voice"),
                                fault -> LOG.log(
                                        System.Logger.Level.WARNING, "{0}: {1}", fault.device(), fault.reason())),
                        QuietHours.parse(wanted.value(SettingKey.QUIET_HOURS)),
                        shownTime))
                : Optional.empty();
    }

    /// Begins to read.
    void open(CredentialReader.Listener listener) {
        CredentialReader.Listener typed = new Typed(listener);
        changing.lock();
        try {
            heard = typed;
            lasting.open(typed);
            plugged.open(typed);
        } finally {
            changing.unlock();
        }
    }

    /// Makes devices as another configuration wants them.
    ///
    /// @throws RuntimeException if they cannot be: whatever came to be is there then
    void configure(Configuration wanted) {
        changing.lock();
        try {
            if (!closed) {
                change(wanted);
            }
        } finally {
            changing.unlock();
        }
    }

    private void change(Configuration wanted) {
        boolean anew = configuration.changesDevices(wanted);
        configuration = wanted;
        sound.volume(wanted.whole(SettingKey.VOLUME));
        spoken.ifPresent(SpokenAnswers::close);
        spoken = spoken(wanted);
        if (anew) {
            plugged.close();
            plugged = readers(wanted);
            if (heard != null) {
                plugged.open(heard);
            }
        }
    }

    /// Readers that type write card numbers as the configuration says now.
    private final class Typed implements CredentialReader.Listener {
        private final CredentialReader.Listener listener;

        Typed(CredentialReader.Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onRead(CredentialRead read) {
            TypedCards.before(listener, CardEncoding.named(configuration.value(SettingKey.TYPED_CARDS)))
                    .onRead(read);
        }

        @Override
        public void onFault(DeviceFault fault) {
            listener.onFault(fault);
        }

        @Override
        public void onRecovered(DeviceName device) {
            listener.onRecovered(device);
        }
    }

    /// All readers there are now with the word of what each is, for the centre.
    Map<DeviceName, String> kinds() {
        return kinds;
    }

    /// Takes a photograph of what stands before the camera.
    void photograph(Consumer<Optional<byte[]>> taken) {
        camera.ifPresentOrElse(eye -> eye.photograph(taken), () -> taken.accept(Optional.empty()));
    }

    /// How loud answers are, in per cent.
    int volume() {
        return configuration.whole(SettingKey.VOLUME);
    }

    /// A sound for whoever listens whether there is one.
    void sample() {
        indicator.signal(Indicator.Signal.ADMITTED);
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

    /// Where a driver hangs its devices are left to the end of the process.
    @Override
    public void close() {
        spoken.ifPresent(SpokenAnswers::close);
        try {
            if (changing.tryLock(HANGS_SECONDS, TimeUnit.SECONDS)) {
                closed = true;
                plugged.close();
                lasting.close();
                changing.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        indicator.close();
    }
}
