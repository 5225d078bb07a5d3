package org.hongting.central.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.Rebuild;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.organisation.Member;
import org.hongting.central.personal.QuizRecord;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.testing.CountedQueries;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.record.QuizRuling;
import org.hongting.protocol.record.QuizRuling.QuestionVerdict;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuizMarkingTest extends QuizRoom {
    /// Facts that arrive together.
    private static final int AT_ONCE = 12;

    @Test
    void theCentreMarksFromTheAnswersAndNotFromWhatWasShown() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(3).ends(new Score(500, 500), 60);

        assertThat(marksOf(sitting).score()).isEqualTo(new Score(300, 500));
        assertThat(sitting.judged().standing()).isEqualTo(Counting.Standing.COUNTS);
        assertThat(alarms()).containsExactly("quiz-score");
    }

    @Test
    void whatTheScreenShowedRaisesNoAlarmWhereItIsRight() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(4).ends(60);

        assertThat(marksOf(sitting).score()).isEqualTo(new Score(400, 500));
        assertThat(marksOf(sitting).used()).isEqualTo(60_000);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void theLastAnswerToAQuestionCounts() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(5);
        Question question = sitting.question(0);
        sitting.answers(question, wrong(question), 60).ends(70);

        assertThat(marksOf(sitting).score().points()).isEqualTo(400);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void anotherPaperThanTheSeedGivesDoesNotRankUntilSomebodyRules() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = new Sitting("kiosk-1", zhang, contest, "1", NINE.plusMinutes(10));
        sitting.begins(Digest.of(new byte[] {1}), 5).answersRight(5).ends(60);

        assertThat(sitting.judged().standing()).isEqualTo(Counting.Standing.DOUBTFUL);
        assertThat(board(contest).people()).isEmpty();
        assertThat(alarms()).containsExactly("quiz-paper");

        does(transaction -> rulings.rule(transaction, contest.id(), sitting.name, true, "试卷已核对", "admin"));
        assertThat(board(contest).people()).hasSize(1);
    }

    @Test
    void aPaperWithAnotherNumberOfQuestionsIsAnotherPaper() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = new Sitting("kiosk-1", zhang, contest, "1", NINE.plusMinutes(10));
        sitting.begins(sitting.paper.digest(), 4).answersRight(4).ends(60);

        assertThat(sitting.judged().standing()).isEqualTo(Counting.Standing.DOUBTFUL);
        assertThat(marksOf(sitting).score().of())
                .as("never more questions than were asked")
                .isEqualTo(400);
    }

    @Test
    void twoBeginningsOfOneAttemptThatDifferAreNoPaper() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(5).ends(60);
        assertThat(sitting.judged().standing()).isEqualTo(Counting.Standing.COUNTS);
        sitting.begins(Digest.of(new byte[] {2}), 5);

        assertThat(sitting.judged().standing()).isEqualTo(Counting.Standing.DOUBTFUL);
    }

    @Test
    void whatIsAnsweredPastTheTimeAfterTheEndOrBesideThePaperCountsNot() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest);
        Question one = sitting.question(0);
        Question two = sitting.question(1);
        Question three = sitting.question(2);
        sitting.answers(one, right(one), SECONDS + 2);
        sitting.answers(two, right(two), SECONDS + 3);
        Question other = BANK.questions().stream()
                .filter(question -> sitting.paper.items().stream()
                        .noneMatch(item -> item.question().equals(question.id())))
                .findFirst()
                .orElseThrow();
        sitting.answers(other, right(other), 20);
        sitting.ends(SECONDS);
        sitting.answers(three, right(three), 30);

        assertThat(marksOf(sitting).score().points()).isEqualTo(100);
        assertThat(marksOf(sitting).ignored()).isEqualTo(3);
        assertThat(marksOf(sitting).used()).isEqualTo((SECONDS + 2) * 1000L);
    }

    @Test
    void theFirstEndCountsAndNobodyIsQuickerThanTheirLastAnswer() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(5);
        sitting.ends(1);
        sitting.ends(new Score(0, 500), 500);

        assertThat(marksOf(sitting).used()).isEqualTo(50_000);
        assertThat(alarms()).as("only the first end is compared").isEmpty();
    }

    @Test
    void anAnswerOfAnotherTerminalOrInAnotherNameChangesNothing() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(5);
        Question question = sitting.question(0);
        told("kiosk-2", answered(sitting, zhang.id(), question), synced(NINE.plusMinutes(12)));
        told("kiosk-1", answered(sitting, li.id(), question), synced(NINE.plusMinutes(12)));
        sitting.ends(60);

        assertThat(marksOf(sitting).score().points()).isEqualTo(500);
        assertThat(judged(contest)).hasSize(1);
    }

    private QuizFact.Answered answered(
            Sitting sitting, org.hongting.protocol.identity.MemberId member, Question question) {
        return new QuizFact.Answered(sitting.name.attempt(), member, question.id(), wrong(question), 55_000);
    }

    @Test
    void anAttemptThatNeverEndedCountsOnlyByRuling() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(2);
        assertThat(sitting.judged().standing()).isEqualTo(Counting.Standing.UNFINISHED);
        assertThat(marksOf(sitting).score().points()).isEqualTo(200);

        does(transaction -> rulings.rule(transaction, contest.id(), sitting.name, true, "终端断电", "admin"));
        assertThat(sitting.judged().standing()).isEqualTo(Counting.Standing.COUNTS);
    }

    @Test
    void whoBeganOutsideTheWindowBeyondDoubtDoesNotRank() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting late =
                new Sitting("kiosk-1", zhang, contest, "1", NINE.plusHours(1).plusSeconds(3)).begins();
        late.answersRight(5).ends(60);
        Sitting inDoubt =
                new Sitting("kiosk-2", li, contest, "1", NINE.plusHours(1).plusSeconds(1)).begins();
        inDoubt.answersRight(5).ends(60);
        Sitting early = new Sitting("kiosk-3", wang, contest, "1", NINE.minusSeconds(3)).begins();
        early.answersRight(5).ends(60);

        assertThat(late.judged().standing()).isEqualTo(Counting.Standing.OUTSIDE);
        assertThat(inDoubt.judged().standing()).isEqualTo(Counting.Standing.COUNTS);
        assertThat(early.judged().standing()).isEqualTo(Counting.Standing.OUTSIDE);
    }

    @Test
    void aMomentIsDatedAnewOnceTheCentreKnowsTheBoot() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        AttemptId attempt = AttemptId.draw(random);
        Digest paper = Marked.paper(BANK, contest, zhang.id(), "1").digest();
        QuizFact begun = new QuizFact.Begun(
                attempt,
                zhang.id(),
                new Fact.Origin(CredentialKind.CARD, "pcsc-0", false),
                COURSE,
                DIGEST,
                contest.id(),
                "1",
                paper,
                5);
        told(
                "kiosk-1",
                begun,
                new ClockReading(NINE.plusDays(3), ClockQuality.GUESSED, new BootId("boot-9"), 60_000_000_000L));
        assertThat(judged(contest).getFirst().standing()).isEqualTo(Counting.Standing.UNFINISHED);

        store.execute(
                "INSERT INTO clock_anchor (terminal, boot, mono, server_time) VALUES ('kiosk-1', 'boot-9', 0, ?)",
                "2026-11-16T03:00:00.000Z");
        assertThat(judged(contest).getFirst().standing()).isEqualTo(Counting.Standing.OUTSIDE);
    }

    @Test
    void anAttemptThatABetterClockDatesAnewIsLookedAtAgainAndSoAreTheRanks() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = new Sitting("kiosk-1", zhang, contest, "1", NINE.plusMinutes(10)).begins();
        sitting.answersRight(2).ends(60);
        sitting.judged();
        store.execute("DELETE FROM quiz_rank_due");
        String boot = store.texts("boot", "quiz_begun").getFirst();
        assertThat(store.count("quiz_attempt_due")).isZero();

        store.execute(
                "INSERT INTO clock_anchor (terminal, boot, mono, server_time)"
                        + " VALUES ('kiosk-1', ?, 0, '2026-11-16T03:00:00.000Z')",
                boot);
        assertThat(store.count("quiz_attempt_due")).isEqualTo(1);
        store.execute("DELETE FROM quiz_attempt_due");
        store.execute("UPDATE clock_anchor SET mono = 60000000000, server_time = '2026-11-16T03:01:00.400Z'");
        assertThat(store.count("quiz_attempt_due"))
                .as("the same within a second")
                .isZero();
        store.execute("UPDATE clock_anchor SET server_time = '2026-11-16T03:09:00.000Z'");
        assertThat(store.count("quiz_attempt_due")).isEqualTo(1);

        store.execute("DELETE FROM publication_due");
        clock.pass(Duration.ofSeconds(3));
        marker.turn();
        assertThat(store.count("quiz_attempt_due")).isZero();
        assertThat(store.texts("document", "publication_due WHERE document LIKE 'ranks/%'"))
                .containsExactly("ranks/" + contest.id());
    }

    @Test
    void ofMoreAttemptsThanAllowedTheFirstCount() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting second = new Sitting("kiosk-2", zhang, contest, "1", NINE.plusMinutes(20)).begins();
        second.answersRight(5).ends(60);
        Sitting before = new Sitting("kiosk-1", zhang, contest, "1", NINE.plusMinutes(10)).begins();
        before.answersRight(1).ends(60);

        assertThat(before.judged()).extracting(Counting.Judged::isResult).isEqualTo(true);
        assertThat(second.judged().standing()).isEqualTo(Counting.Standing.SURPLUS);

        does(transaction -> rulings.rule(transaction, contest.id(), before.name, false, "代答", "admin"));
        assertThat(before.judged().standing()).isEqualTo(Counting.Standing.RULED_OUT);
        assertThat(second.judged().isResult())
                .as("what is ruled out takes nobody's attempt")
                .isTrue();
    }

    @Test
    void ofATestTheBestCountsAndOfADailyQuizTheFirstOfEachDay() {
        Quiz test = made(plan(QuizEntry.Kind.TEST, QuizEntry.Mode.PERSON, hour(3)));
        new Sitting("kiosk-1", zhang, test, "1", NINE.plusMinutes(1))
                .begins()
                .answersRight(2)
                .ends(60);
        Sitting best = new Sitting("kiosk-1", zhang, test, "2", NINE.plusMinutes(5)).begins();
        best.answersRight(4).ends(60);
        new Sitting("kiosk-1", zhang, test, "3", NINE.plusMinutes(9))
                .begins()
                .answersRight(3)
                .ends(60);
        assertThat(best.judged().isResult()).isTrue();

        Quiz daily =
                made(plan(QuizEntry.Kind.DAILY, QuizEntry.Mode.PERSON, new Quiz.Limits(null, null, null, null, null)));
        Sitting monday = new Sitting("kiosk-1", zhang, daily, "2026-11-16", NINE).begins();
        monday.answersRight(1).ends(60);
        Sitting again = new Sitting("kiosk-1", zhang, daily, "2026-11-16", NINE.plusHours(1)).begins();
        again.answersRight(5).ends(60);
        Sitting otherDay = new Sitting("kiosk-1", zhang, daily, "2026-11-18", NINE.plusHours(2)).begins();
        otherDay.answersRight(5).ends(60);
        assertThat(monday.judged().isResult()).isTrue();
        assertThat(again.judged().isResult()).isFalse();
        assertThat(otherDay.judged().standing())
                .as("nobody answers Wednesday's paper on Monday")
                .isEqualTo(Counting.Standing.OUTSIDE);
    }

    @Test
    void aStruckQuestionIsAsIfNotAskedAndACreditedOneIsFullForAll() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(3).ends(60);
        QuestionId rightOne = sitting.paper.items().get(0).question();
        QuestionId wrongOne = sitting.paper.items().get(4).question();

        rule(contest, wrongOne, QuestionVerdict.STRUCK);
        assertThat(marksOf(sitting).score()).isEqualTo(new Score(300, 400));
        rule(contest, wrongOne, QuestionVerdict.CREDITED);
        assertThat(marksOf(sitting).score()).isEqualTo(new Score(400, 500));
        rule(contest, rightOne, QuestionVerdict.STRUCK);
        assertThat(marksOf(sitting).score()).isEqualTo(new Score(300, 400));
        rule(contest, rightOne, QuestionVerdict.AS_KEYED);
        assertThat(marksOf(sitting).score()).isEqualTo(new Score(400, 500));
        assertThat(alarms()).as("the screen knew no ruling").isEmpty();
        assertThat(store.bytesAsText("body", "record WHERE type LIKE 'quiz.%'"))
                .isNotEmpty()
                .noneMatch(body -> body.contains("答案有误"));
    }

    @Test
    void anAttemptIsRuledOnInItsOwnQuizAndWhereOneTerminalTellsOfIt() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(3).ends(60);
        marks();
        refusedRuling(QuizRefusal.Why.NO_SUCH_ATTEMPT, contest(QuizEntry.Mode.PERSON), sitting);
        Fact.Origin origin = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);
        AttemptId attempt = sitting.name.attempt();
        Digest paper = sitting.paper.digest();
        told(
                "kiosk-2",
                new QuizFact.Begun(attempt, zhang.id(), origin, COURSE, DIGEST, contest.id(), "1", paper, 5),
                synced(NINE.plusMinutes(10)));
        marks();

        refusedRuling(QuizRefusal.Why.ATTEMPT_AT_SEVERAL_TERMINALS, contest, sitting);
        assertThat(store.count("quiz_attempt_ruling")).isZero();
    }

    private void refusedRuling(QuizRefusal.Why why, Quiz quiz, Sitting sitting) {
        assertThatThrownBy(() ->
                        does(transaction -> rulings.rule(transaction, quiz.id(), sitting.name, false, "代答", "admin")))
                .isInstanceOfSatisfying(
                        QuizRefusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
    }

    @Test
    void ofTwoEpochsWithTheSameTimeTheOneThatHoldsTheEndIsTheLater() {
        AttemptName name = new AttemptName(new TerminalId("kiosk-1"), AttemptId.draw(random), zhang.id());
        AttemptFacts.Begun begun =
                new AttemptFacts.Begun("b", 1, COURSE, DIGEST, Optional.empty(), "", Digest.of(new byte[0]), 5);
        Question question = BANK.questions().getFirst();
        AttemptFacts.Answered before =
                new AttemptFacts.Answered(new AttemptFacts.Place("b", 2), question.id(), right(question), 5_000);
        AttemptFacts.End end = new AttemptFacts.End(
                new AttemptFacts.Place("a", 1), QuizFact.Ending.LEFT, new Score(100, 500), 5_000, 1);

        assertThat(AttemptFacts.of(name, List.of(begun), List.of(before), List.of(end))
                        .inTime())
                .containsExactly(before);
    }

    @Test
    void aTerminalThatClaimsToRuleChangesNothing() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(3).ends(60);
        told(
                "kiosk-1",
                new QuizRuling.AttemptRuled(sitting.name.attempt(), zhang.id(), false, "admin", Digest.of(new byte[0])),
                synced(NINE.plusMinutes(20)));

        assertThat(sitting.judged().standing()).isEqualTo(Counting.Standing.COUNTS);
    }

    @Test
    void anAttemptIsMarkedOnceItsQuizAndItsBankAreKnown() {
        files.clear();
        AttemptId attempt = AttemptId.draw(random);
        Question question = BANK.questions().getFirst();
        Fact.Origin origin = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);
        told(
                "kiosk-1",
                new QuizFact.Begun(attempt, zhang.id(), origin, COURSE, DIGEST, null, "", Digest.of(new byte[0]), 3),
                synced(NINE));
        told(
                "kiosk-1",
                new QuizFact.Answered(attempt, zhang.id(), question.id(), wrong(question), 1_000),
                synced(NINE.plusSeconds(1)));
        told(
                "kiosk-1",
                new QuizFact.Ended(attempt, zhang.id(), QuizFact.Ending.LEFT, new Score(0, 300), 2_000, 0),
                synced(NINE.plusSeconds(2)));
        told(
                "kiosk-1",
                new QuizFact.Begun(
                        AttemptId.draw(random),
                        li.id(),
                        origin,
                        COURSE,
                        DIGEST,
                        new QuizId("of-another-site"),
                        "1",
                        Digest.of(new byte[0]),
                        3),
                synced(NINE));
        marks();
        assertThat(store.count("quiz_attempt WHERE marked = 0")).isEqualTo(2);
        assertThat(wrong(zhang.id())).isEmpty();

        files.put(DIGEST, BANK.write());
        clock.pass(Duration.ofMinutes(1));
        marks();
        assertThat(store.count("quiz_attempt WHERE marked = 0")).isEqualTo(1);
        assertThat(wrong(zhang.id())).containsExactly(new PersonalEntry.WrongAnswer(COURSE, question.id()));
    }

    @Test
    void aQuestionIsWrongForAMemberAsLongAsTheirLastAnswerToItIs() {
        Quiz test = made(plan(QuizEntry.Kind.TEST, QuizEntry.Mode.PERSON, hour(null)));
        Sitting sitting = sits("kiosk-1", zhang, test).answersRight(3).ends(60);
        QuestionId fourth = sitting.paper.items().get(3).question();
        QuestionId fifth = sitting.paper.items().get(4).question();
        marks();
        assertThat(wrong(zhang.id()))
                .extracting(PersonalEntry.WrongAnswer::question)
                .containsExactly(fifth, fourth);

        Sitting again = new Sitting("kiosk-2", zhang, test, "1", NINE.plusMinutes(30)).begins();
        again.answers(again.question(3), right(again.question(3)), 5).ends(60);
        marks();
        assertThat(wrong(zhang.id()))
                .extracting(PersonalEntry.WrongAnswer::question)
                .containsExactly(fifth);
        assertThat(store.texts("digit", "personal_due"))
                .contains(zhang.id().value().substring(0, 1));
    }

    @Test
    void whatIsWrongInATestIsToldOnceItIsEnded() {
        Quiz test = made(plan(QuizEntry.Kind.TEST, QuizEntry.Mode.PERSON, hour(null)));
        Sitting sitting = sits("kiosk-1", zhang, test).answersRight(3);
        marks();
        assertThat(wrong(zhang.id())).isEmpty();

        sitting.ends(60);
        marks();
        assertThat(wrong(zhang.id())).hasSize(2);
    }

    @Test
    void whatWasWrongInAContestIsToldOnceItIsOver() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        sits("kiosk-1", zhang, contest).answersRight(3).ends(60);
        marks();
        assertThat(wrong(zhang.id())).isEmpty();

        store.execute("DELETE FROM personal_due");
        clock.pass(Duration.ofHours(1));
        marker.turn();
        assertThat(wrong(zhang.id())).hasSize(2);
        assertThat(store.texts("digit", "personal_due"))
                .contains(zhang.id().value().substring(0, 1));
    }

    @Test
    void aCentreThatStartsTellsOfContestsOfTheLastDayAndOfOneThatWasEndedMeanwhile() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        sits("kiosk-1", zhang, contest).answersRight(3).ends(60);
        marks();
        store.execute("DELETE FROM personal_due");

        clock.pass(Duration.ofDays(2));
        assertThat(dueAfter(startedAnew())).as("told of long ago").isEmpty();
        does(transaction -> transaction.update(
                "UPDATE quiz SET ended_at = ?", UtcText.of(clock.instant().minus(Duration.ofHours(20)))));
        QuizMarker fresh = startedAnew();
        assertThat(dueAfter(fresh)).as("told while it was not running, perhaps").hasSize(1);
        store.execute("DELETE FROM personal_due");
        clock.pass(Duration.ofMinutes(3));
        assertThat(dueAfter(fresh)).isEmpty();
        does(transaction -> transaction.update(
                "UPDATE quiz SET ended_at = ?", UtcText.of(clock.instant().minus(Duration.ofSeconds(30)))));
        assertThat(dueAfter(fresh))
                .as("written before the last look, seen after it")
                .hasSize(1);
        store.execute("DELETE FROM personal_due");
        assertThat(dueAfter(fresh)).as("told once").isEmpty();
    }

    private QuizMarker startedAnew() {
        return new QuizMarker(store.database, banks, new Alarms(random), clock);
    }

    private List<String> dueAfter(QuizMarker started) {
        started.turn();
        return store.texts("digit", "personal_due");
    }

    @Test
    void aMemberSeesTheirOwnResultsAndPlace() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        sits("kiosk-1", zhang, contest).answersRight(3).ends(60);
        sits("kiosk-2", li, contest).answersRight(5).ends(60);
        marks();

        MemberQuizzes own = new MemberQuizzes(board, clock);
        PersonalEntry.QuizResult result =
                reads(transaction -> own.resultsOf(transaction, zhang.id())).getFirst();
        assertThat(result.score()).isEqualTo(new Score(300, 500));
        assertThat(result.place()).isEqualTo(2);
        assertThat(result.passed()).isTrue();
        assertThat(result.at()).isEqualTo(NINE.plusMinutes(10));
        assertThat(reads(transaction ->
                                own.allOf(transaction, zhang.id().value().substring(0, 1)))
                        .get(zhang.id()))
                .extracting(QuizRecord.Tried::results)
                .isEqualTo(List.of(result));
    }

    @Test
    void triesAreToldAsTheyAreCountedWithTheAttemptsThatWereJudged() {
        Quiz test = made(plan(QuizEntry.Kind.TEST, QuizEntry.Mode.PERSON, hour(3)));
        Sitting first = tries("kiosk-1", test, 1).ends(60);
        Sitting second = tries("kiosk-1", test, 5);
        assertThat(triesOf(zhang))
                .as("the second can still be gone on with, and uses up nothing yet")
                .containsExactly(used(test, 1, first));
        second.ends(60);
        Sitting third = tries("kiosk-2", test, 9).ends(60);
        assertThat(triesOf(zhang)).as("nothing is left").containsExactly(used(test, 3));

        rule(test, second, false);
        assertThat(triesOf(zhang)).containsExactly(used(test, 2, first, second, third));
        rule(test, second, true);
        assertThat(triesOf(zhang)).containsExactly(used(test, 3));
        for (Sitting sitting : List.of(first, second, third)) {
            rule(test, sitting, false);
        }
        assertThat(triesOf(zhang)).as("without any result").containsExactly(used(test, 0, first, second, third));

        made(plan(QuizEntry.Kind.TEST, QuizEntry.Mode.PERSON, hour(null)));
        assertThat(triesOf(zhang)).as("as often as one likes").hasSize(1);
        clock.pass(Duration.ofDays(31));
        assertThat(triesOf(zhang)).as("a month after its end").isEmpty();
    }

    @Test
    void onlyTheLatestJudgedAttemptsAreNamed() {
        Quiz test = made(plan(QuizEntry.Kind.TEST, QuizEntry.Mode.PERSON, hour(QuizEntry.ATTEMPTS)));
        List<Sitting> all = new ArrayList<>();
        for (int i = 0; i < PersonalEntry.Tries.JUDGED + 2; i++) {
            all.add(tries("kiosk-1", test, i + 1).ends(30));
        }
        assertThat(triesOf(zhang))
                .containsExactly(
                        used(test, all.size(), all.subList(2, all.size()).toArray(Sitting[]::new)));
    }

    @Test
    void ofADailyQuizTheTriesOfADayAreTold() {
        Quiz daily =
                made(plan(QuizEntry.Kind.DAILY, QuizEntry.Mode.PERSON, new Quiz.Limits(null, null, null, 2, null)));
        Sitting monday = new Sitting("kiosk-1", zhang, daily, "2026-11-16", NINE)
                .begins()
                .ends(60);
        PersonalEntry.Tries once =
                new PersonalEntry.Tries(daily.id(), LocalDate.parse("2026-11-16"), 1, List.of(monday.name.attempt()));
        assertThat(triesOf(zhang)).containsExactly(once);
        Sitting tuesday = new Sitting("kiosk-2", zhang, daily, "2026-11-17", NINE.plusDays(1))
                .begins()
                .ends(60);
        clock.pass(Duration.ofDays(1));
        assertThat(triesOf(zhang))
                .containsExactly(
                        new PersonalEntry.Tries(
                                daily.id(), LocalDate.parse("2026-11-17"), 1, List.of(tuesday.name.attempt())),
                        once);
        clock.pass(Duration.ofDays(1));
        assertThat(triesOf(zhang)).as("no clock is at Monday any more").hasSize(1);
    }

    @Test
    void whereAnAttemptWithoutAnEndIsRuledOnTerminalsAreTold() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest);
        marks();
        assertThat(store.count("personal_due")).isZero();
        rule(contest, sitting, true);
        marks();
        assertThat(store.texts("digit", "personal_due"))
                .containsExactly(zhang.id().value().substring(0, 1));
    }

    private Sitting tries(String kiosk, Quiz quiz, int minute) {
        return new Sitting(kiosk, zhang, quiz, minute + "-1", NINE.plusMinutes(minute))
                .begins()
                .answersRight(2);
    }

    private void rule(Quiz quiz, Sitting sitting, boolean counts) {
        does(transaction -> rulings.rule(transaction, quiz.id(), sitting.name, counts, "核实", "admin"));
    }

    private static PersonalEntry.Tries used(Quiz quiz, int used, Sitting... judged) {
        return new PersonalEntry.Tries(
                quiz.id(),
                null,
                used,
                List.of(judged).stream().map(one -> one.name.attempt()).toList());
    }

    private List<PersonalEntry.Tries> triesOf(Member member) {
        marks();
        QuizRecord.Tried tried = reads(transaction -> new MemberQuizzes(board, clock)
                        .allOf(transaction, member.id().value().substring(0, 1)))
                .get(member.id());
        return tried == null ? List.of() : tried.tries();
    }

    @Test
    void aMemberSeesAllOfTheirYearAndTerminalsAreToldOfTheLatest() {
        Quiz.Plan plan = plan(QuizEntry.Kind.DAILY, QuizEntry.Mode.PERSON, new Quiz.Limits(null, null, null, null, 60));
        String title = "𠮷".repeat(QuizEntry.TITLE / 2);
        Quiz daily = made(new Quiz.Plan(
                title,
                plan.kind(),
                plan.mode(),
                plan.course(),
                plan.paper(),
                plan.part(),
                plan.limits(),
                plan.branches(),
                plan.best()));
        int days = PersonalEntry.QUIZZES + 1;
        for (int day = 0; day < days; day++) {
            OffsetDateTime when = NINE.plusDays(day);
            new Sitting("kiosk-1", zhang, daily, when.toLocalDate().toString(), when)
                    .begins()
                    .answersRight(4)
                    .ends(60);
        }
        clock.pass(Duration.ofDays(days));
        marks();

        MemberQuizzes own = new MemberQuizzes(board, clock);
        List<PersonalEntry.QuizResult> all = reads(transaction -> own.resultsOf(transaction, zhang.id()));
        assertThat(all).hasSize(days);
        assertThat(all.getLast().at()).isEqualTo(NINE);
        assertThat(all.getFirst().title().codePoints().filter(sign -> sign == 0x20BB7))
                .as("no sign is cut in two")
                .hasSize(23);
        assertThat(reads(transaction ->
                                own.allOf(transaction, zhang.id().value().substring(0, 1)))
                        .get(zhang.id()))
                .extracting(QuizRecord.Tried::results)
                .isEqualTo(all.subList(0, PersonalEntry.QUIZZES));
    }

    @Test
    void aPaperThatIsStillBeforeSomebodyIsMarkedOnceTheyAreQuietAndItsEndAtOnce() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        clock.pass(Duration.ofMinutes(10));
        Sitting zhangs = sits("kiosk-1", zhang, contest);
        marker.turn();
        assertThat(points(zhangs)).as("who has begun is known at once").isZero();

        zhangs.answersRight(3);
        Sitting lis = sits("kiosk-2", li, contest).answersRight(5).ends(60);
        clock.pass(Duration.ofSeconds(60));
        marker.turn();
        assertThat(points(zhangs)).isZero();
        assertThat(points(lis)).isEqualTo(500);
        assertThat(reads(transaction -> board.of(transaction, contest)).people())
                .as("the live board")
                .hasSize(1);

        clock.pass(Duration.ofSeconds(50));
        marker.turn();
        assertThat(points(zhangs)).as("nothing was heard for a minute").isEqualTo(300);
        assertThat(store.count("quiz_attempt_due")).isZero();

        Question missed = zhangs.question(4);
        does(transaction -> rulings.rule(transaction, contest.id(), zhangs.name, true, "终端断电", "admin"));
        zhangs.answers(missed, right(missed), 55);
        clock.pass(Duration.ofSeconds(1));
        marker.turn();
        assertThat(points(zhangs)).as("it counts already").isEqualTo(400);
    }

    private int points(Sitting sitting) {
        return reads(transaction -> Attempt.find(transaction, sitting.name))
                .flatMap(Attempt::marks)
                .orElseThrow()
                .score()
                .points();
    }

    @Test
    void aMomentThatNoClockHereCanHaveMeantKeepsNothingWaiting() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(5);
        store.execute("UPDATE quiz_attempt_due SET due_at = '2031-01-01T00:00:00.000Z'");
        marker.turn();
        assertThat(points(sitting)).isEqualTo(500);
    }

    @Test
    void howeverManyTriedASixteenthIsReadByTheSameNumberOfQueries() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        MemberQuizzes own = new MemberQuizzes(board, clock);
        List<Integer> counts = new ArrayList<>();
        for (int people : List.of(1, 9)) {
            for (int i = 0; i < people; i++) {
                String id = "a" + people + i + "0000000000000";
                store.execute(
                        "INSERT INTO member (id, name, student_number, branch, status, shown_in_full, badge_from,"
                                + " added_at) VALUES (?, '成员', ?, ?, 'active', 0, 1, '2026-01-01T00:00:00.000Z')",
                        id,
                        id,
                        first.id().value());
                var member = reads(transaction ->
                                members.find(transaction, new org.hongting.protocol.identity.MemberId(id)))
                        .orElseThrow();
                sits("kiosk-1", member, contest).answersRight(3).ends(60);
            }
            clock.pass(Duration.ofHours(2));
            marks();
            reads(transaction -> {
                CountedQueries counted = new CountedQueries(transaction);
                assertThat(own.allOf(counted, "a").values())
                        .hasSize(counts.isEmpty() ? 1 : 10)
                        .allSatisfy(one -> {
                            assertThat(one.wrong()).hasSize(2);
                            assertThat(one.tries()).hasSize(1);
                        });
                counts.add(counted.count());
                return true;
            });
        }
        // One part of the sixteen more has somebody in it, whose answers are asked for.
        assertThat(counts.getLast()).isLessThanOrEqualTo(counts.getFirst() + 1);
    }

    @Test
    void howeverManyLookTheBoardIsMadeOnceUntilRanksChange() {
        Quiz contest = contest(QuizEntry.Mode.BRANCH);
        sits("kiosk-1", zhang, contest).answersRight(3).ends(60);
        marks();
        int made = asked(contest);
        assertThat(asked(contest)).as("another browser").isZero();
        publishes(contest);
        clock.pass(Duration.ofSeconds(10));
        assertThat(asked(contest)).as("asks whether anything changed").isOne().isLessThan(made);

        sits("kiosk-2", li, contest).answersRight(5).ends(60);
        clock.pass(Duration.ofSeconds(70));
        marker.turn();
        assertThat(places(contest)).as("nobody published it, and others look").containsOnlyKeys(zhang.id(), li.id());
        sits("kiosk-3", wang, contest).answersRight(1).ends(60);
        marks();
        publishes(contest);
        assertThat(places(contest)).as("what was published is shown").containsOnlyKeys(zhang.id(), li.id(), wang.id());
    }

    @Test
    void whoLooksWhileTheBoardIsMadeAnewSeesTheOldOneAtOnce() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        sits("kiosk-1", zhang, contest).answersRight(3).ends(60);
        marks();
        assertThat(places(contest)).containsOnlyKeys(zhang.id());
        sits("kiosk-2", li, contest).answersRight(5).ends(60);
        clock.pass(Duration.ofSeconds(70));
        marker.turn();
        List<Object> meanwhile = new ArrayList<>();
        var made = reads(transaction -> board.shown(
                new Asked(
                        transaction,
                        () -> meanwhile.add(
                                board.shown(transaction, contest).places().keySet())),
                contest));
        assertThat(meanwhile).isNotEmpty().containsOnly(java.util.Set.of(zhang.id()));
        assertThat(made.places()).containsOnlyKeys(zhang.id(), li.id());
        assertThat(places(contest)).as("from now on").isEqualTo(made.places());
    }

    /// A transaction of somebody whose queries take so long that others look meanwhile.
    private record Asked(Transaction transaction, Runnable meanwhile) implements Transaction {
        @Override
        public int update(String sql, @Nullable Object... parameters) {
            return transaction.update(sql, parameters);
        }

        @Override
        public void updateEach(String sql, List<@Nullable Object[]> rows) {
            transaction.updateEach(sql, rows);
        }

        @Override
        public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
            meanwhile.run();
            return transaction.query(sql, reader, parameters);
        }
    }

    @Test
    void aBankThatCannotBeReadKeepsNobodyElseWaiting() {
        Quiz good = contest(QuizEntry.Mode.PERSON);
        byte[] file = new QuestionBank(BANK.questions().subList(0, 11)).write();
        Digest other = Digest.of(file);
        files.put(other, file);
        bankOfCourse = Optional.of(other);
        Quiz bad = contest(QuizEntry.Mode.PERSON);
        Sitting unread = sits("kiosk-1", zhang, bad).answersRight(5).ends(60);
        Sitting read = sits("kiosk-2", li, good).answersRight(5).ends(60);
        clock.pass(Duration.ofMinutes(12));
        store.execute("UPDATE question_bank SET content = ? WHERE digest = ?", new byte[] {'{'}, other.hex());
        QuizMarker fresh = new QuizMarker(store.database, failingDisk(), new Alarms(random), clock);
        fresh.turn();
        assertThat(points(read)).isEqualTo(500);
        assertThat(store.texts("document", "publication_due")).contains("ranks/" + good.id());

        store.execute("DELETE FROM question_bank WHERE digest = ?", other.hex());
        clock.pass(Duration.ofMinutes(2));
        fresh.turn();
        assertThat(store.texts("attempt", "quiz_attempt_due"))
                .containsExactly(unread.name.attempt().value());
        assertThat(store.count("quiz_attempt_due WHERE due_at > ?", UtcText.of(clock.instant())))
                .isOne();

        clock.pass(Duration.ofMinutes(2));
        startedAnew().turn();
        assertThat(store.count("quiz_attempt_due")).isZero();
        assertThat(store.count("quiz_attempt WHERE marked = 1")).isEqualTo(2);
    }

    private QuestionBanks failingDisk() {
        return new QuestionBanks(
                new QuestionBanks.Shelf() {
                    @Override
                    public Optional<Digest> bankOf(CourseId course) {
                        return shelf.bankOf(course);
                    }

                    @Override
                    public Optional<byte[]> file(Digest digest) {
                        throw new UncheckedIOException(new IOException("Input/output error"));
                    }
                },
                clock);
    }

    private java.util.Map<org.hongting.protocol.identity.MemberId, Integer> places(Quiz contest) {
        return reads(transaction -> board.shown(transaction, contest)).places();
    }

    private void publishes(Quiz contest) {
        reads(transaction ->
                new RanksSource(board, clock).contents(transaction, contest.id().value()));
        store.execute("DELETE FROM publication_due");
    }

    private int asked(Quiz contest) {
        return reads(transaction -> {
            CountedQueries counted = new CountedQueries(transaction);
            board.shown(counted, contest);
            return counted.count();
        });
    }

    @Test
    void everythingIsMadeAgainFromTheRecordsAndWhatDiffersIsTold() {
        Quiz contest = contest(QuizEntry.Mode.PERSON);
        Sitting sitting = sits("kiosk-1", zhang, contest).answersRight(3).ends(60);
        sits("kiosk-2", li, contest).answersRight(2);
        marks();
        rule(contest, sitting.question(4).id(), QuestionVerdict.CREDITED);
        does(transaction -> rulings.rule(transaction, contest.id(), sitting.name, true, "已核对", "admin"));
        marks();
        QuizRebuild rebuild = new QuizRebuild(store.database, clock);
        assertThat(rebuild.run(false)).hasSize(7).allMatch(Rebuild.Difference::isNone);

        store.execute("UPDATE quiz_attempt SET points = 500 WHERE ending IS NOT NULL");
        store.execute("DELETE FROM quiz_answer WHERE member = ?", li.id().value());
        assertThat(rebuild.run(false))
                .filteredOn(one -> !one.isNone())
                .containsExactlyInAnyOrder(
                        new Rebuild.Difference("quiz_answer", 0, 5), new Rebuild.Difference("quiz_attempt", 1, 1));
        assertThat(points(sitting)).as("nothing was kept").isEqualTo(500);

        rebuild.run(true);
        assertThat(points(sitting)).isEqualTo(400);
        assertThat(rebuild.run(false)).allMatch(Rebuild.Difference::isNone);
    }

    @Test
    void banksAreHeldByTheirBytes() {
        List<Digest> digests = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            byte[] file = new QuestionBank(BANK.questions().subList(i, i + 9)).write();
            files.put(Digest.of(file), file);
            digests.add(Digest.of(file));
        }
        int bytes = digests.stream()
                .mapToInt(digest -> java.util.Objects.requireNonNull(files.get(digest)).length)
                .sum();
        QuestionBanks all = new QuestionBanks(shelf, clock, bytes);
        QuestionBanks some = new QuestionBanks(shelf, clock, bytes - 1);
        digests.forEach(digest -> does(transaction -> {
            all.need(transaction, digest);
            some.need(transaction, digest);
        }));
        assertThat(readAgain(all, digests)).isZero();
        assertThat(readAgain(some, digests.subList(1, 3))).isZero();
        assertThat(readAgain(some, digests.subList(0, 1))).isOne();
    }

    private int readAgain(QuestionBanks of, List<Digest> digests) {
        return reads(transaction -> {
            CountedQueries counted = new CountedQueries(transaction);
            digests.forEach(digest -> assertThat(of.find(counted, digest)).isPresent());
            return counted.count();
        });
    }

    /// The same facts in any order and as often as one likes come to the same rows, standings and ranks.
    @Test
    void anyOrderAndRepetitionOfDeliveryComesToTheSame() {
        Quiz contest = contest(QuizEntry.Mode.BRANCH);
        for (long seed = 1; seed <= 8; seed++) {
            List<StoredFact> facts = facts(new Random(seed), contest);
            String inOrder = after(facts, contest);
            Random chance = new Random(seed * 31);
            List<StoredFact> shuffled = new ArrayList<>(facts);
            shuffled.addAll(facts.subList(0, facts.size() / 2));
            Collections.shuffle(shuffled, chance);
            assertThat(after(shuffled, contest)).as("seed %d", seed).isEqualTo(inOrder);
        }
    }

    /// What several kiosks tell, some of it nonsense.
    private List<StoredFact> facts(Random chance, Quiz contest) {
        List<StoredFact> facts = new ArrayList<>();
        List<org.hongting.central.organisation.Member> people = List.of(zhang, li, wang);
        Fact.Origin origin = new Fact.Origin(CredentialKind.CARD, "pcsc-0", false);
        for (int i = 0; i < 8; i++) {
            String kiosk = "kiosk-" + chance.nextInt(3);
            var member = people.get(chance.nextInt(3)).id();
            AttemptId attempt = AttemptId.draw(chance);
            Digest paper = chance.nextInt(4) == 0
                    ? Digest.of(new byte[] {3})
                    : Marked.paper(BANK, contest, member, "1").digest();
            var began = NINE.plusSeconds(chance.nextInt(4000));
            facts.add(stored(
                    kiosk,
                    new QuizFact.Begun(attempt, member, origin, COURSE, DIGEST, contest.id(), "1", paper, 5),
                    synced(began)));
            for (int k = 0; k < chance.nextInt(12); k++) {
                Question question = BANK.questions().get(chance.nextInt(12));
                Answer answer = chance.nextBoolean() ? right(question) : wrong(question);
                facts.add(stored(
                        kiosk,
                        new QuizFact.Answered(attempt, member, question.id(), answer, chance.nextInt(700_000)),
                        synced(began)));
            }
            for (int k = 0; k < chance.nextInt(3); k++) {
                facts.add(stored(
                        kiosk,
                        new QuizFact.Ended(
                                attempt, member, QuizFact.Ending.LEFT, new Score(100, 500), chance.nextInt(700_000), 0),
                        synced(began)));
            }
        }
        return facts;
    }

    private String after(List<StoredFact> facts, Quiz contest) {
        List.of("quiz_begun", "quiz_answer", "quiz_ended", "quiz_attempt", "quiz_mark")
                .forEach(table -> store.execute("DELETE FROM " + table));
        for (int from = 0; from < facts.size(); from += AT_ONCE) {
            List<StoredFact> some = facts.subList(from, Math.min(facts.size(), from + AT_ONCE));
            does(transaction -> some.forEach(fact -> project(transaction, fact)));
            marker.turn();
        }
        return judged(contest) + "\n" + board(contest) + "\n" + rows("quiz_attempt") + rows("quiz_mark");
    }

    private List<String> rows(String table) {
        String columns = table.equals("quiz_mark")
                ? "attempt || question || place || coalesce(CAST(points AS TEXT), 'struck') || keyed || coalesce(answer, '')"
                        + " || coalesce(CAST(used AS TEXT), '') || coalesce(CAST(took AS TEXT), '')"
                : "attempt || seq || marked || paper_fits || points || out_of || keyed || coalesce(ending, '') || used"
                        + " || ignored";
        return store.texts(columns, table + " ORDER BY 1");
    }

    private void rule(Quiz quiz, QuestionId question, QuestionVerdict verdict) {
        does(transaction -> rulings.rule(transaction, quiz.id(), question, verdict, "答案有误", "admin"));
    }

    private List<PersonalEntry.WrongAnswer> wrong(org.hongting.protocol.identity.MemberId member) {
        return reads(transaction -> new MemberQuizzes(board, clock)
                        .allOf(transaction, member.value().substring(0, 1)))
                .getOrDefault(member, QuizRecord.Tried.NOTHING)
                .wrong();
    }

    private static Attempt.Marks marksOf(Sitting sitting) {
        return sitting.judged().attempt().marks().orElseThrow();
    }

    private List<String> alarms() {
        marks();
        return store.texts("kind", "alarm ORDER BY kind");
    }
}
