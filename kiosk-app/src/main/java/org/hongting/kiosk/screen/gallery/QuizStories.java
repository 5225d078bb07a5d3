package org.hongting.kiosk.screen.gallery;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.kiosk.quiz.Banks;
import org.hongting.kiosk.quiz.QuizHome;
import org.hongting.kiosk.quiz.QuizReply;
import org.hongting.kiosk.quiz.Ranking;
import org.hongting.kiosk.screen.checkin.CheckInViewModel;
import org.hongting.kiosk.study.LearningClock.Phase;
import org.hongting.kiosk.study.StudyReply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.document.RankEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.QuizFact;
import org.jspecify.annotations.Nullable;

/// Every page of questions, told with an invented bank.
final class QuizStories {
    private static final int VISIT = 1;
    private static final Digest BANK = Digest.of(new byte[] {1});
    private static final CourseManifest COURSE = new CourseManifest(
            new CourseId("charter"),
            1,
            "党章知识题库",
            "zh-CN",
            null,
            List.of(),
            List.of(new CourseFile("questions.json", 1, BANK, List.of(BANK), CourseFile.MediaType.QUESTIONS)),
            new Rights("示例大学", ""),
            null,
            "questions.json");
    private static final Banks.Shelved SHELVED =
            new Banks.Shelved(COURSE, COURSE.files().getFirst());

    private static final Question SINGLE = new Question(
            new QuestionId("s-1"),
            Question.Kind.SINGLE,
            "党的基层组织是党在社会基层组织中的战斗堡垒，是党的全部工作和战斗力的什么？",
            List.of("基础", "核心", "保证", "目标"),
            List.of(0),
            null,
            null,
            "见党章第五章第三十二条。");
    private static final Question MULTIPLE = new Question(
            new QuestionId("m-1"),
            Question.Kind.MULTIPLE,
            "下列哪些是预备党员的权利？",
            List.of("参加党的有关会议，阅读党的有关文件，接受党的教育和培训", "在党的会议上和党报党刊上，参加关于党的政策问题的讨论，对党的工作提出建议和倡议", "表决权", "选举权和被选举权"),
            List.of(0, 1),
            null,
            null,
            "除了没有表决权、选举权和被选举权以外，预备党员的权利同正式党员一样。");
    private static final Question STATEMENT = new Question(
            new QuestionId("t-1"), Question.Kind.TRUE_FALSE, "预备党员的预备期为一年。", null, null, true, null, "见党章第一章第七条。");
    private static final Question DIGITS = new Question(
            new QuestionId("f-1"),
            Question.Kind.FILL_IN,
            "中国共产党成立于____年____月。",
            null,
            null,
            null,
            List.of(List.of("1921"), List.of("7")),
            "第一次全国代表大会于 1921 年 7 月在上海召开，最后一天的会议转移到嘉兴南湖举行。");
    private static final Question WORDS = new Question(
            new QuestionId("f-2"),
            Question.Kind.FILL_IN,
            "党的最高理想和最终目标是实现____。",
            null,
            null,
            null,
            List.of(List.of("共产主义")),
            null);
    private static final List<QuizReply.Item> ITEMS = List.of(
            new QuizReply.Item(SINGLE, List.of(2, 0, 3, 1)),
            new QuizReply.Item(MULTIPLE, List.of(1, 2, 0, 3)),
            new QuizReply.Item(STATEMENT, List.of()),
            new QuizReply.Item(DIGITS, List.of()),
            new QuizReply.Item(WORDS, List.of()));

    private QuizStories() {}

