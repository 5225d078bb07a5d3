package org.hongting.device.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;
import org.hongting.device.Backoff;
import org.hongting.device.DeviceFault.Kind;
import org.hongting.device.DeviceName;
import org.hongting.device.HeardByListener;
import org.hongting.device.Shown.CardShown;
import org.hongting.device.Shown.CardUnreadable;
import org.hongting.device.sim.PcscDaemon;
import org.hongting.device.sim.VirtualCard;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What only a smart-card reader can meet: no service, odd cards, cards that change hands quickly.
@RequiresTool({"pcscd", "vpcd-config"})
class PcscServiceTest {
    private static final Duration LONG = Duration.ofSeconds(12);
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(50), Duration.ofMillis(200));

    @BeforeEach
    void needOurOwn() {
        OwnPcscd.assume();
    }

    private static PcscReader cards() {
        return new PcscReader(new DeviceName("card"), QUICK);
    }

    private static CardShown card(int number) {
        return new CardShown(new byte[] {0x26, (byte) 0xDE, (byte) 0xFA, (byte) number});
    }

    @Test
    void aCardThatLiesThereWhenTheReaderOpensIsRead() throws Exception {
        HeardByListener heard = new HeardByListener();
        try (PcscDaemon _ = PcscDaemon.start();
                VirtualCard _ = VirtualCard.lay(VirtualCard.PORT, card(5).uid());
                PcscReader reader = cards()) {
            Thread.sleep(700); // longer than pcscd takes to notice a card
            reader.open(heard);
            assertThat(heard.awaitRead(LONG).shown()).isEqualTo(card(5));
        }
    }

    @Test
    void aCardOnTheSecondSlotIsReadToo() throws Exception {
        HeardByListener heard = new HeardByListener();
        try (PcscDaemon _ = PcscDaemon.start();
                PcscReader reader = cards()) {
            reader.open(heard);
            try (VirtualCard _ = VirtualCard.lay(VirtualCard.PORT + 1, card(6).uid())) {
                assertThat(heard.awaitRead(LONG).shown()).isEqualTo(card(6));
            }
        }
    }

    @Test
    void twoCardsAtOnceOnTwoSlotsAreBothRead() throws Exception {
        HeardByListener heard = new HeardByListener();
        try (PcscDaemon _ = PcscDaemon.start();
                PcscReader reader = cards()) {
            reader.open(heard);
            try (VirtualCard _ = VirtualCard.lay(VirtualCard.PORT, card(9).uid());
                    VirtualCard _ = VirtualCard.lay(VirtualCard.PORT + 1, card(10).uid())) {
                assertThat(List.of(
                                heard.awaitRead(LONG).shown(),
                                heard.awaitRead(LONG).shown()))
                        .containsExactlyInAnyOrder(card(9), card(10));
            }
        }
    }

    @Test
    void aCardPulledAwayWhileItIsReadIsUnreadableAndTheNextOneIsRead() throws Exception {
        HeardByListener heard = new HeardByListener();
        try (PcscDaemon _ = PcscDaemon.start();
                PcscReader reader = cards()) {
            reader.open(heard);
            try (VirtualCard pulled = VirtualCard.layFleeting(VirtualCard.PORT)) {
                assertThat(pulled.awaitAsked(LONG)).isTrue();
                assertThat(heard.awaitRead(LONG).shown()).isInstanceOf(CardUnreadable.class);
            }
            Thread.sleep(700); // longer than pcscd takes to notice that it has gone
            try (VirtualCard _ = VirtualCard.lay(VirtualCard.PORT, card(11).uid())) {
                assertThat(heard.awaitRead(LONG).shown()).isEqualTo(card(11));
            }
        }
    }

    /// The reason why this package does not use `javax.smartcardio`. If this fails, the JDK has learned to
    /// recover: see the package's page.
    @Test
    void theJdksOwnContextDoesNotSurviveARestartOfPcscd() throws Exception {
        System.setProperty(
                "sun.security.smartcardio.library",
                PcscLibrary.find().orElseThrow().toString());
        try (PcscDaemon first = PcscDaemon.start()) {
            CardTerminals terminals = TerminalFactory.getInstance("PC/SC", null).terminals();
            assertThat(terminals.list()).isNotEmpty();
            first.kill();
        }
        try (PcscDaemon _ = PcscDaemon.start()) {
            TerminalFactory renewed = TerminalFactory.getInstance("PC/SC", null);
            for (CardTerminals terminals : List.of(renewed.terminals(), renewed.terminals())) {
                assertThatThrownBy(terminals::list).isInstanceOf(CardException.class);
            }
        }
    }

    @Test
    void withoutPcscdTheReaderIsAbsentAndReadsOnceItRuns() throws Exception {
        HeardByListener heard = new HeardByListener();
        try (PcscReader reader = cards()) {
            reader.open(heard);
            assertThat(heard.awaitFault(LONG).kind()).isEqualTo(Kind.ABSENT);
            try (PcscDaemon _ = PcscDaemon.start()) {
                heard.awaitRecovery(LONG);
                try (VirtualCard _ = VirtualCard.lay(VirtualCard.PORT, card(7).uid())) {
                    assertThat(heard.awaitRead(LONG).shown()).isEqualTo(card(7));
                }
            }
        }
    }

    @Test
    void aCardThatTellsNoUidIsUnreadableAndTheNextOneIsRead() throws Exception {
        HeardByListener heard = new HeardByListener();
        try (PcscDaemon _ = PcscDaemon.start();
                PcscReader reader = cards()) {
            reader.open(heard);
            try (VirtualCard _ = VirtualCard.layUnreadable(VirtualCard.PORT)) {
                assertThat(heard.awaitRead(LONG).shown())
                        .isEqualTo(new CardUnreadable("the card tells no UID: status 6A81"));
            }
            try (VirtualCard _ = VirtualCard.lay(VirtualCard.PORT, card(8).uid())) {
                assertThat(heard.awaitRead(LONG).shown()).isEqualTo(card(8));
            }
        }
    }
}
