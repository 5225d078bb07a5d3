package org.hongting.simulator.learning;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.study.Studied;
import org.hongting.simulator.learning.Learner.Act;
import org.hongting.simulator.learning.Learner.Range;

/// Everybody in the published table.
public final class Learners {
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    /// The limits of [org.hongting.protocol.study.LearningRule#STANDARD] for a page of a minute, in seconds.
    private static final int LIMIT = 120;

    private static final int VISIT = 180;
    /// Of questions that take two minutes: how long nobody need do anything, and the most of one visit.
    private static final int QUIZ_LIMIT = 180;

    private static final int QUIZ_VISIT = 360;
    private static final int GRACE = 30;
    private static final Studied QUIZ = new Studied.Quiz(Duration.ofMinutes(2));
    private static final Studied PAGE = new Studied.Page(Duration.ofMinutes(1));

    private Learners() {}

    public static List<Learner> all() {
        return List.of(
                new Learner(
                        "reads 30 min, a page a minute, and signs out",
                        30 * MINUTE,
                        30 * MINUTE,
                        with(pages(PAGE, MINUTE, 30 * MINUTE), 30 * MINUTE, new Act.SignOut()),
                        List.of(new Range(0, 30 * MINUTE)),
                        List.of(),
                        0,
                        0),
                new Learner(
                        "reads 10 min and walks away for 40",
                        50 * MINUTE,
                        10 * MINUTE,
                        pages(PAGE, MINUTE, 10 * MINUTE),
                        List.of(new Range(0, 10 * MINUTE)),
                        List.of(),
                        GRACE,
                        LIMIT - GRACE),
                new Learner(
                        "slow reader: a page of 100 s every 4 min, for 40 min",
                        40 * MINUTE,
                        40 * MINUTE,
                        with(
                                pages(new Studied.Page(Duration.ofSeconds(100)), 4 * MINUTE, 40 * MINUTE),
                                40 * MINUTE,
                                new Act.SignOut()),
                        List.of(new Range(0, 40 * MINUTE)),
                        List.of(),
                        0,
                        0),
                new Learner(
                        "very slow: a page of a minute every 4 min, for 40 min",
                        40 * MINUTE,
                        40 * MINUTE,
                        with(pages(PAGE, 4 * MINUTE, 40 * MINUTE), 40 * MINUTE, new Act.SignOut()),
                        List.of(new Range(0, 40 * MINUTE)),
                        List.of(),
                        0,
                        10 * (4 * MINUTE - VISIT)),
                new Learner(
                        "watches 20 min to the end, then leaves",
                        50 * MINUTE,
                        20 * MINUTE,
                        Map.of(0, new Act.SignIn(new Studied.Media())),
                        List.of(new Range(0, 20 * MINUTE)),
                        List.of(new Range(0, 20 * MINUTE)),
                        GRACE,
                        0),
                new Learner(
                        "leaves a film of an hour after 25 min",
                        80 * MINUTE,
                        25 * MINUTE,
                        Map.of(0, new Act.SignIn(new Studied.Media())),
                        List.of(new Range(0, 25 * MINUTE)),
                        List.of(new Range(0, HOUR)),
                        GRACE,
                        20 * MINUTE),
                new Learner(
                        "leaves a film of 12 min after 4",
                        40 * MINUTE,
                        4 * MINUTE,
                        Map.of(0, new Act.SignIn(new Studied.Media())),
                        List.of(new Range(0, 4 * MINUTE)),
                        List.of(new Range(0, 12 * MINUTE)),
                        20 * MINUTE,
                        0),
                new Learner(
                        "three glances of 20 s in an hour",
                        HOUR,
                        3 * 20,
                        glances(),
                        List.of(
                                new Range(0, 20),
                                new Range(20 * MINUTE, 20 * MINUTE + 20),
                                new Range(40 * MINUTE, 40 * MINUTE + 20)),
                        List.of(),
                        3 * GRACE,
                        0),
                new Learner(
                        "reads 5 min and leaves a panel that is stuck: a touch a second",
                        HOUR,
                        5 * MINUTE,
                        stuck(),
                        List.of(new Range(0, 5 * MINUTE)),
                        List.of(),
                        VISIT,
                        LIMIT - GRACE),
                new Learner(
                        "answers 5 min and leaves a panel that is stuck on an option",
                        HOUR,
                        5 * MINUTE,
                        stuckOnAnOption(),
                        List.of(new Range(0, 5 * MINUTE)),
                        List.of(),
                        QUIZ_VISIT,
                        QUIZ_LIMIT - GRACE),
                new Learner(
                        "reads two pages and turns to and fro between them for an hour",
                        HOUR,
                        2 * MINUTE,
                        toAndFro(),
                        List.of(new Range(0, HOUR)),
                        List.of(),
                        2 * VISIT,
                        0),
                new Learner(
                        "reads 10 min, walks off, a stranger taps 继续学习",
                        50 * MINUTE,
                        10 * MINUTE,
                        stranger(),
                        List.of(new Range(0, 10 * MINUTE)),
                        List.of(),
                        VISIT,
                        LIMIT - GRACE));
    }

    private static Map<Integer, Act> pages(Studied page, int every, int until) {
        Map<Integer, Act> acts = new HashMap<>();
        for (int second = 0; second < until; second += every) {
            acts.put(second, second == 0 ? new Act.SignIn(page) : new Act.Turn(second / every, page));
        }
        return acts;
    }

    private static Map<Integer, Act> with(Map<Integer, Act> acts, int second, Act act) {
        acts.put(second, act);
        return acts;
    }

    private static Map<Integer, Act> glances() {
        Map<Integer, Act> acts = new HashMap<>();
        for (int visit = 0; visit < HOUR; visit += 20 * MINUTE) {
            acts.put(visit, new Act.SignIn(PAGE));
            acts.put(visit + 19, new Act.Touch(Evidence.TOUCH));
        }
        return acts;
    }

    private static Map<Integer, Act> stuck() {
        Map<Integer, Act> acts = pages(PAGE, MINUTE, 5 * MINUTE);
        for (int second = 5 * MINUTE; second < HOUR; second++) {
            acts.put(second, new Act.Touch(Evidence.TOUCH));
        }
        return acts;
    }

    /// The first press is an answer; an answer that is held already is a touch.
    private static Map<Integer, Act> stuckOnAnOption() {
        Map<Integer, Act> acts = new HashMap<>();
        acts.put(0, new Act.SignIn(QUIZ));
        for (int second = MINUTE; second < HOUR; second += second < 5 * MINUTE ? MINUTE : 1) {
            acts.put(second, new Act.Touch(second <= 5 * MINUTE ? Evidence.ANSWER : Evidence.TOUCH));
        }
        return acts;
    }

    private static Map<Integer, Act> toAndFro() {
        Map<Integer, Act> acts = pages(PAGE, MINUTE, 2 * MINUTE);
        for (int second = 2 * MINUTE; second < HOUR; second += MINUTE) {
            acts.put(second, new Act.Turn(second / MINUTE % 2, PAGE));
        }
        return acts;
    }

    /// Whoever comes by sees the question and touches it, as often as it is there.
    private static Map<Integer, Act> stranger() {
        Map<Integer, Act> acts = pages(PAGE, MINUTE, 10 * MINUTE);
        for (int second = 10 * MINUTE; second < 50 * MINUTE; second += 5) {
            acts.put(second, new Act.TapIfAsked());
        }
        return acts;
    }
}
