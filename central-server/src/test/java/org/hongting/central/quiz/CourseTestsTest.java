package org.hongting.central.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.study.TestResults;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.quiz.Score;
import org.junit.jupiter.api.Test;

class CourseTestsTest extends QuizRoom {
    private final CourseTests tests = new CourseTests(clock);

    private Quiz test() {
        return made(plan(QuizEntry.Kind.TEST, QuizEntry.Mode.PERSON, hour(null)));
    }

    @Test
    void whoPassesIsWhoTheCentreSaysAndNotWhoTheTerminalSays() {
        Quiz test = test();
        Sitting failed = sits("kiosk-1", zhang, test).answersRight(2);
        failed.ends(new Score(500, 500), 60);
        marker.turn();
        assertThat(passed(test)).isEmpty();

        Sitting passed = new Sitting("kiosk-1", zhang, test, "2", NINE.plusMinutes(20)).begins();
        passed.answersRight(4).ends(90);
        new Sitting("kiosk-1", zhang, test, "3", NINE.plusMinutes(30))
                .begins()
                .answersRight(5)
                .ends(60);
        marker.turn();

        assertThat(passed(test))
                .as("the first time they passed")
                .isEqualTo(
                        Map.of(zhang.id(), NINE.plusMinutes(20).plusSeconds(90).toInstant()));
        assertThat(sittings())
                .extracting(TestResults.Sitting::score)
                .contains(new Score(200, 500), new Score(400, 500), new Score(500, 500));
        assertThat(passed(test, zhang.id().value() + "0"))
                .as("of those who are meant")
                .isEmpty();
    }

    @Test
    void anAttemptThatIsRuledOutIsNotPassedAndTerminalsAreToldOfIt() {
        Quiz test = test();
        store.execute("INSERT INTO study_plan (id, name, made_by, made_at) VALUES ('p', '计划', 'admin', '')");
        store.execute(
                "INSERT INTO study_plan_part (plan, kind, value) VALUES ('p', 'test', ?)",
                test.id().value());
        Sitting sitting = sits("kiosk-1", zhang, test).answersRight(5);
        sitting.ends(60);
        marker.turn();
        String document = DocumentName.progressOf(zhang.id()).value();
        assertThat(passed(test)).containsKey(zhang.id());
        assertThat(store.texts("document", "publication_due")).contains(document);

        store.execute("DELETE FROM publication_due");
        does(transaction -> rulings.rule(transaction, test.id(), sitting.name, false, "代答", "admin"));
        marker.turn();
        assertThat(passed(test)).isEmpty();
        assertThat(store.texts("document", "publication_due")).contains(document);
    }

    @Test
    void onlyTestsWithAPassMarkCanBeAskedFor() {
        Quiz test = test();
        contest(QuizEntry.Mode.PERSON);
        Quiz.Limits free = new Quiz.Limits(null, null, null, null, null);
        Quiz judgedByNobody = made(plan(QuizEntry.Kind.TEST, QuizEntry.Mode.PERSON, free));
        sits("kiosk-1", zhang, judgedByNobody).answersRight(5).ends(60);
        marker.turn();

        List<TestResults.Test> all = store.database.reading(tests::tests);
        assertThat(all).containsExactly(new TestResults.Test(test.id(), COURSE, "党章知识", 60, false));
        assertThat(passed(judgedByNobody)).isEmpty();
        assertThat(sittings())
                .singleElement()
                .satisfies(one -> assertThat(one.pass()).isEqualTo(Optional.empty()));
    }

    private List<TestResults.Sitting> sittings() {
        return store.database.reading(transaction -> tests.of(transaction, zhang.id()));
    }

    private Map<MemberId, Instant> passed(Quiz test) {
        return passed(test, "");
    }

    private Map<MemberId, Instant> passed(Quiz test, String from) {
        return store.database.reading(transaction -> tests.passed(transaction, test.id(), from, "g"));
    }
}