    /// @param signedIn brings a view model to the study home of somebody
    static Map<String, Consumer<CheckInViewModel>> all(Consumer<CheckInViewModel> signedIn, Attendee person) {
        Map<String, Consumer<CheckInViewModel>> stories = new LinkedHashMap<>();
        QuizHome home = home();
        Consumer<CheckInViewModel> open = signedIn.andThen(model -> {
            model.touch().quiz().open();
            model.hear(VISIT, new QuizReply.Opened(person, home));
        });
        stories.put("touch-study-quiz-home", open);
        stories.put("touch-study-quiz-empty", signedIn.andThen(model -> {
            model.touch().quiz().open();
            model.hear(VISIT, new QuizReply.Opened(person, new QuizHome(List.of(), List.of(), 0)));
        }));
        stories.put(
                "touch-study-quiz-amount",
                open.andThen(
                        model -> model.touch().quiz().choose(home.practice().getFirst())));
        stories.put(
                "touch-study-quiz-brief",
                open.andThen(model -> model.touch().quiz().choose(home.offers().getFirst())));
        stories.put(
                "touch-study-quiz-missing",
                open.andThen(model -> model.hear(VISIT, new QuizReply.Hindered(QuizReply.Hindrance.BANK_MISSING))));
        asked(stories, open);
        ended(stories, open);
        return stories;
    }

    private static void asked(Map<String, Consumer<CheckInViewModel>> stories, Consumer<CheckInViewModel> open) {
        Consumer<CheckInViewModel> test = open.andThen(model -> model.hear(
                VISIT,
                new QuizReply.Asked(new QuizReply.Sheet(
                        "2026 年秋季党章知识竞赛",
                        Optional.of(QuizEntry.Kind.CONTEST),
                        ITEMS,
                        Map.of(),
                        Optional.of(new QuizReply.Time(Duration.ofSeconds(754), Duration.ofMinutes(20))),
                        0))));
        stories.put(
                "touch-study-quiz-single",
                test.andThen(model -> model.hear(
                        VISIT, new QuizReply.Taken(SINGLE.id(), Answer.chosen(List.of(0)), Optional.empty()))));
        stories.put("touch-study-quiz-multiple", test.andThen(model -> {
            model.touch().quiz().move(1);
            model.touch().quiz().press(1);
            model.hear(VISIT, new QuizReply.NotRecorded(QuizReply.Step.ANSWER));
        }));
        stories.put("touch-study-quiz-statement", test.andThen(model -> {
            model.touch().quiz().go(2);
            model.hear(VISIT, new QuizReply.Clock(Duration.ofSeconds(42)));
        }));
        stories.put("touch-study-quiz-digits", test.andThen(model -> {
            model.touch().quiz().go(3);
            model.touch().quiz().write("1921");
        }));
        stories.put(
                "touch-study-quiz-words",
                test.andThen(model -> model.touch().quiz().go(4)));
        stories.put("touch-study-quiz-overview", test.andThen(model -> {
            model.hear(VISIT, new QuizReply.Taken(SINGLE.id(), Answer.chosen(List.of(0)), Optional.empty()));
            model.hear(VISIT, new QuizReply.Taken(STATEMENT.id(), Answer.said(true), Optional.empty()));
            model.touch().quiz().openOverview();
        }));
        stories.put(
                "touch-study-quiz-leaving",
                test.andThen(model -> model.touch().quiz().back()));
        stories.put(
                "touch-study-quiz-asked",
                test.andThen(
                        model -> model.hear(VISIT, new StudyReply.Pulse(Phase.ASKING, false, Duration.ofMinutes(2)))));
        Consumer<CheckInViewModel> practice = open.andThen(model -> model.hear(
                VISIT,
                new QuizReply.Asked(
                        new QuizReply.Sheet("党章知识题库", Optional.empty(), ITEMS, Map.of(), Optional.empty(), 0))));
        stories.put("touch-study-quiz-marked", practice.andThen(model -> {
            model.touch().quiz().go(1);
            model.hear(VISIT, new QuizReply.Taken(MULTIPLE.id(), Answer.chosen(List.of(1, 2)), Optional.of(0)));
        }));
        stories.put("touch-study-quiz-marked-blanks", practice.andThen(model -> {
            model.touch().quiz().go(3);
            model.hear(VISIT, new QuizReply.Taken(DIGITS.id(), Answer.filled(List.of("1921", "7")), Optional.of(100)));
        }));
    }

