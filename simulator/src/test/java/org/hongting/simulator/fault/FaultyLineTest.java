package org.hongting.simulator.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.hongting.simulator.fault.LineTrouble.Way;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyLineTest {
    private static final int SILENCE_MILLIS = 150;

    private ServerSocket centre;
    private FaultyLine line;

    @BeforeEach
    void lay() throws IOException {
        centre = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        line = FaultyLine.to(centre.getLocalPort());
    }

    @AfterEach
    void takeUp() throws IOException {
        line.close();
        centre.close();
    }

    /// Both ends of one connection through the line.
    private record Ends(Socket terminal, Socket centre) implements AutoCloseable {
        void toCentre(String text) throws IOException {
            terminal.getOutputStream().write(text.getBytes(US_ASCII));
        }

        void toTerminal(String text) throws IOException {
            centre.getOutputStream().write(text.getBytes(US_ASCII));
        }

        String atCentre(int length) throws IOException {
            return new String(centre.getInputStream().readNBytes(length), US_ASCII);
        }

        String atTerminal(int length) throws IOException {
            return new String(terminal.getInputStream().readNBytes(length), US_ASCII);
        }

        @Override
        public void close() throws IOException {
            terminal.close();
            centre.close();
        }
    }

    private Ends connect() throws IOException {
        Socket terminal = new Socket(InetAddress.getLoopbackAddress(), line.port());
        return new Ends(terminal, centre.accept());
    }

    @Test
    void aWellLineCarriesBothWays() throws IOException {
        try (Ends ends = connect()) {
            ends.toCentre("hello");
            ends.toTerminal("welcome");
            assertThat(ends.atCentre(5)).isEqualTo("hello");
            assertThat(ends.atTerminal(7)).isEqualTo("welcome");
        }
    }

    @Test
    void whatIsDelayedComesLaterAndInOrder() throws IOException {
        try (Ends ends = connect()) {
            line.suffer(new LineTrouble.Delayed(Duration.ofMillis(SILENCE_MILLIS)));
            long began = System.nanoTime();
            ends.toCentre("one");
            ends.toCentre("two");
            assertThat(ends.atCentre(6)).isEqualTo("onetwo");
            assertThat(System.nanoTime() - began)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(SILENCE_MILLIS).toNanos());
        }
    }

    @Test
    void aHalfOpenConnectionLosesOneWayAndNeverComesBackWhileANewOneDoes() throws IOException {
        try (Ends ends = connect()) {
            line.suffer(new LineTrouble.HalfOpen(Way.TO_CENTRE));
            ends.toCentre("lost");
            ends.toTerminal("heard");
            assertThat(ends.atTerminal(5)).isEqualTo("heard");
            line.heal();
            ends.toCentre("lost too");
            ends.centre().setSoTimeout(SILENCE_MILLIS);
            assertThatThrownBy(() -> ends.atCentre(1)).isInstanceOf(SocketTimeoutException.class);
        }
        try (Ends anew = connect()) {
            anew.toCentre("here");
            assertThat(anew.atCentre(4)).isEqualTo("here");
        }
    }

    @Test
    void aTruncatedConnectionEndsInTheMiddle() throws IOException {
        try (Ends ends = connect()) {
            line.suffer(new LineTrouble.Truncated(3));
            ends.toCentre("whole");
            assertThat(ends.atCentre(5)).isEqualTo("who");
            assertThat(ends.centre().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aResetConnectionBreaksAtBothEnds() throws IOException {
        try (Ends ends = connect()) {
            line.suffer(new LineTrouble.Reset(0));
            ends.toCentre("whole");
            assertThatThrownBy(() -> ends.atCentre(1)).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> ends.atTerminal(1)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aPulledLineClosesWhatWasOpenAndTakesNobodyUntilItIsPluggedIn() throws IOException {
        try (Ends ends = connect()) {
            line.pull();
            assertThat(line.isPulled()).isTrue();
            assertThat(ends.atTerminal(1)).isEmpty();
        }
        line.plugIn();
        try (Ends ends = connect()) {
            ends.toCentre("again");
            assertThat(ends.atCentre(5)).isEqualTo("again");
        }
    }
}
