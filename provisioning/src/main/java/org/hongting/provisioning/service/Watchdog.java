package org.hongting.provisioning.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hongting.protocol.port.Scheduler;

/// Feeds the service manager's watchdog, and only with what was proved: a round asks one post after the other (a
/// thread, a file), and the last one's answer is the food. A post that does not answer ends the feeding, and the
/// manager ends the process. There is no timer that feeds by itself.
///
/// All of it happens on the scheduler's thread, except that posts answer on theirs.
public final class Watchdog {
    private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());

    /// So many rounds fit into the manager's patience: one that is late once costs nothing.
    private static final int ROUNDS = 4;

    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofSeconds(20);

    private final Scheduler scheduler;
    private final ServiceNotice notice;
    private final Supplier<List<Post>> posts;
    private final Duration every;

    /// One thing that must live.
    ///
    /// @param name for the log, like "the FX thread"
    /// @param asking what makes it answer
    public record Post(String name, Asking asking) {}

    /// Has a post prove that it lives. What it throws means that it does not, and it is asked again.
    @FunctionalInterface
    public interface Asking {
        /// @param passed is called, by whatever thread, once it has; not at all, or late, means that it does not
        void ask(Runnable passed);
    }

    /// @param posts asked for anew in each round, in the order in which they are to answer
    /// @param every between two rounds
    public Watchdog(Scheduler scheduler, ServiceNotice notice, Supplier<List<Post>> posts, Duration every) {
        this.scheduler = scheduler;
        this.notice = notice;
        this.posts = posts;
        this.every = every;
    }

    /// How often to feed, by what the manager said; empty where it does not watch. Whose process id it named does not
    /// matter: a terminal is the child of the program that holds its screen.
    public static Optional<Duration> pace(Map<String, String> surroundings) {
        try {
            long micros = Long.parseLong(surroundings.getOrDefault("WATCHDOG_USEC", "0"));
            Duration pace = Duration.ofNanos(Math.multiplyExact(micros, 1_000L)).dividedBy(ROUNDS);
            if (micros <= 0) {
                return Optional.empty();
            }
            return Optional.of(pace.compareTo(LEAST) < 0 ? LEAST : pace.compareTo(MOST) > 0 ? MOST : pace);
        } catch (NumberFormatException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /// Begins the first round.
    public void start() {
        scheduler.execute(this::round);
    }

    private void round() {
        ask(List.copyOf(posts.get()), 0);
    }

    private void ask(List<Post> all, int index) {
        if (index == all.size()) {
            notice.alive();
            scheduler.after(every, this::round);
            return;
        }
        Post post = all.get(index);
        Scheduler.Cancellable late = scheduler.after(every, () -> {
            LOG.log(System.Logger.Level.WARNING, "{0} has not answered for {1} s", post.name(), every.toSeconds());
            notice.status(post.name() + " does not answer");
        });
        long asked = scheduler.nanoTime();
        try {
            post.asking()
                    .ask(() -> scheduler.execute(() -> {
                        late.cancel();
                        tellIfLate(post, Duration.ofNanos(scheduler.nanoTime() - asked));
                        ask(all, index + 1);
                    }));
        } catch (RuntimeException e) {
            // A database that is just being started again, say: it has the manager's patience, like everybody.
            LOG.log(System.Logger.Level.WARNING, "{0} cannot answer: {1}", post.name(), e.getMessage());
            late.cancel();
            scheduler.after(every, () -> ask(all, index));
        }
    }

    private void tellIfLate(Post post, Duration took) {
        if (took.compareTo(every) >= 0) {
            LOG.log(System.Logger.Level.INFO, "{0} answered after {1} ms", post.name(), took.toMillis());
            notice.status("goes on");
        }
    }
}
