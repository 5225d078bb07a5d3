package org.hongting.provisioning.claim;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.hongting.protocol.claim.ClaimRefused;
import org.hongting.protocol.claim.ClaimRequest;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.Inventory;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.provisioning.claim.ClaimOutcome.Obstacle;
import org.hongting.provisioning.identity.Identity;
import org.hongting.provisioning.identity.IdentityFault;
import org.hongting.provisioning.identity.IdentityStore;
import org.hongting.provisioning.identity.TerminalKey;

/// Turns a ticket into an identity. The order makes every interruption harmless: the key is on the disk before
/// the centre hears of it, the certificate is on the disk before the ticket is deleted, and whoever starts again
/// asks with the same key and gets the same terminal.
///
/// One thread at a time; it waits for the network.
public final class Claimant {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int DOUBLINGS = 9;

    private final ClaimFile file;
    private final IdentityStore store;
    private final Inventory inventory;
    private final InstantSource time;
    private final SecureRandom random;
    private final Pause pause;

    /// Waits between two attempts; [Thread#sleep] outside tests.
    @FunctionalInterface
    public interface Pause {
        void await(Duration duration) throws InterruptedException;
    }

    /// @param time the later of clock and floor; see [org.hongting.provisioning.identity.TimeFloor#over]
    public Claimant(
            ClaimFile file,
            IdentityStore store,
            Inventory inventory,
            InstantSource time,
            SecureRandom random,
            Pause pause) {
        this.file = file;
        this.store = store;
        this.inventory = inventory;
        this.time = time;
        this.random = random;
        this.pause = pause;
    }

    /// Attempts until something final comes of it, at the latest when the ticket expires, or until another ticket lies
    /// in the place of this one: a ticket with a wrong address is mended by a new one. Pauses grow from a
    /// second to five minutes and are drawn at random, so that a hundred terminals switched on together do not
    /// come together.
    ///
    /// @return [ClaimOutcome.Postponed] only where the ticket was replaced or taken away
    /// @throws IdentityFault if what is on the disk is damaged
    public ClaimOutcome claim(Observer observer) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            ClaimOutcome outcome = attempt();
            if (!(outcome instanceof ClaimOutcome.Postponed postponed)) {
                return outcome;
            }
            Duration wait = pauseAfter(attempt);
            observer.onPostponed(postponed.obstacle(), wait);
            pause.await(wait);
            if (file.isReplaced()) {
                return outcome;
            }
        }
    }

    /// Hears why a claim is not done yet. Called on the claiming thread.
    @FunctionalInterface
    public interface Observer {
        void onPostponed(Obstacle obstacle, Duration nextAttemptIn);
    }

    /// One attempt.
    ///
    /// @throws IdentityFault if what is on the disk is damaged
    public ClaimOutcome attempt() throws InterruptedException {
        Optional<Identity> held = store.load();
        if (held.isPresent()) {
            return new ClaimOutcome.Claimed(held.get(), !file.remove());
        }
        if (!file.ticket().expires().isAfter(time.instant())) {
            return new ClaimOutcome.Expired();
        }
        TerminalKey key;
        try {
            key = store.key(random);
        } catch (IOException e) {
            return new ClaimOutcome.Postponed(Obstacle.DISK);
        }
        ClaimRequest request = ClaimRequest.of(file.ticket().token(), key.certificateRequest(), inventory);
        try {
            return conclude(key, new CentreCall(file.ticket(), time, DEADLINE).post(request.write()));
        } catch (SSLException e) {
            return new ClaimOutcome.Postponed(Obstacle.UNTRUSTED);
        } catch (IOException e) {
            return new ClaimOutcome.Postponed(Obstacle.UNREACHABLE);
        }
    }

    private ClaimOutcome conclude(TerminalKey key, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            return refusal(answer);
        }
        try {
            ClaimResponse granted = ClaimResponse.read(answer.body());
            if (!Digest.of(granted.site().authorityBytes()).equals(file.ticket().authority())) {
                return new ClaimOutcome.Postponed(Obstacle.BAD_ANSWER);
            }
            store.rememberCentre(file.ticket().server());
            return new ClaimOutcome.Claimed(store.keep(key, granted), !file.remove());
        } catch (MalformedJson | IdentityFault e) {
            return new ClaimOutcome.Postponed(Obstacle.BAD_ANSWER);
        } catch (IOException e) {
            return new ClaimOutcome.Postponed(Obstacle.DISK);
        }
    }

    /// Only a refusal in our own words is final; a proxy's or a crashing server's status is not.
    private static ClaimOutcome refusal(HttpResponse<byte[]> answer) {
        try {
            ClaimRefused refused = ClaimRefused.read(answer.body());
            if (refused.reason().status() == answer.statusCode()) {
                return new ClaimOutcome.Refused(refused.reason());
            }
        } catch (MalformedJson e) {
            // Not our words: falls through to the fault of the server.
        }
        return new ClaimOutcome.Postponed(Obstacle.SERVER_FAULT);
    }

    private Duration pauseAfter(int attempt) {
        long ceiling =
                Math.min(LONGEST_PAUSE.toMillis(), SHORTEST_PAUSE.toMillis() << Math.min(attempt + 1, DOUBLINGS));
        return Duration.ofMillis(SHORTEST_PAUSE.toMillis() + random.nextLong(ceiling));
    }
}
