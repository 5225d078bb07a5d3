package org.hongting.provisioning.renewal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.protocol.claim.Standing;
import org.hongting.protocol.port.Scheduler;
import org.hongting.provisioning.claim.ClaimOutcome.Obstacle;
import org.hongting.provisioning.identity.Identity;

/// Keeps a terminal's certificate good for as long as it runs, and asks the centre why it is let in no more. Everything
/// happens on the scheduler, whose steps wait for the network: it needs a thread of its own. [#start], [#troubled] and
/// [#calm] may be called from any thread and return at once.
public final class RenewalKeeper {
    private static final Duration LOOK = Duration.ofHours(1);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;

    private final Centre centre;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Owner owner;
    private volatile Identity identity;
    private int failures;
    private int asked;
    private long notBefore;

    /// Who is asked: a [Renewer], but in tests. Waits for the network.
    public interface Centre {
        /// How the terminal stands, and nothing more.
        ///
        /// @param address of the listener for terminals
        RenewalOutcome ask(URI address, Identity identity) throws InterruptedException;

        /// A fresh certificate, if the terminal may have one.
        ///
        /// @param address as above
        RenewalOutcome renew(URI address, Identity identity) throws InterruptedException;

        /// How the terminal stands once it has said that everything is brought.
        ///
        /// @param address as above
        RenewalOutcome sayFarewell(URI address, Identity identity) throws InterruptedException;
    }

    /// The terminal, as this sees it. Called on the scheduler.
    public interface Owner {
        /// The centre's listener for terminals, as far as it is known.
        Optional<URI> centre();

        /// The terminal's best guess at now: a wrong one costs a question and nothing else.
        Instant now();

        /// The centre's signed time, of a moment ago.
        void centreTime(Instant time);

        /// There is a fresh certificate, and it is on the disk.
        void renewed(Identity fresh);

        /// What the centre says of this terminal.
        void standing(Standing standing);
    }

    public RenewalKeeper(Centre centre, Scheduler scheduler, RandomGenerator random, Identity identity, Owner owner) {
        this.centre = centre;
        this.scheduler = scheduler;
        this.random = random;
        this.identity = identity;
        this.owner = owner;
    }

    /// With the newest certificate.
    public Identity identity() {
        return identity;
    }

    public void start() {
        scheduler.execute(this::look);
    }

    /// The line to the broker does not come up, or came down at once. The centre is asked why: the first time at once,
    /// and then ever more seldom, because most troubles are the network's.
    public void troubled() {
        scheduler.execute(() -> {
            if (asked == 0 || scheduler.nanoTime() - notBefore >= 0) {
                notBefore = scheduler.nanoTime() + pause(asked).toNanos();
                asked++;
                owner.centre().ifPresent(this::askWhy);
            }
        });
    }

    /// Everything is brought, and the terminal would leave: the owner hears of it by how the terminal stands then. May
    /// be said over and over.
    public void sayFarewell() {
        scheduler.execute(() -> owner.centre().ifPresent(address -> hear(farewell(address))));
    }

    private RenewalOutcome farewell(URI address) {
        try {
            return centre.sayFarewell(address, identity);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RenewalOutcome.Postponed(Obstacle.UNREACHABLE);
        }
    }

    /// The line is up.
    public void calm() {
        scheduler.execute(() -> asked = 0);
    }

    private void look() {
        boolean due = !owner.now().isBefore(RenewalTime.of(identity.certificate()));
        Optional<URI> address = owner.centre();
        boolean done = !due || (address.isPresent() && hear(attempt(address.get(), true)));
        failures = done ? 0 : failures + 1;
        scheduler.after(done ? LOOK : pause(failures), this::look);
    }

    private void askWhy(URI address) {
        RenewalOutcome outcome = attempt(address, false);
        hear(outcome);
        if (outcome instanceof RenewalOutcome.Told(Standing standing, Instant centreTime)
                && standing == Standing.ENROLLED
                && !centreTime.isBefore(RenewalTime.of(identity.certificate()))) {
            hear(attempt(address, true));
        }
    }

    private RenewalOutcome attempt(URI address, boolean renews) {
        try {
            return renews ? centre.renew(address, identity) : centre.ask(address, identity);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RenewalOutcome.Postponed(Obstacle.UNREACHABLE);
        }
    }

    /// @return whether the centre answered
    private boolean hear(RenewalOutcome outcome) {
        switch (outcome) {
            case RenewalOutcome.Renewed(Identity fresh, Instant centreTime) -> {
                identity = fresh;
                owner.centreTime(centreTime);
                owner.renewed(fresh);
                return true;
            }
            case RenewalOutcome.Told(Standing standing, Instant centreTime) -> {
                owner.centreTime(centreTime);
                owner.standing(standing);
                return true;
            }
            case RenewalOutcome.Postponed _ -> {
                return false;
            }
        }
    }

    /// Between a half and the whole of a minute that doubles, to an hour.
    private Duration pause(int times) {
        long ceiling = FIRST_PAUSE.toMillis() << Math.min(times, DOUBLINGS);
        return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2));
    }
}
