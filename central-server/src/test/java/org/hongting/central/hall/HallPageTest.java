package org.hongting.central.hall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hongting.central.draw.Draw;
import org.hongting.central.draw.DrawBook;
import org.hongting.protocol.record.Digest;
import org.junit.jupiter.api.Test;

/// A list of 120 people, as a phone turns its pages.
class HallPageTest {
    private static final Draw.Step STEP = new Draw.Step(Instant.EPOCH, "admin", "e/1");
    private static final Draw DRAW = new Draw(
            Draw.idOf("1a2b3c4d5e6f"),
            "年终抽奖",
            List.of("一等奖"),
            Digest.of("secret".getBytes(UTF_8)),
            STEP,
            Optional.of(new Draw.Closed(Digest.of("list".getBytes(UTF_8)), 120, STEP)),
            Optional.empty(),
            Optional.empty());
    private static final DrawBook.Page PAGE = new DrawBook.Page(
            DRAW,
            IntStream.range(0, 120)
                    .mapToObj(i -> new DrawBook.Line(i < 70 ? "张*" : "李*", "学生第一党支部", "%032x".formatted(i)))
                    .toList(),
            List.of(),
            Optional.empty());

    private static List<Integer> shown(HallPage page) {
        return List.of(page.number(), page.from(), page.to(), page.found());
    }

    @Test
    void everyPageHasItsOwnLinesAndOneThatIsNotThereIsTheNearest() {
        assertThat(shown(HallPage.of(PAGE, "", 1))).containsExactly(1, 1, 50, 120);
        assertThat(shown(HallPage.of(PAGE, "", 2))).containsExactly(2, 51, 100, 120);
        HallPage last = HallPage.of(PAGE, "", 99);
        assertThat(shown(last)).containsExactly(3, 101, 120, 120);
        assertThat(last.hasMore()).isFalse();
        assertThat(HallPage.of(PAGE, "", 2).hasMore()).isTrue();
        assertThat(shown(HallPage.of(PAGE, "张", 2))).containsExactly(2, 51, 70, 70);
        assertThat(shown(HallPage.of(PAGE, "赵", 5))).containsExactly(1, 1, 0, 0);
    }

    @Test
    void digitsStandInGroupsOfFourAndNoUnitIsShown() {
        HallPage page = HallPage.of(PAGE, "0000 0000", 1);
        assertThat(page.lines().getFirst().groups()).hasSize(8).allMatch(group -> group.length() == 4);
        assertThat(page.lines().toString()).doesNotContain("支部");
        assertThat(String.join("", page.commitment()))
                .isEqualTo(DRAW.commitment().hex());
        assertThat(page.list()).hasSize(16);
        assertThat(page.secret()).isEmpty();
        assertThat(page.draw().path()).isEqualTo("/draw/1a2b3c4d5e6f");
    }
}
