package org.hongting.protocol.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hongting.protocol.record.Digest;
import org.junit.jupiter.api.Test;

class LuckyDrawTest {
    private static final Digest SECRET = Digest.of(new byte[] {1});
    private static final String COMMITMENT = "b4316c680d0f10bf95f5cf2654579f453434986cad26b64441706ef7afdf72d4";
    private static final String LIST = "27fc62bf98e9147d9d00bd7d69579c946df2b8c0827b2132d9673de967c8e52e";
    private static final String[] WINNERS = {
        "2f0fd1e89b8de1d57292742ec380ea47", "f299791cddd3d6664f6670842812ef60", "452ba1ddef80246c48be7690193c76c1"
    };
    private static final List<String> TICKETS = IntStream.range(0, 50)
            .mapToObj(number -> Digest.of(new byte[] {(byte) number}).hex().substring(0, 32))
            .toList();

    @Test
    void secretListAndCallDecideTogetherAndTheOrderOfTheListDoesNot() {
        List<String> winners = LuckyDraw.winners(SECRET, TICKETS, "3 17 42", 3);

        assertThat(winners).hasSize(3).doesNotHaveDuplicates().isSubsetOf(TICKETS);
        assertThat(LuckyDraw.winners(SECRET, TICKETS.reversed(), "3 17 42", 3)).isEqualTo(winners);
        assertThat(LuckyDraw.winners(SECRET, TICKETS, "3 17 43", 3)).isNotEqualTo(winners);
        assertThat(LuckyDraw.winners(Digest.of(new byte[] {2}), TICKETS, "3 17 42", 3))
                .isNotEqualTo(winners);
        assertThat(LuckyDraw.winners(SECRET, TICKETS.subList(0, 49), "3 17 42", 3))
                .isNotEqualTo(winners);
    }

    @Test
    void everyTicketCanWin() {
        Set<String> winners = new HashSet<>();
        for (int call = 0; call < 600; call++) {
            winners.addAll(LuckyDraw.winners(SECRET, TICKETS, "call " + call, 1));
        }

        assertThat(winners).hasSize(TICKETS.size());
    }

    @Test
    void morePrizesThanTicketsAreRefused() {
        assertThatThrownBy(() -> LuckyDraw.winners(SECRET, TICKETS, "1", 51))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Computed once by another program (Python's hashlib) from the rule as it is written down.
    @Test
    void theWinnersAreThoseThatAnotherProgramComputes() {
        assertThat(LuckyDraw.commitment(SECRET).hex()).isEqualTo(COMMITMENT);
        assertThat(LuckyDraw.ticketsOf(TICKETS).hex()).isEqualTo(LIST);
        assertThat(LuckyDraw.winners(SECRET, TICKETS, "3 17 42", 3)).containsExactly(WINNERS);
    }
}
