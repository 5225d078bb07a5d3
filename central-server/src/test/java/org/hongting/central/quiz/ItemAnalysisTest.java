package org.hongting.central.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.central.quiz.ItemAnalysis.Analysed;
import org.hongting.central.quiz.ItemAnalysis.Flag;
import org.hongting.central.quiz.ItemAnalysis.Item;
import org.hongting.central.quiz.ItemAnalysis.Sheet;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Question;
import org.junit.jupiter.api.Test;

class ItemAnalysisTest {
    private static final Question A = question("a", 0);
    private static final Question B = question("b", 0);
    private static final Question C = question("c", 0);
    private static final List<Question> ALL = List.of(A, B, C);

    private static Question question(String id, int right) {
        return new Question(
                new QuestionId(id),
                Question.Kind.SINGLE,
                "题 " + id,
                List.of("甲", "乙", "丙"),
                List.of(right),
                null,
                null,
                null);
    }

    private static Item item(Question question, int chosen) {
        return new Item(
                question.id(),
                question.right() != null && question.right().contains(chosen) ? 100 : 0,
                Optional.of(Answer.chosen(List.of(chosen))),
                1_000);
    }

    private static Sheet sheet(int... chosen) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            items.add(chosen[i] < 0 ? new Item(ALL.get(i).id(), 0, Optional.empty(), 0) : item(ALL.get(i), chosen[i]));
        }
        return new Sheet(items);
    }

    /// Four people by hand. Question A: 1 1 1 0; B: 1 1 0 0; C: 1 0 0 0. Scores 3, 2, 1, 0.
    /// 27 per cent of four is one: the best against the worst, 1 - 0 for each.
    /// A with the rest (B + C)/2 = 1, .5, 0, 0: means .75 and .375; covariance sum .375; squares .75 and .6875;
    /// r = .375 / sqrt(.75 * .6875) = .5222.
    @Test
    void facilityDiscriminationAndCorrelationAreWhatTheyAreByHand() {
        List<Analysed> analysed =
                ItemAnalysis.of(ALL, List.of(sheet(0, 0, 0), sheet(0, 0, 1), sheet(0, 1, 2), sheet(2, 1, -1)));

        assertThat(analysed).extracting(Analysed::facility).containsExactly(0.75, 0.5, 0.25);
        assertThat(analysed).allSatisfy(one -> assertThat(one.discrimination()).hasValue(1.0));
        assertThat(analysed.getFirst().correlation().orElseThrow()).isCloseTo(0.5222, within(0.0001));
        assertThat(analysed.getFirst().chosen()).containsExactly(3, 0, 1);
        assertThat(analysed.getLast().chosen()).containsExactly(1, 1, 1);
        assertThat(analysed.getLast().skipped()).isEqualTo(1);
        assertThat(analysed.getLast().flags()).containsExactly(Flag.TOO_FEW);
    }

    /// Of 100 people the upper and lower group have 27 each. The first 60 know A and B; C is answered right by the
    /// other
    /// 40 alone, who know nothing else.
    @Test
    void aQuestionThatOnlyThoseWhoKnowNothingElseAnswerIsFlagged() {
        List<Sheet> sheets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sheets.add(i < 60 ? sheet(0, 0, 1) : sheet(1, 1, 0));
        }
        Analysed odd = ItemAnalysis.of(ALL, sheets).getLast();

        assertThat(odd.facility()).isEqualTo(0.4);
        assertThat(odd.discrimination()).hasValue(-1.0);
        assertThat(odd.correlation().orElseThrow()).isCloseTo(-1, within(0.000001));
        assertThat(odd.flags()).containsExactlyInAnyOrder(Flag.NEGATIVE, Flag.KEY);
    }

    @Test
    void aQuestionThatEverybodyKnowsTellsNothingAndIsNotFlagged() {
        List<Sheet> sheets = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sheets.add(sheet(0, i % 2, i % 3));
        }
        Analysed easy = ItemAnalysis.of(ALL, sheets).getFirst();

        assertThat(easy.facility()).isEqualTo(1);
        assertThat(easy.discrimination()).hasValue(0);
        assertThat(easy.correlation()).isEmpty();
        assertThat(easy.flags()).isEmpty();
    }

    /// Four people at one question of three options and one with a blank: the second one said nothing in either, with
    /// an empty answer where the others have none. Facility 1/4 and 2/4 of all four who were asked, since a skip is
    /// worth nothing; options and skips together are the four.
    @Test
    void anEmptyAnswerIsSkippedWorthNothingAndNoDistractor() {
        Question blank = new Question(
                new QuestionId("d"),
                Question.Kind.FILL_IN,
                "题 d",
                null,
                null,
                null,
                List.of(List.of("一九二一"), List.of("上海")),
                null);
        List<Sheet> sheets = List.of(
                new Sheet(List.of(item(A, 0), filled(blank, 100, "一九二一", "上海"))),
                new Sheet(List.of(
                        new Item(A.id(), 0, Optional.of(Answer.chosen(List.of())), 9_000), filled(blank, 0, "", " "))),
                new Sheet(List.of(item(A, 1), filled(blank, 100, "一九二一", "上海"))),
                new Sheet(List.of(new Item(A.id(), 0, Optional.empty(), 0), filled(blank, 0, "", "北京"))));
        List<Analysed> analysed = ItemAnalysis.of(List.of(A, blank), sheets);

        assertThat(analysed).extracting(Analysed::asked).containsExactly(4, 4);
        assertThat(analysed).extracting(Analysed::skipped).containsExactly(2, 1);
        assertThat(analysed).extracting(Analysed::facility).containsExactly(0.25, 0.5);
        assertThat(analysed.getFirst().chosen()).containsExactly(1, 1, 0);
        assertThat(analysed.getFirst().median()).as("of those who answered").isEqualTo(1_000);
    }

    /// Of a hundred the upper 27 all skip a question or choose its key: skips are no answer that beats the key.
    @Test
    void skipsNeverBeatTheKey() {
        List<Sheet> sheets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Item skipped = new Item(C.id(), 0, Optional.of(Answer.chosen(List.of())), 1_000);
            sheets.add(new Sheet(
                    List.of(item(A, i < 50 ? 0 : 1), item(B, i < 50 ? 0 : 1), i == 0 ? item(C, 0) : skipped)));
        }
        assertThat(ItemAnalysis.of(ALL, sheets).getLast().flags()).isEmpty();
    }

    private static Item filled(Question question, int points, String... words) {
        return new Item(question.id(), points, Optional.of(Answer.filled(List.of(words))), 1_000);
    }

    @Test
    void onlyWhoWasAskedIsCountedAndTheMedianIsOfThoseWhoAnswered() {
        Item quick = new Item(A.id(), 100, Optional.of(Answer.chosen(List.of(0))), 4_000);
        Item slow = new Item(A.id(), 0, Optional.of(Answer.chosen(List.of(1))), 9_000);
        Item skipped = new Item(A.id(), 0, Optional.empty(), 0);
        List<Analysed> analysed = ItemAnalysis.of(
                ALL,
                List.of(
                        new Sheet(List.of(quick)),
                        new Sheet(List.of(slow)),
                        new Sheet(List.of(skipped)),
                        new Sheet(List.of(item(B, 0)))));

        assertThat(analysed).extracting(one -> one.question().id()).containsExactly(A.id(), B.id());
        assertThat(analysed.getFirst().asked()).isEqualTo(3);
        assertThat(analysed.getFirst().median()).isEqualTo(6_500);
        assertThat(analysed.getFirst().correlation()).isEmpty();
        assertThat(analysed.getLast().discrimination()).isEmpty();
    }
}
