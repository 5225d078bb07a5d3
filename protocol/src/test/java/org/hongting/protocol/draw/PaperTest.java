package org.hongting.protocol.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.quiz.Questions;
import org.hongting.protocol.record.Digest;
import org.junit.jupiter.api.Test;

class PaperTest {
    private static final Digest QUIZ = Digest.of(new byte[] {1});
    private static final MemberId ONE = new MemberId("0011223344556677");
    private static final MemberId OTHER = new MemberId("8899aabbccddeeff");
    private static final QuestionBank BANK = new QuestionBank(IntStream.range(0, 40)
            .mapToObj(number -> Questions.single("s-" + number, List.of("甲", "乙", "丙", "丁"), 1))
            .toList());
    private static final Integer[] ORDER = {7, 8, 2, 0, 1, 5, 9, 3, 6, 4};
    private static final String SEED = "636cf9c30077c787c243112557fe64b6ea124c6264e6f2b4bb57ba26af14d115";
    private static final PaperRule RULE = new PaperRule(10, 0, 0, 0, true);

    @Test
    void thePaperFollowsFromSeedAndMemberAndRoundAlone() {
        Paper paper = Paper.draw(BANK, RULE, Paper.seed(QUIZ, ONE, "1"));

        assertThat(Paper.draw(BANK, RULE, Paper.seed(QUIZ, ONE, "1"))).isEqualTo(paper);
        assertThat(Paper.draw(BANK, RULE, Paper.seed(QUIZ, ONE, "1")).digest()).isEqualTo(paper.digest());
        assertThat(Paper.draw(BANK, RULE, Paper.seed(QUIZ, OTHER, "1"))).isNotEqualTo(paper);
        assertThat(Paper.draw(BANK, RULE, Paper.seed(QUIZ, ONE, "2"))).isNotEqualTo(paper);
        assertThat(Paper.draw(BANK, RULE, Paper.seed(Digest.of(new byte[] {2}), ONE, "1")))
                .isNotEqualTo(paper);
    }

    @Test
    void aPaperHasAsManyQuestionsOfEachKindAsItsRuleAsksEachOnce() {
        List<Question> questions = new ArrayList<>(BANK.questions());
        questions.add(Questions.statement("t-1", true));
        questions.add(Questions.statement("t-2", false));
        questions.add(Questions.blanks("b-1", List.of(List.of("北京"))));
        QuestionBank bank = new QuestionBank(questions);

        Paper paper = Paper.draw(bank, new PaperRule(5, 0, 2, 1, true), Paper.seed(QUIZ, ONE, "1"));

        List<QuestionId> asked =
                paper.items().stream().map(Paper.Item::question).toList();
        assertThat(asked).hasSize(8).doesNotHaveDuplicates();
        assertThat(asked.subList(5, 7)).containsExactlyInAnyOrder(new QuestionId("t-1"), new QuestionId("t-2"));
        assertThat(asked.getLast()).isEqualTo(new QuestionId("b-1"));
    }

    @Test
    void optionsStandInTheirOwnOrderWhereTheRuleSaysSo() {
        Paper plain = Paper.draw(BANK, new PaperRule(40, 0, 0, 0, false), Paper.seed(QUIZ, ONE, "1"));
        Paper mixed = Paper.draw(BANK, new PaperRule(40, 0, 0, 0, true), Paper.seed(QUIZ, ONE, "1"));

        assertThat(plain.items()).allMatch(item -> item.order().equals(List.of(0, 1, 2, 3)));
        assertThat(mixed.items())
                .anyMatch(item -> !item.order().equals(List.of(0, 1, 2, 3)))
                .allMatch(item -> item.order().stream().sorted().toList().equals(List.of(0, 1, 2, 3)));
    }

    @Test
    void aBankWithTooFewQuestionsGivesNoPaper() {
        PaperRule rule = new PaperRule(41, 0, 0, 0, true);

        assertThat(rule.fits(BANK)).isFalse();
        assertThat(RULE.fits(BANK)).isTrue();
        assertThatThrownBy(() -> Paper.draw(BANK, rule, Paper.seed(QUIZ, ONE, "1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Of 40 questions 10 are asked: over 4,000 people each comes up about 1,000 times. Chi square with 39 degrees of
    /// freedom is over 72.1 once in a thousand; papers are drawn without replacement, which only narrows it.
    @Test
    void everyQuestionIsAskedAsOftenAsAnyOther() {
        Map<QuestionId, Integer> asked = new HashMap<>();
        for (int person = 0; person < 4_000; person++) {
            MemberId member = new MemberId("%016x".formatted(person));
            Paper.draw(BANK, RULE, Paper.seed(QUIZ, member, "1"))
                    .items()
                    .forEach(item -> asked.merge(item.question(), 1, Integer::sum));
        }

        double chiSquare = asked.values().stream()
                .mapToDouble(times -> (times - 1_000.0) * (times - 1_000.0) / 1_000.0)
                .sum();
        assertThat(asked).hasSize(40);
        assertThat(chiSquare).isLessThan(72.1);
    }

    /// Computed once by another program (Python's hashlib) from the rule as it is written down.
    @Test
    void theOrderIsTheOneThatAnotherProgramComputes() {
        assertThat(new Shuffle(Digest.of(new byte[] {1}))
                        .of(IntStream.range(0, 10).boxed().toList()))
                .containsExactly(ORDER);
        assertThat(Paper.seed(QUIZ, ONE, "1").hex()).isEqualTo(SEED);
    }
}
