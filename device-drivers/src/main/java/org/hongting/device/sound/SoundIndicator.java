package org.hongting.device.sound;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sound.sampled.LineUnavailableException;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceFault.Kind;
import org.hongting.device.DeviceName;
import org.hongting.device.Indicator;

/// Answers with tones. Plays on its own thread; a newer answer cuts off the one that sounds. Where there is
/// no sound device it stays silent and reports that once, until a sound was played again.
public final class SoundIndicator implements Indicator {
    private static final int FULL = 100;

    private final DeviceName name;
    private final Speaker speaker;
    private final Consumer<DeviceFault> faults;
    private final AtomicInteger newest = new AtomicInteger();
    private final ExecutorService player;

    /// Per cent of what is computed.
    private volatile int volume = FULL;

    /// Only on the player's thread.
    private boolean silent;

    /// @param faults hears that there is no sound, on the player's thread
    public SoundIndicator(DeviceName name, Consumer<DeviceFault> faults) {
        this(name, Speaker::playOnThisMachine, faults);
    }

    SoundIndicator(DeviceName name, Speaker speaker, Consumer<DeviceFault> faults) {
        this.name = name;
        this.speaker = speaker;
        this.faults = faults;
        this.player = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("sound-" + name).factory());
    }

    /// How loud it is from the next answer on. May be called on any thread.
    ///
    /// @param percent 0 for no sound, 100 for all there is
    public void volume(int percent) {
        volume = Math.clamp(percent, 0, FULL);
    }

    @Override
    public void signal(Signal signal) {
        int mine = newest.incrementAndGet();
        try {
            player.execute(() -> play(signal, mine));
        } catch (RejectedExecutionException _) {
            // Closed: the kiosk is ending and nobody listens.
        }
    }

    private void play(Signal signal, int mine) {
        int loud = volume;
        byte[] samples = Tones.quieter(Tones.samples(signal), loud);
        if (samples.length == 0 || loud == 0 || newest.get() != mine) {
            return;
        }
        try {
            speaker.play(samples, () -> newest.get() == mine);
            silent = false;
        } catch (LineUnavailableException | RuntimeException failed) {
            if (!silent) {
                silent = true;
                faults.accept(new DeviceFault(name, Kind.ABSENT, "no sound can be played: " + failed.getMessage()));
            }
        }
    }

    @Override
    public void close() {
        newest.incrementAndGet();
        player.shutdown();
    }
}
