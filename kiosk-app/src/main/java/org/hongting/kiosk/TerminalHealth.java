package org.hongting.kiosk;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.hongting.kiosk.health.DeviceWatch;
import org.hongting.kiosk.health.ScreenWatch;
import org.hongting.protocol.Words;
import org.hongting.protocol.health.ClockHealth;
import org.hongting.protocol.health.Ending;
import org.hongting.protocol.health.LinkHealth;
import org.hongting.protocol.health.RunHealth;
import org.hongting.protocol.health.StartReason;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Health;
import org.hongting.provisioning.health.HealthPace;
import org.hongting.provisioning.health.HealthPace.Word;
import org.hongting.provisioning.health.MachineReader;
import org.hongting.provisioning.identity.Identity;
import org.hongting.sync.link.LinkStatus;
import org.hongting.sync.mqtt.SerialScheduler;
import org.jspecify.annotations.Nullable;

/// Measures the terminal and tells the centre, on a thread of its own: nobody waits for it, and nothing rests on it.
final class TerminalHealth implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TerminalHealth.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_A_MEASURE = 10;
    private static final long MEBIBYTES = 1024 * 1024;

    private final Sources sources;
    private final RunHealth run;
    private final SerialScheduler thread = new SerialScheduler("health");
    private final HealthPace pace;
    private long number;
    private int looks;
    private boolean online;
    private long connects;
    private @Nullable String problem;
    private long pending;
    private long waitingSince;

    /// What is measured and where it goes.
    ///
    /// @param run the epoch of the journal
    /// @param tell publishes on a channel, or does not
    record Sources(
            Identity identity,
            EpochId run,
            TerminalClock clock,
            Supplier<LinkStatus> link,
            Teller tell,
            DeviceWatch devices,
            ScreenWatch screen,
            Measuring measuring) {}

    /// The machine and the folder on the disk that matters.
    record Measuring(MachineReader machine, Path data) {}

    /// Publishes what may be lost.
    @FunctionalInterface
    interface Teller {
        void tell(Channel channel, byte[] payload);
    }

    TerminalHealth(Sources sources, StartReason begun, HealthPace.Pace pace) {
        this.sources = sources;
        MachineReader machine = sources.measuring().machine();
        this.run = new RunHealth(
                begun.word(),
                Software.VERSION,
                machine.model(),
                machine.system(),
                Runtime.version().toString(),
                null);
        this.pace = new HealthPace(pace, thread.nanoTime());
    }

    void start() {
        thread.after(LOOK, this::look);
    }

    private void look() {
        thread.after(LOOK, this::look);
        sources.screen().look();
        LinkStatus link = sources.link().get();
        boolean fresh = hear(link);
        if (fresh) {
            pace.beginAgain();
        }
        looks++;
        if (online && (fresh || looks % LOOKS_A_MEASURE == 0)) {
            pace.next(measure(link), thread.nanoTime()).ifPresent(this::tell);
        }
    }

    /// @return whether the line is up and was not before
    private boolean hear(LinkStatus link) {
        long now = thread.nanoTime();
        if (link.pending() == 0 || link.pending() < pending || pending == 0) {
            // Nothing waits, or something arrived: what waits now has only begun to.
            waitingSince = now;
        }
        pending = link.pending();
        if (link.problem() != LinkStatus.Problem.NONE) {
            problem = Words.of(link.problem());
        }
        boolean before = online;
        online = link.state() == LinkStatus.State.ONLINE;
        if (online && !before) {
            connects++;
        }
        return online && !before;
    }

    private Vitals measure(LinkStatus link) {
        Runtime ours = Runtime.getRuntime();
        MachineReader machine = sources.measuring().machine();
        long oldest = pending == 0
                ? 0
                : Duration.ofNanos(thread.nanoTime() - waitingSince).toSeconds();
        return new Vitals(
                machine.machine((ours.totalMemory() - ours.freeMemory()) / MEBIBYTES),
                machine.disk(sources.measuring().data()).orElse(null),
                new ClockHealth(
                        sources.clock().read().quality(),
                        link.serverOffset().map(Duration::toMillis).orElse(null)),
                new LinkHealth(
                        pending, oldest, connects, problem, machine.signal().orElse(null), certificateEnd()),
                sources.devices().devices(),
                sources.screen().health(),
                run);
    }

    private Instant certificateEnd() {
        return sources.identity().certificate().getNotAfter().toInstant();
    }

    private void tell(Word word) {
        try {
            number++;
            Health health =
                    new Health(sources.identity().terminal(), sources.run(), number, word.whole(), word.vitals());
            sources.tell().tell(Channel.HEALTH, health.seal(sources.identity().signer()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "how the terminal is could not be told", e);
        }
    }

    /// Says how this run ends, if anybody can hear it, and measures no more.
    void end(Ending how) {
        thread.execute(() -> {
            if (online) {
                tell(pace.last(run.ending(how)));
            }
        });
        close();
    }

    @Override
    public void close() {
        thread.close();
    }
}
