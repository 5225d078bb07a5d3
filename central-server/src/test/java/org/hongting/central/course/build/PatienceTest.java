package org.hongting.central.course.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final CountDownLatch end = new CountDownLatch(1);

    /// Hears of no interruption, like a picture that is unpacked for ever.
    private Thread endless() {
        while (true) {
            try {
                end.await();
                return Thread.currentThread();
            } catch (InterruptedException e) {
                // Goes on.
            }
        }
    }

    @Test
    void whatIsGivenUpHoldsNobodyUntilAsManyAreStuckAsMayBeAndThenTheRestartIsNamed() throws IOException {
        Patience patience = new Patience(Duration.ofMillis(20));
        for (int i = 0; i < Patience.MOST; i++) {
            assertThat(patience.awaited(Thread::currentThread).isDaemon()).isTrue();
            assertThatThrownBy(() -> patience.awaited(this::endless)).hasMessageContaining("print it anew");
        }

        assertThatThrownBy(() -> patience.awaited(() -> "page")).hasMessageContaining("restart the server");

        end.countDown();
    }

    @Test
    void whatGoesWrongIsHeardAsItIs() {
        Patience patience = new Patience(Duration.ofSeconds(20));
        for (int i = 0; i <= Patience.MOST; i++) {
            assertThatThrownBy(() -> patience.awaited(() -> {
                        throw new StackOverflowError("deep");
                    }))
                    .isInstanceOf(StackOverflowError.class);
            assertThatThrownBy(() -> patience.awaited(() -> {
                        throw new IOException("no disk");
                    }))
                    .isInstanceOf(IOException.class);
        }
    }
}
