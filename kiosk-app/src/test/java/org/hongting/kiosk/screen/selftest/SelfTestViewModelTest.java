package org.hongting.kiosk.screen.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hongting.protocol.record.TestVerdict;
import org.hongting.protocol.record.TestedPart;
import org.hongting.testing.VirtualScheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelfTestViewModelTest {
    private static final int FIELDS = SelfTestViewModel.COLUMNS * SelfTestViewModel.ROWS;

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final List<List<TestedPart>> ended = new ArrayList<>();
    private final SelfTestViewModel model = new SelfTestViewModel(scheduler, () -> {});
    private int sounds;

    @BeforeEach
    void begin() {
        model.begin(() -> sounds++, ended::add);
    }

    private void touchAll() {
        IntStream.range(0, FIELDS).forEach(model::touch);
    }

    @Test
    void whoeverTouchesHearsAndSeesHasTestedAllOfIt() {
        model.accept();
        touchAll();
        model.soundAgain();
        model.heard(true);
        model.seen(true);
        assertThat(sounds).isEqualTo(2);
        assertThat(ended)
                .singleElement()
                .satisfies(parts -> assertThat(parts)
                        .extracting(TestedPart::part, TestedPart::verdict)
                        .containsExactly(
                                tuple("touch", TestVerdict.FINE),
                                tuple("heard", TestVerdict.FINE),
                                tuple("seen", TestVerdict.FINE)));
        assertThat(model.page()).isEmpty();
    }

    @Test
    void whatNobodyDoesInTimeIsNotDoneAndEndsByItself() {
        scheduler.pass(SelfTestViewModel.PATIENCE);
        assertThat(model.page()).isEmpty();
        assertThat(ended)
                .singleElement()
                .satisfies(parts -> assertThat(parts)
                        .hasSize(3)
                        .allMatch(part -> part.verdict() == TestVerdict.NOT_DONE && "nobody".equals(part.why())));
    }

    @Test
    void aFieldThatIsTouchedGivesTimeAndOneThatCannotBeIsTold() {
        model.accept();
        for (int field = 0; field < FIELDS - 1; field++) {
            scheduler.pass(SelfTestViewModel.PATIENCE.minus(Duration.ofSeconds(1)));
            model.touch(field);
        }
        model.noMoreFields();
        model.heard(false);
        scheduler.pass(SelfTestViewModel.PATIENCE);
        assertThat(ended.getFirst())
                .extracting(TestedPart::part, TestedPart::verdict, TestedPart::why)
                .containsExactly(
                        tuple("touch", TestVerdict.DOUBTFUL, "missed"),
                        tuple("heard", TestVerdict.BROKEN, "not-heard"),
                        tuple("seen", TestVerdict.NOT_DONE, "nobody"));
        assertThat(ended.getFirst().getFirst().figures()).containsEntry("missed-fields", 1L);
    }

    @Test
    void whatIsPressedTwiceOrTooLateChangesNothing() {
        model.accept();
        model.decline();
        model.decline();
        model.touch(1);
        model.heard(true);
        model.seen(true);
        scheduler.pass(SelfTestViewModel.PATIENCE);
        assertThat(ended).hasSize(1);
    }
}
