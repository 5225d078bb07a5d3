package org.hongting.device.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceName;
import org.hongting.device.ReaderContract;
import org.hongting.device.Shown;
import org.junit.jupiter.api.Test;

class SimulatedReaderTest extends ReaderContract {
    @Override
    protected Stage stage() {
        SimulatedReader reader = new SimulatedReader(new DeviceName("simulated"));
        return new Stage() {
            @Override
            public CredentialReader reader() {
                return reader;
            }

            @Override
            public Shown show(int number) {
                assertThat(reader.show(card(number))).isTrue();
                return card(number);
            }

            @Override
            public void vanish() {
                reader.vanish("unplugged by the test");
            }

            @Override
            public void comeBack() {
                reader.returnBack();
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void nobodyCanShowAnythingToAVanishedReader() {
        try (SimulatedReader reader = new SimulatedReader(new DeviceName("gone"))) {
            reader.vanish("unplugged by the test");
            assertThat(reader.show(card(1))).isFalse();
        }
    }
}
