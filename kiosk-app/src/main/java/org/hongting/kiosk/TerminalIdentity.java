package org.hongting.kiosk;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.hongting.kiosk.clock.SystemTerminalClock;
import org.hongting.protocol.claim.Standing;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.Signer;
import org.hongting.provisioning.identity.Identity;
import org.hongting.provisioning.identity.IdentityStore;
import org.hongting.provisioning.identity.TimeFloor;
import org.hongting.provisioning.renewal.RenewalKeeper;
import org.hongting.provisioning.renewal.Renewer;
import org.hongting.sync.mqtt.SerialScheduler;

/// Who this terminal is, with the newest certificate, and the thread that renews it.
final class TerminalIdentity implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TerminalIdentity.class.getName());

    private final SystemTerminalClock clock;
    private final SerialScheduler keeping = new SerialScheduler("identity");
    private final RenewalKeeper keeper;
    private final Supplier<Optional<URI>> centre;
    private volatile Consumer<Standing> ears = standing -> {};
    private volatile Runnable renewed = () -> {};

    /// @param announced where the centre said it listens for terminals; where it was claimed from serves until then
    TerminalIdentity(
            Path data,
            Identity identity,
            SystemTerminalClock clock,
            SecureRandom random,
            Supplier<Optional<URI>> announced) {
        this.clock = clock;
        IdentityStore store = IdentityStore.open(folderIn(data));
        this.centre = () -> announced.get().or(store::centre);
        this.keeper = new RenewalKeeper(
                new Renewer(store, certificateTime(clock), random), keeping, random, identity, new Owner());
    }

    /// By which certificates are judged; never before this software was built.
    static InstantSource certificateTime(SystemTerminalClock clock) {
        return TimeFloor.ofBuild().over(clock::certificateTime);
    }

    static Path folderIn(Path data) {
        return data.resolve("identity");
    }

    /// @param newRenewed called when there is a fresh certificate
    /// @param newEars told what the centre says of this terminal, when it was asked
    void start(Runnable newRenewed, Consumer<Standing> newEars) {
        renewed = newRenewed;
        ears = newEars;
        keeper.start();
    }

    /// The line does not come up.
    void troubled() {
        keeper.troubled();
    }

    /// The line is up.
    void calm() {
        keeper.calm();
    }

    /// Everything is brought: asks the centre to be let go. The answer comes as any other word of it.
    void sayFarewell() {
        keeper.sayFarewell();
    }

    /// Where the centre listens for terminals, as far as it is known.
    Optional<URI> centre() {
        return centre.get();
    }

    TerminalId terminal() {
        return keeper.identity().terminal();
    }

    /// The key never changes.
    Signer signer() {
        return keeper.identity().signer();
    }

    /// With the certificate of this moment.
    SSLContext tls() {
        return keeper.identity().tls(certificateTime(clock));
    }

    @Override
    public void close() {
        keeping.close();
    }

    private final class Owner implements RenewalKeeper.Owner {
        @Override
        public Optional<URI> centre() {
            return centre.get();
        }

        @Override
        public Instant now() {
            return clock.read().wall().toInstant();
        }

        @Override
        public void centreTime(Instant time) {
            clock.onServerTime(time);
        }

        @Override
        public void renewed(Identity fresh) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "a fresh certificate, good until {0}",
                    fresh.certificate().getNotAfter().toInstant());
            renewed.run();
        }

        @Override
        public void standing(Standing standing) {
            ears.accept(standing);
        }
    }
}
