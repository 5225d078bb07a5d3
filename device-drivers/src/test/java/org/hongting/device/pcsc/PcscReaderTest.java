package org.hongting.device.pcsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceName;
import org.hongting.device.ReaderContract;
import org.hongting.device.Shown;
import org.hongting.device.sim.PcscDaemon;
import org.hongting.device.sim.VirtualCard;
import org.hongting.testing.RequiresTool;

/// The real pcscd and the real `libpcsclite`; only the card is played, through vpcd. Vanishing is a pcscd
/// that is killed.
@RequiresTool({"pcscd", "vpcd-config"})
class PcscReaderTest extends ReaderContract {
    private static final Duration LONG = Duration.ofSeconds(12);

    @Override
    protected Stage stage() throws Exception {
        OwnPcscd.assume();
        return new CardsBeforePcscd();
    }

    private static final class CardsBeforePcscd implements Stage {
        private final CredentialReader reader = new PcscReader(new DeviceName("card"), QUICK);
        private PcscDaemon daemon = PcscDaemon.start();

        CardsBeforePcscd() throws Exception {}

        @Override
        public CredentialReader reader() {
            return reader;
        }

        @Override
        public Shown show(int number) throws Exception {
            try (VirtualCard card =
                    VirtualCard.lay(VirtualCard.PORT, card(number).uid())) {
                assertThat(card.awaitAsked(LONG)).isTrue();
            }
            return card(number);
        }

        @Override
        public void vanish() {
            assertThat(daemon.isOwn()).isTrue();
            daemon.kill();
            daemon.close();
        }

        @Override
        public void comeBack() throws Exception {
            daemon = PcscDaemon.start();
        }

        @Override
        public void close() {
            daemon.close();
        }
    }
}
