package org.hongting.provisioning.claim;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.Inventory;
import org.hongting.protocol.claim.PairingBegun;
import org.hongting.protocol.claim.PairingRefused;
import org.hongting.protocol.claim.PairingShow;
import org.hongting.protocol.claim.PairingStart;
import org.hongting.protocol.claim.PairingWaiting;
import org.hongting.protocol.claim.PairingWords;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;
import org.hongting.provisioning.claim.ClaimOutcome.Obstacle;
import org.hongting.provisioning.https.HttpsPost;
import org.hongting.provisioning.identity.IdentityFault;
import org.hongting.provisioning.identity.IdentityStore;
import org.hongting.provisioning.identity.PinnedAuthority;
import org.hongting.provisioning.identity.TerminalKey;

/// Turns an address and a person's approval into an identity. The authority that answers first is held on to for the
/// whole pairing, and what is granted must be by it: it is the one whose key the words are made of.
///
/// A power cut in between costs another pairing; the key stays, and whoever was approved before gets the same terminal
/// again once somebody approves again. One thread at a time; it waits for the network.
public final class Pairer {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int OPENING_BYTES = 16;

    private final URI centre;
    private final IdentityStore store;
    private final Inventory inventory;
    private final InstantSource time;
    private final SecureRandom random;

    /// @param centre the listener for terminals, as somebody wrote it down
    /// @param time by which the server's certificate is judged
    public Pairer(URI centre, IdentityStore store, Inventory inventory, InstantSource time, SecureRandom random) {
        this.centre = centre;
        this.store = store;
        this.inventory = inventory;
        this.time = time;
        this.random = random;
    }

    /// Begins a pairing.
    ///
    /// @throws IdentityFault if what is on the disk is damaged
    public PairingOutcome begin() throws InterruptedException {
        return attempt(() -> {
            TerminalKey key = store.key(random);
            byte[] drawn = new byte[OPENING_BYTES];
            random.nextBytes(drawn);
            String opening = HexFormat.of().formatHex(drawn);
            AtomicReference<X509Certificate> seen = new AtomicReference<>();
            HttpResponse<byte[]> answer = post(
                    PinnedAuthority.atFirstSight(seen::set, time),
                    PairingStart.PATH,
                    new PairingStart(PairingWords.commitment(key.pair().getPublic(), opening), inventory).write(),
                    PairingBegun.MAX_BYTES);
            if (answer.statusCode() != OK) {
                return over(answer);
            }
            PairingBegun begun = PairingBegun.read(answer.body());
            X509Certificate authority = seen.get();
            return new PairingOutcome.Begun(new PairingOffer(
                    begun.id(),
                    Optional.ofNullable(begun.page()),
                    PairingWords.of(authority.getPublicKey(), key.pair().getPublic(), begun.id(), opening),
                    begun.seconds(),
                    Digest.of(encoded(authority)),
                    opening));
        });
    }

    /// Shows the key and asks whether somebody approved.
    ///
    /// @throws IdentityFault if what is on the disk is damaged
    public PairingOutcome ask(PairingOffer offer) throws InterruptedException {
        return attempt(() -> {
            TerminalKey key = store.key(random);
            HttpResponse<byte[]> answer = post(
                    PinnedAuthority.byFingerprint(offer.authority(), time),
                    PairingShow.FOLDER + offer.id(),
                    PairingShow.of(offer.opening(), key.certificateRequest()).write(),
                    ClaimResponse.MAX_BYTES);
            return switch (answer.statusCode()) {
                case OK -> keep(key, ClaimResponse.read(answer.body()), offer);
                case PairingWaiting.STATUS -> {
                    PairingWaiting waiting = PairingWaiting.read(answer.body());
                    yield new PairingOutcome.Waiting(waiting.looked(), waiting.retryMillis());
                }
                default -> over(answer);
            };
        });
    }

    private PairingOutcome keep(TerminalKey key, ClaimResponse granted, PairingOffer offer) {
        if (!Digest.of(granted.site().authorityBytes()).equals(offer.authority())) {
            return new PairingOutcome.Postponed(Obstacle.BAD_ANSWER);
        }
        try {
            store.rememberCentre(centre);
            return new PairingOutcome.Paired(store.keep(key, granted));
        } catch (IOException e) {
            return new PairingOutcome.Postponed(Obstacle.DISK);
        } catch (IdentityFault e) {
            return new PairingOutcome.Postponed(Obstacle.BAD_ANSWER);
        }
    }

    /// Only a refusal in our own words is one; a proxy's or a crashing server's status is not.
    private static PairingOutcome over(HttpResponse<byte[]> answer) {
        try {
            PairingRefused refused = PairingRefused.read(answer.body());
            if (refused.reason().status() == answer.statusCode()) {
                return new PairingOutcome.Over(refused.reason());
            }
        } catch (MalformedJson e) {
            // Not our words: falls through to the fault of the server.
        }
        return new PairingOutcome.Postponed(Obstacle.SERVER_FAULT);
    }

    private HttpResponse<byte[]> post(PinnedAuthority trust, String path, byte[] body, int longestAnswer)
            throws IOException, InterruptedException {
        return new HttpsPost(tls(trust), DEADLINE, longestAnswer).send(centre.resolve(path), "application/json", body);
    }

    private static SSLContext tls(PinnedAuthority trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS 1.3", e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was parsed has an encoding", e);
        }
    }

    private static PairingOutcome attempt(Attempt attempt) throws InterruptedException {
        try {
            return attempt.run();
        } catch (SSLException e) {
            return new PairingOutcome.Postponed(Obstacle.UNTRUSTED);
        } catch (IOException e) {
            return new PairingOutcome.Postponed(Obstacle.UNREACHABLE);
        } catch (MalformedJson e) {
            return new PairingOutcome.Postponed(Obstacle.BAD_ANSWER);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        PairingOutcome run() throws IOException, InterruptedException;
    }
}
