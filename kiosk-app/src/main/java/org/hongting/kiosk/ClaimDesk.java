package org.hongting.kiosk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.hongting.kiosk.clock.SystemTerminalClock;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.kiosk.screen.checkin.PairingPage;
import org.hongting.protocol.claim.ClaimRefused;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.claim.Inventory;
import org.hongting.provisioning.claim.ClaimFault;
import org.hongting.provisioning.claim.ClaimFile;
import org.hongting.provisioning.claim.ClaimOutcome;
import org.hongting.provisioning.claim.Claimant;
import org.hongting.provisioning.claim.Nameplate;
import org.hongting.provisioning.claim.Pairer;
import org.hongting.provisioning.claim.PairingOffer;
import org.hongting.provisioning.claim.PairingOutcome;
import org.hongting.provisioning.identity.Identity;
import org.hongting.provisioning.identity.IdentityStore;
import org.jspecify.annotations.Nullable;

/// Makes sure that the terminal knows who it is: from the disk, by claiming with the ticket that an admin laid down,
/// or, where it knows a centre and has no ticket, by showing words that somebody compares in the console. Waits for the
/// network and for people, so it has a thread of its own.
final class ClaimDesk {
    private static final System.Logger LOG = System.getLogger(ClaimDesk.class.getName());
    private static final long LOOK_AGAIN_MILLIS = 2_000;
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int LONGEST_ADDRESS = 512;

    private final IdentityStore store;
    private final KioskOptions options;
    private final SystemTerminalClock clock;
    private final SecureRandom random = new SecureRandom();
    private String said = "";

    ClaimDesk(KioskOptions options, SystemTerminalClock clock) {
        this.store = IdentityStore.open(TerminalIdentity.folderIn(options.data));
        this.options = options;
        this.clock = clock;
    }

    /// Who is told what the screen is to show. Called on the claiming thread.
    interface Face {
        /// What stands in the way.
        void trouble(ClaimTrouble why);

        void pairs(PairingPage page);
    }

    /// Returns once there is an identity, however long that takes.
    ///
    /// @throws org.hongting.provisioning.identity.IdentityFault if what is on the disk is damaged
    Identity await(Face face) throws InterruptedException {
        Optional<Identity> known = store.load();
        while (known.isEmpty()) {
            known = attempt(face);
            if (known.isEmpty()) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        }
        clock.raiseFloor(known.get().certificate().getNotBefore().toInstant());
        return known.get();
    }

    private Optional<Identity> attempt(Face face) throws InterruptedException {
        Optional<Path> ticket = ticket();
        if (ticket.isPresent()) {
            return claim(ticket.get(), face);
        }
        Optional<URI> centre = centre();
        if (centre.isEmpty()) {
            say("there is no claim file " + options.claimFiles().getFirst()
                    + " and no centre is known: make a claim file in the console and put it there, or start with"
                    + " --centre");
            face.trouble(ClaimTrouble.NO_TOKEN);
            return Optional.empty();
        }
        return pair(centre.get(), face);
    }

    private Optional<Path> ticket() {
        return options.claimFiles().stream().filter(Files::exists).findFirst();
    }

    private Optional<URI> centre() {
        return options.centre
                .or(() -> options.centreFiles().stream()
                        .filter(Files::exists)
                        .findFirst()
                        .flatMap(ClaimDesk::firstLine))
                .filter(ClaimTicket::isServer);
    }