    private static void ended(Map<String, Consumer<CheckInViewModel>> stories, Consumer<CheckInViewModel> open) {
        QuizEntry contest = quiz("contest", "2026 年秋季党章知识竞赛", QuizEntry.Kind.CONTEST, 1200, 1);
        QuizEntry test = quiz("test", "入党积极分子结业测试", QuizEntry.Kind.TEST, null, 3);
        stories.put(
                "touch-study-quiz-reached",
                open.andThen(model -> model.hear(
                        VISIT,
                        new QuizReply.Ended(new QuizReply.Result(
                                test.title(),
                                Optional.of(test),
                                new Score(350, 500),
                                Optional.of(true),
                                QuizFact.Ending.HANDED_IN,
                                1,
                                List.of(
                                        new QuizReply.Reviewed(ITEMS.get(1), Optional.of(Answer.chosen(List.of(0)))),
                                        new QuizReply.Reviewed(ITEMS.get(4), Optional.empty())),
                                Optional.empty())))));
        stories.put(
                "touch-study-quiz-time-up",
                open.andThen(model -> model.hear(
                        VISIT,
                        new QuizReply.Ended(new QuizReply.Result(
                                contest.title(),
                                Optional.of(contest),
                                new Score(400, 500),
                                Optional.empty(),
                                QuizFact.Ending.TIME_UP,
                                1,
                                List.of(),
                                Optional.of(QuizReply.Secret.CONTEST))))));
        stories.put(
                "touch-study-quiz-ranks",
                open.andThen(model -> model.hear(
                        VISIT,
                        new QuizReply.Ranks(
                                contest,
                                new Ranking(
                                        List.of(
                                                rank(1, 1, "欧阳**", 500, 312_000),
                                                rank(2, 2, "张*", 450, 401_000),
                                                rank(3, 2, "李*", 450, 401_000),
                                                rank(4, 4, "王*", 400, 655_000),
                                                rank(5, 5, "赵**", 350, 512_000)),
                                        List.of(),
                                        Optional.of(Duration.ofMinutes(3)),
                                        Optional.of("p-2"))))));
    }

    private static RankEntry rank(int number, int place, String name, int points, long used) {
        return new RankEntry("p-" + number, place, name, new Score(points, 500), used, null);
    }

    private static QuizHome home() {
        QuizEntry contest = quiz("contest", "2026 年秋季党章知识竞赛", QuizEntry.Kind.CONTEST, 1200, 1);
        QuizEntry daily = quiz("daily", "每日一答", QuizEntry.Kind.DAILY, null, 1);
        QuizEntry test = quiz("test", "入党积极分子结业测试", QuizEntry.Kind.TEST, 1800, 3);
        QuizEntry next = quiz("next", "党史知识擂台赛", QuizEntry.Kind.CONTEST, 600, 1);
        return new QuizHome(
                List.of(
                        new QuizHome.Offer(
                                contest,
                                new QuizHome.State.Running(Optional.of(Duration.ofSeconds(754))),
                                Optional.empty()),
                        new QuizHome.Offer(daily, new QuizHome.State.Ready(Optional.of(1)), Optional.empty()),
                        new QuizHome.Offer(next, new QuizHome.State.Soon(Duration.ofMinutes(12)), Optional.empty()),
                        new QuizHome.Offer(
                                test,
                                new QuizHome.State.Missing(),
                                Optional.of(new QuizHome.Reached(new Score(350, 500), Optional.of(true))))),
                List.of(new QuizHome.Practice(SHELVED, 5, false)),
                5);
    }

    private static QuizEntry quiz(
            String id, String title, QuizEntry.Kind kind, @Nullable Integer seconds, int attempts) {
        OffsetDateTime now = OffsetDateTime.parse("2026-11-22T09:02:00+08:00");
        boolean contest = kind == QuizEntry.Kind.CONTEST;
        return new QuizEntry(
                new QuizId(id),
                title,
                kind,
                QuizEntry.Mode.PERSON,
                COURSE.id(),
                BANK,
                new PaperRule(1, 1, 1, 2, true),
                BANK,
                true,
                seconds,
                contest ? now.minusHours(1) : null,
                contest ? now.plusHours(1) : null,
                attempts,
                contest ? null : 60,
                null);
    }
}
