package org.hongting.kiosk;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.kiosk.clock.SystemTerminalClock;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.protocol.claim.Inventory;
import org.hongting.provisioning.claim.ClaimFault;
import org.hongting.provisioning.claim.ClaimFile;
import org.hongting.provisioning.claim.ClaimOutcome;
import org.hongting.provisioning.claim.Claimant;
import org.hongting.provisioning.identity.Identity;
import org.hongting.provisioning.identity.IdentityStore;
import org.jspecify.annotations.Nullable;

/// Makes sure that the terminal knows who it is: from the disk, or by claiming with the ticket that an admin laid
/// down. Waits for the network and for people, so it has a thread of its own.
final class ClaimDesk {
    private static final System.Logger LOG = System.getLogger(ClaimDesk.class.getName());
    private static final long LOOK_AGAIN_MILLIS = 2_000;

    private final IdentityStore store;
    private final Path ticket;
    private final SystemTerminalClock clock;
    private final SecureRandom random = new SecureRandom();
    private String said = "";

    ClaimDesk(Path data, Path ticket, SystemTerminalClock clock) {
        this.store = IdentityStore.open(TerminalIdentity.folderIn(data));
        this.ticket = ticket;
        this.clock = clock;
    }

    /// Returns once there is an identity, however long that takes.
    ///
    /// @param trouble is told what stands in the way, each time it changes
    /// @throws org.hongting.provisioning.identity.IdentityFault if what is on the disk is damaged
    Identity await(Consumer<ClaimTrouble> trouble) throws InterruptedException {
        Optional<Identity> known = store.load();
        while (known.isEmpty()) {
            known = attempt(trouble);
            if (known.isEmpty()) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        }
        clock.raiseFloor(known.get().certificate().getNotBefore().toInstant());
        return known.get();
    }

    private Optional<Identity> attempt(Consumer<ClaimTrouble> trouble) throws InterruptedException {
        Optional<ClaimFile> file;
        try {
            file = ClaimFile.find(ticket);
        } catch (ClaimFault e) {
            say(e.getMessage() + "; make a new one in the console");
            trouble.accept(ClaimTrouble.TOKEN_REFUSED);
            return Optional.empty();
        }
        if (file.isEmpty()) {
            say("there is no claim file " + ticket + "; make one in the console and put it there");
            trouble.accept(ClaimTrouble.NO_TOKEN);
            return Optional.empty();
        }
        Claimant claimant = new Claimant(
                file.get(),
                store,
                new Inventory(hostName(), System.getProperty("os.arch", ""), Software.VERSION),
                clock::certificateTime,
                random,
                wait -> awaitUnlessReplaced(file.get(), wait));
        ClaimOutcome outcome = claimant.claim((obstacle, _) -> {
            say(wordsFor(obstacle) + "; this terminal tries again by itself");
            trouble.accept(ClaimTrouble.CENTRE_UNREACHABLE);
        });
        return switch (outcome) {
            case ClaimOutcome.Claimed claimed -> Optional.of(claimed.identity());
            case ClaimOutcome.Postponed _ -> Optional.empty();
            case ClaimOutcome.Refused _, ClaimOutcome.Expired _ -> {
                say("the claim file " + ticket + " was used before or has expired; make a new one in the console");
                trouble.accept(ClaimTrouble.TOKEN_REFUSED);
                yield Optional.empty();
            }
        };
    }

    /// Whoever lays down another ticket is not kept waiting for the old one's pause.
    private static void awaitUnlessReplaced(ClaimFile file, Duration wait) throws InterruptedException {
        long begun = System.nanoTime();
        for (long left = wait.toMillis(); left > 0 && !file.isReplaced(); ) {
            Thread.sleep(Math.min(left, LOOK_AGAIN_MILLIS));
            left = wait.toMillis() - (System.nanoTime() - begun) / 1_000_000;
        }
    }

    /// Each sentence once, for whoever reads the log; the screen has its own words.
    private void say(@Nullable String sentence) {
        String words = Objects.requireNonNullElse(sentence, "");
        if (!said.equals(words)) {
            said = words;
            LOG.log(System.Logger.Level.WARNING, "{0}", words);
        }
    }

    private static String wordsFor(ClaimOutcome.Obstacle obstacle) {
        return switch (obstacle) {
            case UNREACHABLE -> "the centre does not answer: check the cable and the centre's address";
            case UNTRUSTED -> "who answers is not the centre of the claim file: check the address";
            case SERVER_FAULT -> "the centre answers with a fault of its own: see its log";
            case BAD_ANSWER -> "the centre's answer makes no sense: do the versions fit?";
            case DISK -> "the identity cannot be written: free the disk";
        };
    }

    private static String hostName() {
        String name = System.getenv().getOrDefault("HOSTNAME", "");
        return name.isEmpty() ? "terminal" : name;
    }
}
