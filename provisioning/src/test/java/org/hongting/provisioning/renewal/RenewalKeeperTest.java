package org.hongting.provisioning.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.claim.Standing;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.provisioning.authority.CertificateRequest;
import org.hongting.provisioning.authority.Placement;
import org.hongting.provisioning.authority.SiteAuthority;
import org.hongting.provisioning.authority.TestSite;
import org.hongting.provisioning.claim.ClaimOutcome.Obstacle;
import org.hongting.provisioning.identity.Identity;
import org.hongting.provisioning.identity.IdentityStore;
import org.hongting.provisioning.identity.TerminalKey;
import org.hongting.testing.VirtualScheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalKeeperTest {
    private static final Duration LIFE = Duration.ofDays(180);

    @TempDir
    Path folder;

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final ToldCentre centre = new ToldCentre();
    private final Ears ears = new Ears();
    private SiteAuthority site;
    private TerminalKey key;
    private Identity identity;
    private Instant begun = TestSite.NOW;

    @BeforeEach
    void claim() throws Exception {
        site = TestSite.open(folder.resolve("site"));
        key = IdentityStore.open(folder.resolve("terminal")).key(new SecureRandom());
        identity = granted(TestSite.NOW);
    }

    private Identity granted(Instant now) {
        return Identity.of(
                key,
                site.welcome(
                        CertificateRequest.parse(key.certificateRequest()),
                        new Placement(new TerminalId("hall-1"), "一号机", "", new MqttEndpoint("localhost", 8883)),
                        now));
    }

    private RenewalKeeper keeper() {
        return new RenewalKeeper(centre, scheduler, new Random(4), identity, ears);
    }

    private Instant now() {
        return begun.plusNanos(scheduler.nanoTime());
    }

    @Test
    void aCertificateIsDueAfterTwoThirdsOfItsLifeAndALittleMore() {
        for (int i = 0; i < 20; i++) {
            Identity one = granted(TestSite.NOW);
            Instant due = RenewalTime.of(one.certificate());
            assertThat(due)
                    .isAfterOrEqualTo(
                            TestSite.NOW.plus(LIFE.multipliedBy(2).dividedBy(3)).minusSeconds(3600))
                    .isBefore(TestSite.NOW.plus(LIFE.multipliedBy(3).dividedBy(4)))
                    .isEqualTo(RenewalTime.of(one.certificate()));
        }
    }

    @Test
    void nobodyIsAskedBeforeACertificateIsDueAndThenItIsRenewed() {
        keeper().start();
        scheduler.pass(Duration.ofDays(119));
        assertThat(centre.asked).isEmpty();

        Identity fresh = granted(now().plus(Duration.ofDays(10)));
        centre.answers.add(new RenewalOutcome.Renewed(fresh, TestSite.NOW));
        scheduler.pass(Duration.ofDays(12));

        assertThat(centre.asked).containsExactly("renew");
        assertThat(ears.heard).containsExactly("time " + TestSite.NOW, "renewed");
    }

    @Test
    void aCentreThatIsAwayIsAskedAgainEverMoreSeldomAndForAsLongAsItTakes() {
        begun = TestSite.NOW.plus(Duration.ofDays(150));
        keeper().start();
        scheduler.pass(Duration.ofMinutes(10));
        assertThat(centre.asked).hasSizeBetween(3, 10).containsOnly("renew");
        scheduler.pass(Duration.ofDays(1));
        assertThat(centre.asked).hasSizeBetween(24, 70);
    }

    @Test
    void aLineThatDoesNotComeUpIsAskedAboutAtOnceAndThenSeldom() {
        RenewalKeeper keeper = keeper();
        centre.answers.add(new RenewalOutcome.Told(Standing.REVOKED, TestSite.NOW));
        for (int second = 0; second < 30; second++) {
            keeper.troubled();
            scheduler.pass(Duration.ofSeconds(1));
        }
        assertThat(centre.asked).containsExactly("ask");
        assertThat(ears.heard).containsExactly("time " + TestSite.NOW, "REVOKED");
        keeper.calm();
        keeper.troubled();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(centre.asked).hasSize(2);
    }

    @Test
    void whoIsLetInNoMoreBecauseTheCertificateIsOverRenewsByTheCentresTimeWhateverItsOwnClockSays() {
        begun = Instant.EPOCH;
        Instant afterTheSummer = TestSite.NOW.plus(Duration.ofDays(250));
        centre.answers.add(new RenewalOutcome.Told(Standing.ENROLLED, afterTheSummer));
        centre.answers.add(new RenewalOutcome.Renewed(granted(afterTheSummer), afterTheSummer));
        RenewalKeeper keeper = keeper();

        keeper.start();
        keeper.troubled();
        scheduler.pass(Duration.ofSeconds(1));

        assertThat(centre.asked).containsExactly("ask", "renew");
        assertThat(keeper.identity().certificate().getNotAfter().toInstant()).isAfter(afterTheSummer);
    }

    @Test
    void whoIsEnrolledAndHasTimeLeftIsNotRenewedForATroubleOfTheNetwork() {
        centre.answers.add(new RenewalOutcome.Told(Standing.ENROLLED, TestSite.NOW));
        RenewalKeeper keeper = keeper();
        keeper.troubled();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(centre.asked).containsExactly("ask");
    }

    @Test
    void whoSaysFarewellHearsHowItStandsThen() {
        centre.answers.add(new RenewalOutcome.Told(Standing.RELEASED, TestSite.NOW));
        RenewalKeeper keeper = keeper();
        keeper.sayFarewell();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(centre.asked).containsExactly("farewell");
        assertThat(ears.heard).contains("RELEASED");
    }

    /// Answers in turn, and is away after the last answer.
    private static final class ToldCentre implements RenewalKeeper.Centre {
        private final Deque<RenewalOutcome> answers = new ArrayDeque<>();
        private final List<String> asked = new ArrayList<>();

        @Override
        public RenewalOutcome ask(URI address, Identity identity) {
            return next("ask");
        }

        @Override
        public RenewalOutcome renew(URI address, Identity identity) {
            return next("renew");
        }

        @Override
        public RenewalOutcome sayFarewell(URI address, Identity identity) {
            return next("farewell");
        }

        private RenewalOutcome next(String what) {
            asked.add(what);
            RenewalOutcome answer = answers.poll();
            return answer == null ? new RenewalOutcome.Postponed(Obstacle.UNREACHABLE) : answer;
        }
    }

    private final class Ears implements RenewalKeeper.Owner {
        private final List<String> heard = new ArrayList<>();

        @Override
        public Optional<URI> centre() {
            return Optional.of(URI.create("https://localhost:8443"));
        }

        @Override
        public Instant now() {
            return RenewalKeeperTest.this.now();
        }

        @Override
        public void centreTime(Instant time) {
            heard.add("time " + time);
        }

        @Override
        public void renewed(Identity fresh) {
            heard.add("renewed");
        }

        @Override
        public void standing(Standing standing) {
            heard.add(standing.name());
        }
    }
}
