package org.hongting.kiosk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.record.ConfigurationObstacle;
import org.hongting.provisioning.config.ConfigurationTrial;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.JournalFault;

/// Brings what the centre says this terminal is to be like into force, and tells the journal what became of it. On the
/// desk's thread.
///
/// A configuration that was told is tried as soon as nobody uses the screen: devices and screen are made as it wants
/// them. Once the screen has
/// been painted so, it is kept. Where that fails or takes longer than [#PROOF], the last good one comes back. One that
/// was on trial when the process went down is proved by a start that comes to be ready; where it does not in time, the
/// process starts again without it.
final class TerminalConfiguration {
    /// A camera or a reader that hangs is given up after some seconds, and a screen is painted in less.
    static final Duration PROOF = Duration.ofSeconds(40);

    private static final System.Logger LOG = System.getLogger(TerminalConfiguration.class.getName());

    private final ConfigurationTrial trial;
    private final List<String> local;
    private final Journal journal;
    private final Supplier<List<DocumentEntry>> said;
    private final Scheduler desking;
    private final Machine machine;

    /// Whether this start is what proves the one on trial.
    private boolean startProves;

    /// Which change is being made: what an earlier one says later counts no more.
    private int change;

    /// Whether the log has it that the document cannot be read.
    private boolean unreadable;

    /// What a configuration changes. Called on the desk's thread; it must return at once.
    interface Machine {
        /// Makes screen and devices as a configuration wants them; what is set at the machine still counts there.
        ///
        /// @param ready told on any thread: true once the screen was painted so, false where something failed
        void configure(Configuration configuration, Consumer<Boolean> ready);

        /// Says whether nobody uses the screen.
        ///
        /// @param free told on any thread
        void whenAsked(Consumer<Boolean> free);

        /// Ends the application in order; whatever keeps it running starts it again.
        void restart();
    }

    /// What a terminal begins with.
    ///
    /// @param local what is set at the machine, where nothing from afar counts
    record Given(ConfigurationTrial trial, Map<String, String> local) {
        Given {
            local = Map.copyOf(local);
        }
    }

    /// @param said the entries of the document in which the centre says it
    TerminalConfiguration(
            Given given, Journal journal, Supplier<List<DocumentEntry>> said, Scheduler desking, Machine machine) {
        this.trial = given.trial();
        this.local = given.local().keySet().stream().sorted().toList();
        this.journal = journal;
        this.said = said;
        this.desking = desking;
        this.machine = machine;
        this.startProves = trial.isOnTrial();
    }

    /// Counts the time of what was on trial before this start. Once.
    void start() {
        desking.execute(() -> {
            if (startProves) {
                int mine = ++change;
                desking.after(PROOF, () -> {
                    if (isCurrent(mine)) {
                        giveUp(ConfigurationObstacle.NOT_READY);
                        machine.restart();
                    }
                });
            }
            look();
        });
    }

    /// This start has come to be ready.
    void ready() {
        desking.execute(() -> {
            if (startProves) {
                startProves = false;
                trial.proved();
            }
            look();
        });
    }

    /// Looks for what is to be tried or told; called when the document has changed, and now and then. Nothing changes
    /// under the hands of whoever uses the screen.
    void look() {
        trial.writeAgain();
        tell();
        if (trial.isNews(told())) {
            machine.whenAsked(free -> desking.execute(() -> {
                if (free) {
                    take();
                }
            }));
        }
    }

    private void take() {
        if (trial.offer(told())) {
            attempt();
        }
        tell();
    }

    /// What cannot be read is as if nothing had been said: it stays until the centre says it otherwise.
    private Configuration told() {
        try {
            Configuration told = Configuration.of(said.get().stream()
                    .map(entry -> entry.as(SettingEntry.class))
                    .toList());
            unreadable = false;
            return told;
        } catch (IllegalArgumentException | MalformedJson | DatabaseFault e) {
            if (!unreadable) {
                LOG.log(System.Logger.Level.WARNING, "what the centre says of the configuration cannot be read");
            }
            unreadable = true;
            return Configuration.NONE;
        }
    }

    private void attempt() {
        int mine = ++change;
        desking.after(PROOF, () -> {
            if (isCurrent(mine)) {
                giveUp(ConfigurationObstacle.NOT_READY);
                goBack();
            }
        });
        configure(mine, () -> {
            if (isCurrent(mine)) {
                trial.proved();
                tell();
            }
        });
    }

    private void configure(int mine, Runnable ready) {
        machine.configure(
                trial.inForce(),
                done -> desking.execute(() -> {
                    if (done) {
                        ready.run();
                    } else if (isCurrent(mine)) {
                        giveUp(ConfigurationObstacle.FAILED);
                        goBack();
                    }
                }));
    }

    private boolean isCurrent(int mine) {
        return mine == change && trial.isOnTrial();
    }

    private void giveUp(ConfigurationObstacle why) {
        LOG.log(
                System.Logger.Level.WARNING,
                "configuration {0} is given up: {1}",
                trial.inForce().version(),
                why);
        trial.giveUp(why);
        tell();
    }

    /// Where not even the last good one comes back in time, a new start is the last thing that helps.
    private void goBack() {
        int mine = ++change;
        Scheduler.Cancellable last = desking.after(PROOF, () -> {
            if (mine == change) {
                machine.restart();
            }
        });
        machine.configure(
                trial.inForce(),
                done -> desking.execute(() -> {
                    if (done) {
                        last.cancel();
                        look();
                    }
                }));
    }

    private void tell() {
        try {
            trial.untold(local).ifPresent(fact -> {
                journal.write((_, appender) -> appender.append(fact));
                trial.told();
            });
        } catch (JournalFault e) {
            LOG.log(System.Logger.Level.WARNING, "what became of the configuration is told later: {0}", e.kind());
        }
    }
}
