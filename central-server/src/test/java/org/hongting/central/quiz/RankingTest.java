package org.hongting.central.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.quiz.Ranking.Group;
import org.hongting.central.quiz.Ranking.Person;
import org.hongting.central.quiz.Ranking.Result;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.quiz.Score;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static Result result(int number, int points, long used) {
        return new Result(member(number), new Score(points, 500), used);
    }

    private static MemberId member(int number) {
        return new MemberId("000000000000000" + number);
    }

    @Test
    void theBetterScoreIsFirstThenTheShorterTimeAndEqualsShareAPlace() {
        List<Person> people = Ranking.people(List.of(
                result(1, 300, 50), result(2, 400, 90), result(3, 400, 60), result(4, 300, 50), result(5, 100, 1)));

        assertThat(people)
                .extracting(person -> person.result().member())
                .containsExactly(member(3), member(2), member(1), member(4), member(5));
        assertThat(people).extracting(Person::place).containsExactly(1, 2, 3, 3, 5);
    }

    @Test
    void papersOfDifferentLengthAreComparedByTheirShare() {
        Result struck = new Result(member(1), new Score(300, 400), 10);
        assertThat(Ranking.people(List.of(result(2, 300, 5), struck)).getFirst().result())
                .isEqualTo(struck);
        Result nothing = new Result(member(3), new Score(0, 0), 1);
        assertThat(Ranking.people(List.of(nothing, result(2, 300, 5)))
                        .getFirst()
                        .result()
                        .member())
                .isEqualTo(member(2));
    }

    /// Best two of each: red 500 + 300 = 80 %, blue 450 + 0 = 45 %, although blue's one head is better than red's
    /// second.
    @Test
    void aGroupStandsByItsBestPeopleAndMissingOnesReachedNothing() {
        Map<MemberId, String> groups = Map.of(member(1), "red", member(2), "red", member(3), "red", member(4), "blue");
        List<Group> ranked = Ranking.groups(
                List.of(
                        result(1, 500, 10),
                        result(2, 300, 20),
                        result(3, 100, 30),
                        result(4, 450, 5),
                        result(5, 500, 1)),
                member -> Optional.ofNullable(groups.get(member)),
                2,
                500);

        assertThat(ranked)
                .containsExactly(
                        new Group(1, "red", new Score(800, 1000), 30, 3),
                        new Group(2, "blue", new Score(450, 1000), 5, 1));
    }

    /// 300 of 400 is 75 %, although 375 points of 500 are more than 300.
    @Test
    void whoseQuestionWasStruckCountsForTheGroupByTheirShare() {
        Result struck = new Result(member(1), new Score(300, 400), 10);
        List<Group> ranked = Ranking.groups(List.of(struck), member -> Optional.of("red"), 1, 500);

        assertThat(ranked).extracting(Group::score).containsExactly(new Score(375, 500));
    }

    @Test
    void groupsThatAreEqualShareAPlace() {
        List<Group> ranked = Ranking.groups(
                List.of(result(1, 500, 10), result(2, 500, 10), result(3, 100, 30)),
                member -> Optional.of(member.value()),
                1,
                500);

        assertThat(ranked).extracting(Group::place).containsExactly(1, 1, 3);
    }
}
