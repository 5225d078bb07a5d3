package org.hongting.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.hongting.device.Shown.CardShown;
import org.hongting.device.Shown.CodeShown;
import org.hongting.device.sim.SimulatedReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every reader promises, run against each of them with its hardware played by a [Stage].
public abstract class ReaderContract {
    protected static final Backoff QUICK = new Backoff(Duration.ofMillis(50), Duration.ofMillis(200));
    private static final Duration LONG = Duration.ofSeconds(12);

    private final HeardByListener heard = new HeardByListener();
    private Stage stage;
    private CredentialReader reader;

    /// The hardware of one reader, present at first.
    public interface Stage {
        CredentialReader reader();

        /// Shows a credential and takes it away again once it may have been read.
        ///
        /// @return what the reader must tell
        Shown show(int number) throws Exception;

        void vanish() throws Exception;

        void comeBack() throws Exception;

        /// Clears everything away.
        void close() throws Exception;
    }

    protected abstract Stage stage() throws Exception;

    @BeforeEach
    void setTheStage() throws Exception {
        stage = stage();
        reader = stage.reader();
    }

    @AfterEach
    void clearTheStage() throws Exception {
        // JUnit comes here too when the stage could not be set.
        if (reader != null) {
            reader.close();
        }
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void whatIsShownIsHeardOnceOnTheReadersOwnThread() throws Exception {
        reader.open(heard);
        long before = System.nanoTime();
        Shown first = stage.show(1);
        assertRead(first, before);
        Shown second = stage.show(2);
        assertRead(second, before);
        assertThat(second).isNotEqualTo(first);
        assertThat(heard.rest()).isEmpty();
        assertThat(heard.threads()).doesNotContain(Thread.currentThread());
        assertThat(heard.threads().stream().distinct()).hasSize(1);
    }

    @Test
    void aReaderThatVanishesIsReportedOnceComesBackByItselfAndReadsAgain() throws Exception {
        reader.open(heard);
        assertRead(stage.show(1), 0);
        for (int round = 2; round < 4; round++) {
            stage.vanish();
            DeviceFault fault = heard.awaitFault(LONG);
            assertThat(fault.device()).isEqualTo(reader.name());
            assertThat(fault.reason()).isNotBlank();
            Thread.sleep(300);
            assertThat(heard.rest()).isEmpty();
            stage.comeBack();
            assertThat(heard.awaitRecovery(LONG)).isEqualTo(reader.name());
            assertRead(stage.show(round), 0);
        }
    }

    @Test
    void aListenerThatThrowsDoesNotHarmTheReader() throws Exception {
        heard.throwFromNowOn(true);
        reader.open(heard);
        assertRead(stage.show(1), 0);
        assertRead(stage.show(2), 0);
    }

    @Test
    void closingEndsTheThreadAndNothingIsHeardAfterwards() throws Exception {
        reader.open(heard);
        assertRead(stage.show(1), 0);
        Thread thread = heard.threads().getFirst();
        reader.close();
        reader.close();
        assertThat(thread.isAlive()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(Thread::isAlive)
                        .filter(other -> other.getName().endsWith("-" + reader.name())))
                .isEmpty();
        assertThat(heard.rest()).isEmpty();
        assertThatThrownBy(() -> reader.open(heard)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whileOneReaderIsGoneAnotherGoesOn() throws Exception {
        SimulatedReader other = new SimulatedReader(new DeviceName("other"));
        try (Readers both = new Readers(List.of(reader, other))) {
            both.open(heard);
            assertRead(stage.show(1), 0);
            stage.vanish();
            heard.awaitFault(LONG);
            assertThat(both.faults()).hasSize(1);
            other.show(new CodeShown("314", Shown.Source.SCANNER));
            assertThat(heard.awaitRead(LONG).device()).isEqualTo(other.name());
            stage.comeBack();
            heard.awaitRecovery(LONG);
            assertThat(both.faults()).isEmpty();
        }
    }

    private void assertRead(Shown expected, long notBefore) {
        CredentialRead read = heard.awaitRead(LONG);
        assertThat(read.shown()).isEqualTo(expected);
        assertThat(read.device()).isEqualTo(reader.name());
        assertThat(read.simulated()).isEqualTo(reader instanceof SimulatedReader);
        assertThat(read.readAtNanos() - System.nanoTime()).isNegative();
        if (notBefore != 0) {
            assertThat(read.readAtNanos() - notBefore).isPositive();
        }
    }

    protected static CardShown card(int number) {
        return new CardShown(new byte[] {0x51, (byte) 0xE6, (byte) 0x96, (byte) number});
    }
}
