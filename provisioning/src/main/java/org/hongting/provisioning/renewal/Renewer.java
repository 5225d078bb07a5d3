package org.hongting.provisioning.renewal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.net.ssl.SSLException;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.Farewell;
import org.hongting.protocol.claim.IdentityAsk;
import org.hongting.protocol.claim.IdentityWord;
import org.hongting.protocol.claim.Renewal;
import org.hongting.protocol.claim.Standing;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.provisioning.claim.ClaimOutcome.Obstacle;
import org.hongting.provisioning.https.HttpsPost;
import org.hongting.provisioning.identity.Identity;
import org.hongting.provisioning.identity.IdentityFault;
import org.hongting.provisioning.identity.IdentityStore;
import org.hongting.provisioning.identity.TerminalKey;

/// Asks the centre how this terminal stands, and for a fresh certificate. There is one way for a certificate that ends
/// soon and for one that ended in July: nothing of it is shown, the terminal's key speaks.
///
/// The key stays: it is who the terminal is, to its batches and to the codes it shows. A power cut leaves the old
/// certificate or the fresh one, never none, and whoever starts again asks again. One thread at a time; it waits for
/// the network.
public final class Renewer implements RenewalKeeper.Centre {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final IdentityStore store;
    private final InstantSource time;
    private final SecureRandom random;

    /// @param time by which the server's certificate is judged
    public Renewer(IdentityStore store, InstantSource time, SecureRandom random) {
        this.store = store;
        this.time = time;
        this.random = random;
    }

    /// A word of the centre, as it reads and as it came.
    ///
    /// @param frame base64
    private record Heard(IdentityAsk ask, IdentityWord word, String frame) {}

    @Override
    public RenewalOutcome ask(URI centre, Identity identity) throws InterruptedException {
        return attempt(() -> told(hear(centre, identity).word()));
    }

    @Override
    public RenewalOutcome renew(URI centre, Identity identity) throws InterruptedException {
        return attempt(() -> {
            Heard heard = hear(centre, identity);
            return heard.word().standing() == Standing.ENROLLED ? renew(centre, identity, heard) : told(heard.word());
        });
    }

    @Override
    public RenewalOutcome sayFarewell(URI centre, Identity identity) throws InterruptedException {
        return attempt(() -> {
            Heard heard = hear(centre, identity);
            if (heard.word().standing() != Standing.ENROLLED) {
                return told(heard.word());
            }
            byte[] answer = post(
                    identity,
                    centre.resolve(Farewell.FOLDER + identity.terminal()),
                    new Farewell(identity.terminal(), heard.frame()).seal(identity.signer()),
                    IdentityWord.MAX_BYTES);
            return told(IdentityWord.open(answer, identity.serverKeys(), heard.ask()));
        });
    }

    private static RenewalOutcome told(IdentityWord word) {
        return new RenewalOutcome.Told(word.standing(), word.at());
    }

    private Heard hear(URI centre, Identity identity) throws IOException, InterruptedException {
        IdentityAsk ask = IdentityAsk.of(identity.terminal(), identity.signer().key(), random);
        byte[] frame = post(identity, centre.resolve(IdentityAsk.PATH), ask.write(), IdentityWord.MAX_BYTES);
        return new Heard(
                ask,
                IdentityWord.open(frame, identity.serverKeys(), ask),
                Base64.getEncoder().encodeToString(frame));
    }

    private RenewalOutcome renew(URI centre, Identity identity, Heard heard) throws IOException, InterruptedException {
        TerminalKey key = store.key(random);
        Renewal renewal = Renewal.of(identity.terminal(), heard.frame(), key.certificateRequest());
        byte[] answer = post(
                identity,
                centre.resolve(Renewal.FOLDER + identity.terminal()),
                renewal.seal(identity.signer()),
                ClaimResponse.MAX_BYTES);
        ClaimResponse granted = ClaimResponse.read(answer);
        if (!isBetter(Identity.of(key, granted), identity)) {
            return new RenewalOutcome.Postponed(Obstacle.BAD_ANSWER);
        }
        try {
            return new RenewalOutcome.Renewed(
                    store.keep(key, granted), heard.word().at());
        } catch (IOException e) {
            return new RenewalOutcome.Postponed(Obstacle.DISK);
        }
    }

    /// A centre whose own clock is wrong may hand out less than there was.
    private static boolean isBetter(Identity fresh, Identity present) {
        Instant ends = fresh.certificate().getNotAfter().toInstant();
        return fresh.isSameTerminalAs(present)
                && ends.isAfter(present.certificate().getNotAfter().toInstant());
    }

    private byte[] post(Identity identity, URI address, byte[] body, int longestAnswer)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = new HttpsPost(identity.tlsWithoutCertificate(time), DEADLINE, longestAnswer)
                .send(address, "application/json", body);
        if (answer.statusCode() != OK) {
            throw new NoAnswer();
        }
        return answer.body();
    }

    private static RenewalOutcome attempt(Attempt attempt) throws InterruptedException {
        try {
            return attempt.run();
        } catch (NoAnswer e) {
            return new RenewalOutcome.Postponed(Obstacle.SERVER_FAULT);
        } catch (SSLException e) {
            return new RenewalOutcome.Postponed(Obstacle.UNTRUSTED);
        } catch (IOException e) {
            return new RenewalOutcome.Postponed(Obstacle.UNREACHABLE);
        } catch (MalformedJson | RefusedMessage | IdentityFault e) {
            return new RenewalOutcome.Postponed(Obstacle.BAD_ANSWER);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        RenewalOutcome run() throws IOException, InterruptedException;
    }

    /// The centre is there and says no, or is in trouble.
    private static final class NoAnswer extends IOException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;
    }
}
