package org.hongting.provisioning.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.protocol.health.ClockHealth;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.Ending;
import org.hongting.protocol.health.LinkHealth;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.RunHealth;
import org.hongting.protocol.health.ScreenHealth;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.KeyId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Health;
import org.hongting.protocol.wire.Topic;
import org.hongting.provisioning.health.HealthPace.Pace;
import org.hongting.provisioning.health.HealthPace.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthPaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final TerminalId TERMINAL = new TerminalId("lecture-building-east-hall-12");
    private static final EpochId RUN = new EpochId("00112233445566778899aabbccddeeff");
    private static final Instant CERTIFICATE_END = Instant.parse("2027-02-20T00:00:00Z");
    private static final RunHealth RUNNING = new RunHealth(
            "power-cut", "0.1.0", "Raspberry Pi 5 Model B Rev 1.0", "Debian GNU/Linux 13 (trixie)", "25.0.1", null);

    /// The length of a real signature, and nothing behind it.
    private static final Signer SIGNER = new Signer() {
        @Override
        public KeyId key() {
            return new KeyId("0011223344556677");
        }

        @Override
        public byte[] sign(byte[] message) {
            return new byte[P256.SIGNATURE_BYTES];
        }
    };

    /// A segment of TCP and its acknowledgement with the headers of Ethernet's payload, a record of TLS 1.3, and MQTT's
    /// own header with the length of the topic.
    private static final int AROUND_EACH = 40 + 40 + 22 + 8;

    private final HealthPace pace = new HealthPace(Pace.STANDARD, 0);

    private static Vitals vitals(int celsius, long free, boolean reader) {
        return new Vitals(
                new MachineHealth(celsius, 0, 3792, free, 210),
                new DiskHealth(29_000, 21_500, false, 870L, null),
                new ClockHealth(ClockQuality.SYNCED, -12L),
                new LinkHealth(0, 0, 1, null, -61, CERTIFICATE_END),
                List.of(
                        new DeviceHealth("keyboard", DeviceHealth.READER, true, null),
                        new DeviceHealth("card", DeviceHealth.READER, reader, 7_200L),
                        new DeviceHealth("camera", DeviceHealth.CAMERA, true, 86_400L)),
                new ScreenHealth("es2", 0, 0),
                RUNNING);
    }

    @Test
    void theFirstWordIsWholeAndTheNextOneTenMinutesLater() {
        Vitals calm = vitals(50, 2048, true);

        assertThat(pace.next(calm, 0)).contains(new Word(true, calm));
        assertThat(pace.next(calm, 599 * SECOND)).isEmpty();
        assertThat(pace.next(calm, 600 * SECOND)).contains(new Word(true, calm));
    }

    @Test
    void whatChangedIsSaidAfterTenSecondsAndNothingElseWithIt() {
        pace.next(vitals(50, 2048, true), 0);

        Vitals unplugged = vitals(50, 2048, false);
        assertThat(pace.next(unplugged, 9 * SECOND)).isEmpty();
        Vitals said = pace.next(unplugged, 10 * SECOND).orElseThrow().vitals();
        assertThat(said.devices()).isEqualTo(unplugged.devices());
        assertThat(said.machine()).isNull();
        assertThat(said.run()).isNull();
        assertThat(pace.next(unplugged, 20 * SECOND)).isEmpty();
    }

    @Test
    void whatWaversAboutABorderIsSaidOnce() {
        pace.next(vitals(50, 2048, true), 0);
        List<Word> said = new ArrayList<>();
        for (int i = 1; i < 59; i++) {
            pace.next(vitals(i % 2 == 0 ? 53 : 51, 2048, true), i * 10L * SECOND)
                    .ifPresent(said::add);
        }

        assertThat(said).hasSize(1);
    }

    @Test
    void whoeverMayKnowNothingHearsEverything() {
        Vitals calm = vitals(50, 2048, true);
        pace.next(calm, 0);
        pace.beginAgain();

        assertThat(pace.next(calm, SECOND)).contains(new Word(true, calm));
    }

    @Test
    void theLastWordSaysHowItEndsAndWaitsForNothing() {
        pace.next(vitals(50, 2048, true), 0);

        RunHealth ended = RUNNING.ending(Ending.RESTART);
        assertThat(pace.last(ended)).isEqualTo(new Word(false, new Vitals(null, null, null, null, null, null, ended)));
    }

    /// Whatever is measured, whoever puts the words together knows it to within a step, and at the next whole word
    /// exactly.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsHeardIsWhatIs(long seed) {
        Random random = new Random(seed);
        Vitals heard = Vitals.NONE;
        Vitals measured = vitals(50, 2048, true);
        for (int i = 0; i < 5_000; i++) {
            if (random.nextInt(20) == 0) {
                measured = vitals(40 + random.nextInt(40), 1000 + random.nextInt(1000), random.nextBoolean());
            }
            Optional<Word> word = pace.next(measured, i * 10L * SECOND);
            if (word.isPresent()) {
                heard = heard.with(word.get().vitals());
                assertThat(word.get().whole() ? heard : measured).isEqualTo(measured);
            }
        }
        assertThat(heard.run()).isEqualTo(RUNNING);
    }

    @Test
    void anIdleMonthIsBelowTenMegabytes() {
        long bytes = monthOf(new Random(7), false);

        assertThat(bytes).isBetween(3_000_000L, 7_000_000L);
    }

    @Test
    void aMonthInWhichEverythingIsRestlessIsBelowTenMegabytesToo() {
        assertThat(monthOf(new Random(8), true)).isLessThan(10_000_000);
    }

    /// Thirty days, looked at every ten seconds, with what goes round each message counted.
    private long monthOf(Random random, boolean restless) {
        long bytes = 0;
        long number = 0;
        double celsius = 50;
        String topic = new Topic(TERMINAL, Channel.HEALTH).text();
        for (long second = 0; second < Duration.ofDays(30).toSeconds(); second += 10) {
            // A room that is warmer by day, and a fan that comes and goes.
            double room = 48 + 5 * Math.sin(second * 2 * Math.PI / 86_400);
            celsius += (room - celsius) * 0.02 + random.nextGaussian() * 0.4;
            Vitals measured = vitals(
                    restless ? 30 + random.nextInt(60) : (int) Math.round(celsius),
                    restless ? random.nextInt(3_000) : 2_000 + random.nextInt(60),
                    !restless || random.nextBoolean());
            Optional<Word> word = pace.next(measured, second * SECOND);
            if (word.isPresent()) {
                number++;
                Health health = new Health(
                        TERMINAL, RUN, number, word.get().whole(), word.get().vitals());
                bytes += health.seal(SIGNER).length + topic.length() + AROUND_EACH;
            }
        }
        return bytes;
    }
}