    private static Optional<URI> firstLine(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            String text = new String(stream.readNBytes(LONGEST_ADDRESS), StandardCharsets.UTF_8);
            return text.lines().findFirst().map(String::strip).map(URI::create);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // as if it were not there: the screen says what is missing
        }
    }

    /// One pairing after the other, until somebody approves one or lays down a ticket.
    private Optional<Identity> pair(URI centre, Face face) throws InterruptedException {
        Pairer pairer = new Pairer(centre, store, inventory(), TerminalIdentity.certificateTime(clock), random);
        if (!(pairer.begin() instanceof PairingOutcome.Begun(PairingOffer offer))) {
            say("the centre " + centre + " does not take part in a pairing: check the address and the cable");
            face.trouble(ClaimTrouble.CENTRE_UNREACHABLE);
            return Optional.empty();
        }
        say("this machine waits to be approved in the console of " + centre);
        face.pairs(page(centre, offer, false));
        long begun = System.nanoTime();
        boolean looked = false;
        while (System.nanoTime() - begun < offer.seconds() * NANOS_PER_SECOND && ticket().isEmpty()) {
            switch (pairer.ask(offer)) {
                case PairingOutcome.Paired(Identity identity) -> {
                    return Optional.of(identity);
                }
                case PairingOutcome.Over _ -> {
                    return Optional.empty();
                }
                case PairingOutcome.Waiting waiting -> {
                    if (waiting.looked() && !looked) {
                        looked = true;
                        face.pairs(page(centre, offer, true));
                    }
                    Thread.sleep(waiting.retryMillis());
                }
                case PairingOutcome.Begun _, PairingOutcome.Postponed _ -> Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        }
        return Optional.empty();
    }

    private static PairingPage page(URI centre, PairingOffer offer, boolean looked) {
        return new PairingPage(offer.page(), offer.words(), centre.getAuthority(), looked);
    }

    private static Inventory inventory() {
        Nameplate plate = Nameplate.ofThisMachine();
        String model = plate.model().isEmpty() ? System.getProperty("os.arch", "") : plate.model();
        return new Inventory(hostName(), model, Software.VERSION, plate.serial().orElse(null));
    }

    private Optional<Identity> claim(Path ticket, Face face) throws InterruptedException {
        Optional<ClaimFile> file;
        try {
            file = ClaimFile.find(ticket);
        } catch (ClaimFault e) {
            say(e.getMessage() + "; make a new one in the console");
            face.trouble(ClaimTrouble.TOKEN_REFUSED);
            return Optional.empty();
        }
        if (file.isEmpty()) {
            return Optional.empty(); // taken away just now
        }
        Claimant claimant = new Claimant(
                file.get(),
                store,
                inventory(),
                TerminalIdentity.certificateTime(clock),
                random,
                wait -> awaitUnlessReplaced(file.get(), wait));
        ClaimOutcome outcome = claimant.claim((obstacle, _) -> {
            say(wordsFor(obstacle) + "; this terminal tries again by itself");
            face.trouble(
                    obstacle == ClaimOutcome.Obstacle.UNTRUSTED
                            ? ClaimTrouble.OTHER_CENTRE
                            : ClaimTrouble.CENTRE_UNREACHABLE);
        });
        return switch (outcome) {
            case ClaimOutcome.Claimed claimed -> Optional.of(claimed.identity());
            case ClaimOutcome.Postponed _ -> Optional.empty();
            case ClaimOutcome.Refused(var reason) -> {
                boolean anothers = reason == ClaimRefused.Reason.NOT_FOR_THIS_MACHINE;
                say("the centre refuses the claim file " + ticket + " (" + reason + "): make a new one in the console");
                face.trouble(anothers ? ClaimTrouble.OTHER_MACHINE : ClaimTrouble.TOKEN_REFUSED);
                yield afterRefusal(file.get());
            }
            case ClaimOutcome.Expired _ -> {
                say("the claim file " + ticket + " has expired; make a new one in the console");
                face.trouble(ClaimTrouble.TOKEN_REFUSED);
                yield afterRefusal(file.get());
            }
        };
    }

    /// The same file again and again would only fill the centre's count of refusals.
    private static Optional<Identity> afterRefusal(ClaimFile file) throws InterruptedException {
        awaitUnlessReplaced(file, AFTER_REFUSAL);
        return Optional.empty();
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
