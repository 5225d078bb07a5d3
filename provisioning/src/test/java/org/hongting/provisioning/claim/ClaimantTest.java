package org.hongting.provisioning.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.protocol.claim.ClaimRefused.Reason;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.Inventory;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.KeyId;
import org.hongting.provisioning.CrashingFiles;
import org.hongting.provisioning.authority.TestSite;
import org.hongting.provisioning.claim.ClaimOutcome.Claimed;
import org.hongting.provisioning.claim.ClaimOutcome.Obstacle;
import org.hongting.provisioning.claim.ClaimOutcome.Postponed;
import org.hongting.provisioning.claim.ClaimOutcome.Refused;
import org.hongting.provisioning.identity.Identity;
import org.hongting.provisioning.identity.IdentityStore;
import org.hongting.provisioning.identity.TimeFloor;
import org.hongting.provisioning.storage.FileOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimantTest {
    private static final Inventory INVENTORY = new Inventory("kiosk-7", "Board", "hongting 0.1.0");
    private static final InstantSource CLOCK = InstantSource.fixed(TestSite.NOW);

    @TempDir
    Path folder;

    private ClaimingCentre centre;
    private Path ticketFile;
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void openTheCentre() throws Exception {
        centre = new ClaimingCentre(folder.resolve("authority"), List.of("localhost", "127.0.0.1"));
        ticketFile = ClaimingCentre.write(folder.resolve("claim.json"), centre.ticket());
    }

    @AfterEach
    void closeTheCentre() {
        centre.close();
    }

    @Test
    void aTicketBecomesAnIdentityAndIsGone() throws Exception {
        Identity identity = claimed(claimant("terminal").attempt());

        assertThat(identity.terminal()).isEqualTo(ClaimingCentre.HALL);
        assertThat(identity.name()).isEqualTo("礼堂一号机");
        assertThat(identity.siteNumber()).isEqualTo(centre.site.siteNumber());
        assertThat(identity.serverKeys().find(centre.site.serverSigner().key())).isNotNull();
        assertThat(identity.serverKeys().find(centre.site.badgeSigner().key())).isNull();
        assertThat(identity.serverKeys()
                        .find(KeyId.of(centre.site.siteRootCertificate().getPublicKey())))
                .isNull();
        assertThat(ticketFile).doesNotExist();
        assertThat(store("terminal", FileOperations.real()).load())
                .hasValueSatisfying(held -> assertThat(held.certificate()).isEqualTo(identity.certificate()));
    }

    @Test
    void whatLiesOnTheDiskIsTheTerminalsOwn() throws Exception {
        claimant("terminal").attempt();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("terminal"))))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder.resolve("terminal"))) {
            assertThat(files.toList())
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void anotherMachineWithTheSameTicketIsRefused() throws Exception {
        claimant("terminal").attempt();
        ClaimingCentre.write(ticketFile, centre.ticket());

        assertThat(claimant("copy").attempt()).isEqualTo(new Refused(Reason.NOT_FOR_THIS_KEY));
        assertThat(store("copy", FileOperations.real()).load()).isEmpty();
        assertThat(ticketFile).exists();
    }

    @Test
    void theSameMachineMayAskAgainUntilTheExpiry() throws Exception {
        centre.answer = body -> "lost on the way".getBytes(StandardCharsets.UTF_8);
        assertThat(claimant("terminal").attempt()).isEqualTo(new Postponed(Obstacle.BAD_ANSWER));
        centre.answer = body -> body;

        assertThat(claimed(claimant("terminal").attempt()).terminal()).isEqualTo(ClaimingCentre.HALL);
        assertThat(centre.askedBy.stream().distinct()).hasSize(1);
    }

    @Test
    void theCentreKnowsWhenATokenIsOver() throws Exception {
        centre.now = ClaimingCentre.EXPIRES;

        assertThat(claimant("terminal").attempt()).isEqualTo(new Refused(Reason.EXPIRED_TOKEN));
    }

    @Test
    void anExpiredTicketIsNotEvenShown() throws Exception {
        Claimant late = claimant("terminal", FileOperations.real(), InstantSource.fixed(ClaimingCentre.EXPIRES));

        assertThat(late.attempt()).isEqualTo(new ClaimOutcome.Expired());
        assertThat(centre.askedBy).isEmpty();
    }

    @Test
    void aCentreOfAnotherAuthorityHearsNothing() throws Exception {
        ClaimingCentre.write(ticketFile, centre.ticket(Digest.of(new byte[] {1})));

        assertThat(claimant("terminal").attempt()).isEqualTo(new Postponed(Obstacle.UNTRUSTED));
        assertThat(centre.askedBy).isEmpty();
    }

    @Test
    void theRightAuthorityUnderTheWrongNameHearsNothing() throws Exception {
        try (ClaimingCentre elsewhere = new ClaimingCentre(folder.resolve("authority"), List.of("elsewhere.example"))) {
            ClaimingCentre.write(ticketFile, elsewhere.ticket());

            assertThat(claimant("terminal").attempt()).isEqualTo(new Postponed(Obstacle.UNTRUSTED));
            assertThat(elsewhere.askedBy).isEmpty();
        }
    }

    @Test
    void aClockInNineteenSeventyClaimsThroughTheFloor() throws Exception {
        InstantSource wrong = InstantSource.fixed(Instant.EPOCH);

        assertThat(claimant("hopeless", FileOperations.real(), wrong).attempt())
                .isEqualTo(new Postponed(Obstacle.UNTRUSTED));
        assertThat(claimant(
                                "terminal",
                                FileOperations.real(),
                                TimeFloor.ofBuild().over(wrong))
                        .attempt())
                .isInstanceOf(Claimed.class);
    }

    @Test
    void answersThatDoNotHoldTogetherAreNotKept() throws Exception {
        ClaimResponse[] seen = new ClaimResponse[1];
        centre.answer = body -> {
            ClaimResponse good = ClaimResponse.read(body);
            if (seen[0] == null) {
                seen[0] = good;
                return "{}".getBytes(StandardCharsets.UTF_8);
            }
            return new ClaimResponse(
                            new TerminalId("hall-2"),
                            good.name(),
                            good.place(),
                            good.certificates(),
                            good.site(),
                            good.mqtt())
                    .write();
        };
        for (int i = 0; i < 2; i++) {
            assertThat(claimant("terminal").attempt()).isEqualTo(new Postponed(Obstacle.BAD_ANSWER));
        }
        centre.answer = body -> new byte[ClaimResponse.MAX_BYTES + 1];

        assertThat(claimant("terminal").attempt()).isEqualTo(new Postponed(Obstacle.UNREACHABLE));
        assertThat(store("terminal", FileOperations.real()).load()).isEmpty();
        assertThat(ticketFile).exists();
    }

    @Test
    void aTicketThatIsReplacedIsNotHeldOnTo() throws Exception {
        ClaimingCentre.write(ticketFile, centre.ticket(Digest.of(new byte[] {1})));
        Claimant mistaken = claimant("terminal");
        List<Obstacle> heard = new ArrayList<>();

        ClaimOutcome outcome = mistaken.claim((obstacle, wait) -> {
            assertThat(heard).as("attempts with the old ticket").isEmpty();
            heard.add(obstacle);
            replaceTicket();
        });

        assertThat(outcome).isEqualTo(new Postponed(Obstacle.UNTRUSTED));
        assertThat(claimant("terminal").attempt()).isInstanceOf(Claimed.class);
    }

    private void replaceTicket() {
        try {
            ClaimingCentre.write(ticketFile, centre.ticket());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aClaimGoesOnUntilTheCentreAnswers() throws Exception {
        int[] answers = {0};
        centre.answer = body -> answers[0]++ < 3 ? new byte[0] : body;
        List<Obstacle> heard = new ArrayList<>();

        ClaimOutcome outcome = claimant("terminal").claim((obstacle, wait) -> heard.add(obstacle));

        assertThat(outcome).isInstanceOf(Claimed.class);
        assertThat(heard).containsExactly(Obstacle.BAD_ANSWER, Obstacle.BAD_ANSWER, Obstacle.BAD_ANSWER);
        assertThat(pauses).hasSize(3).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) >= 0);
    }

    @Test
    void nobodyThereIsToldApart() throws Exception {
        centre.close();

        assertThat(claimant("terminal").attempt()).isEqualTo(new Postponed(Obstacle.UNREACHABLE));
    }

    @Test
    void aPowerCutBetweenAnyTwoStepsLeavesTheSameTerminalAndNoHalfIdentity() throws Exception {
        int step = 0;
        for (boolean cut = true; cut; step++) {
            ClaimingCentre.write(ticketFile, centre.ticket());
            String directory = "terminal";
            cut = attemptCutBefore(step, directory);
            if (Files.exists(ticketFile)) {
                claimant(directory).attempt();
            }
            assertThat(store(directory, FileOperations.real()).load())
                    .hasValueSatisfying(held -> assertThat(held.terminal()).isEqualTo(ClaimingCentre.HALL));
            assertThat(ticketFile).doesNotExist();
            Files.deleteIfExists(folder.resolve(directory).resolve("identity.json"));
        }
        assertThat(step).isGreaterThan(6);
        assertThat(centre.askedBy.stream().distinct()).hasSize(1);
    }

    @Test
    void aPowerCutWhileTheKeyIsMadeLeavesNoHalfKey() throws Exception {
        for (int step = 1; step <= 4; step++) {
            String directory = "cut-" + step;
            CrashingFiles files = CrashingFiles.cutBefore(step);
            assertThatThrownBy(() -> claimant(directory, files, CLOCK).attempt())
                    .isInstanceOf(CrashingFiles.PowerCut.class);
            assertThat(centre.askedBy).isEmpty();
            assertThat(store(directory, FileOperations.real()).key(new SecureRandom()))
                    .isNotNull();
        }
    }

    @Test
    void aDiskThatRefusesIsSaidAndTheClaimGoesOnWhenItHeals() throws Exception {
        assertThat(claimant("terminal", CrashingFiles.refusing(1), CLOCK).attempt())
                .isEqualTo(new Postponed(Obstacle.DISK));
        assertThat(claimant("terminal", CrashingFiles.refusing(5), CLOCK).attempt())
                .isEqualTo(new Postponed(Obstacle.DISK));
        assertThat(claimant("terminal").attempt()).isInstanceOf(Claimed.class);
    }

    @Test
    void aTicketThatCannotBeDeletedIsSaid() throws Exception {
        claimant("terminal").attempt();
        ClaimingCentre.write(ticketFile, centre.ticket());

        ClaimOutcome outcome =
                claimant("terminal", CrashingFiles.refusing(0), CLOCK).attempt();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Claimed.class,
                        claimed -> assertThat(claimed.ticketRemains()).isTrue());
    }

    @Test
    void aTicketThatOthersMayReadIsSaid() throws IOException {
        Files.setPosixFilePermissions(ticketFile, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(ClaimFile.find(ticketFile))
                .hasValueSatisfying(file -> assertThat(file.openToOthers()).isTrue());
        Files.setPosixFilePermissions(ticketFile, PosixFilePermissions.fromString("rw-------"));
        assertThat(ClaimFile.find(ticketFile))
                .hasValueSatisfying(file -> assertThat(file.openToOthers()).isFalse());
    }

    @Test
    void whatIsNoTicketIsAFaultThatDoesNotQuoteIt() throws IOException {
        assertThat(ClaimFile.find(folder.resolve("absent.json"))).isEmpty();
        Files.writeString(ticketFile, "secret");
        assertThatThrownBy(() -> ClaimFile.find(ticketFile))
                .isInstanceOf(ClaimFault.class)
                .hasMessageNotContaining("secret");
        Files.write(ticketFile, new byte[100_000]);
        assertThatThrownBy(() -> ClaimFile.find(ticketFile)).isInstanceOf(ClaimFault.class);
    }

    private boolean attemptCutBefore(int step, String directory) throws InterruptedException {
        try {
            claimant(directory, CrashingFiles.cutBefore(step), CLOCK).attempt();
            return false;
        } catch (CrashingFiles.PowerCut e) {
            return true;
        }
    }

    private Claimant claimant(String directory) {
        return claimant(directory, FileOperations.real(), CLOCK);
    }

    private Claimant claimant(String directory, FileOperations operations, InstantSource time) {
        return new Claimant(
                ClaimFile.find(ticketFile, operations).orElseThrow(),
                store(directory, operations),
                INVENTORY,
                time,
                new SecureRandom(),
                pauses::add);
    }

    private IdentityStore store(String directory, FileOperations operations) {
        return IdentityStore.open(folder.resolve(directory), operations);
    }

    private static Identity claimed(ClaimOutcome outcome) {
        assertThat(outcome).isInstanceOf(Claimed.class);
        return ((Claimed) outcome).identity();
    }
}
