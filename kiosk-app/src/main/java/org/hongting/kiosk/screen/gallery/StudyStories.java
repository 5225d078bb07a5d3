package org.hongting.kiosk.screen.gallery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.kiosk.lesson.LessonTrouble;
import org.hongting.kiosk.lesson.PagePicture;
import org.hongting.kiosk.lesson.TextLesson;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.OwnReply;
import org.hongting.kiosk.screen.checkin.CheckInViewModel;
import org.hongting.kiosk.study.CourseState;
import org.hongting.kiosk.study.LearningClock.Phase;
import org.hongting.kiosk.study.Library;
import org.hongting.kiosk.study.Progress;
import org.hongting.kiosk.study.StudyHome;
import org.hongting.kiosk.study.StudyReply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.document.AssignmentEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Studied;

/// Every page of the study screen, told with invented courses.
final class StudyStories {
    private static final int VISIT = 1;
    private static final int PAPER = 0xFFFFFFFF;
    private static final int LINE = 0xFF8C857E;

    private static final Library.Shelved CHARTER = SampleCourses.shelved(
            "charter", "学习党章：总纲与党员的义务和权利", "XXDZ", Lesson.Kind.TEXT, Lesson.Kind.PDF, Lesson.Kind.VIDEO);
    private static final Library.Shelved HISTORY =
            SampleCourses.shelved("history", "中国共产党简史（节选）", "ZGGCDJS", Lesson.Kind.TEXT, Lesson.Kind.TEXT);
    private static final Library.Shelved CAMPUS =
            SampleCourses.shelved("campus", "走进校史馆", "ZJXSG", Lesson.Kind.PICTURE, Lesson.Kind.AUDIO);

    private static final String TEXT = """
            # 总纲

            这是一段用来看版面的文字，不是任何文件的原文。页面按文字的多少分页，字号变大时，同一页仍是同样的内容，用手指向上拖动就能看到下面。

            学习时间只在**确实有人学习**时计入：翻页、拖动、答题，都说明有人在看；停下来太久，屏幕会问一句「还在学习吗？」。

            ## 读的人要知道的

            - 左下角返回，右下角翻页
            - 读到哪里，下次在任何一台终端都从哪里继续

            > 计时宁可少算，不会多算。
            """;

    private StudyStories() {}

    /// @param ready brings a view model to its idle page
    static Map<String, Consumer<CheckInViewModel>> all(Consumer<CheckInViewModel> ready, Attendee person) {
        Map<String, Consumer<CheckInViewModel>> stories = new LinkedHashMap<>();
        stories.put("touch-study", model -> {
            ready.accept(model);
            model.touch().own().openStudy();
        });
        StudyReply.Opened home = new StudyReply.Opened(person, home());
        Consumer<CheckInViewModel> signedIn = model -> {
            ready.accept(model);
            model.touch().own().openStudy();
            model.hear(VISIT, new OwnReply.Opened(person, EnumSet.allOf(Errand.class), false));
            model.hear(VISIT, home);
        };
        stories.put("touch-study-home", signedIn);
        stories.put("touch-study-empty", model -> {
            ready.accept(model);
            model.touch().own().openStudy();
            model.hear(VISIT, new StudyReply.Opened(person, nothing()));
        });
        stories.put(
                "touch-study-library",
                after(signedIn, model -> model.touch().study().openLibrary()));
        stories.put("touch-study-search", after(signedIn, model -> {
            model.touch().study().openSearch();
            model.touch().study().type('Z');
        }));
        stories.put(
                "touch-study-course",
                after(
                        signedIn,
                        model -> model.touch()
                                .study()
                                .choose(home.home().library().getFirst())));
        reading(stories, signedIn);
        stories.putAll(QuizStories.all(signedIn, person));
        return stories;
    }

    private static void reading(Map<String, Consumer<CheckInViewModel>> stories, Consumer<CheckInViewModel> signedIn) {
        Consumer<CheckInViewModel> text = after(signedIn, model -> open(model, 0, words()));
        stories.put("touch-study-text", text);
        stories.put("touch-study-pdf", after(signedIn, model -> {
            open(model, 1, new StudyReply.Content.Sheets(12));
            model.hear(VISIT, new StudyReply.PageDrawn(7, Optional.of(paper()), Studied.Page.ofCharacters(600)));
        }));
        stories.put(
                "touch-study-broken",
                after(signedIn, model -> open(model, 1, new StudyReply.Content.Nothing(LessonTrouble.Kind.ENCRYPTED))));
        stories.put("touch-study-asked", after(text, model -> hear(model, Phase.ASKING, false)));
        stories.put("touch-study-paused", after(text, model -> hear(model, Phase.PAUSED, false)));
        stories.put("touch-study-away", after(text, model -> hear(model, Phase.PAUSED, true)));
    }

    private static Consumer<CheckInViewModel> after(Consumer<CheckInViewModel> first, Consumer<CheckInViewModel> then) {
        return model -> {
            first.accept(model);
            then.accept(model);
        };
    }

    private static void open(CheckInViewModel model, int lesson, StudyReply.Content content) {
        Lesson chosen = CHARTER.manifest().lessons().get(lesson);
        model.touch().study().choose(CHARTER.manifest(), chosen);
        model.hear(VISIT, new StudyReply.Read(CHARTER.manifest(), chosen, content));
    }

    private static void hear(CheckInViewModel model, Phase phase, boolean needsIdentity) {
        model.hear(VISIT, new StudyReply.Pulse(phase, needsIdentity, Duration.ofMinutes(12)));
    }

    private static StudyReply.Content words() {
        try {
            return new StudyReply.Content.Words(TextLesson.of(TEXT.getBytes(UTF_8)), Map.of());
        } catch (LessonTrouble e) {
            throw new IllegalStateException("the sample is a text", e);
        }
    }

    /// A sheet with lines on it.
    private static PagePicture paper() {
        int width = 1_200;
        int height = 1_697;
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, PAPER);
        for (int line = 160; line < height - 160; line += 56) {
            for (int row = line; row < line + 12; row++) {
                Arrays.fill(pixels, row * width + 140, row * width + width - 140 - (line % 5) * 90, LINE);
            }
        }
        return new PagePicture(width, height, pixels);
    }

    private static StudyHome nothing() {
        return new StudyHome(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());
    }

    private static StudyHome home() {
        Progress progress = new Progress(
                Optional.of(new Progress.Year(2026, Duration.ofMinutes(1_095), Optional.of(Duration.ofHours(24)))),
                List.of(known(CHARTER, 0, 20, 20), known(CHARTER, 1, 7, 12), known(CAMPUS, 0, 1, 1)));
        CourseState charter = new CourseState(CHARTER, progress);
        CourseState history = new CourseState(HISTORY, progress);
        CourseState campus = new CourseState(CAMPUS, progress);
        return new StudyHome(
                progress.year(),
                Optional.of(charter),
                List.of(
                        new StudyHome.Assigned(assignment("p-1", "charter", 30), Optional.of(charter), false, 0, false),
                        new StudyHome.Assigned(assignment("p-2", "history", 20), Optional.of(history), true, 1, true)),
                List.of(new StudyHome.Suggested(campus, StudyHome.Why.HOURS_MISSING)),
                List.of(charter, history, campus));
    }

    private static AssignmentEntry assignment(String id, String course, int day) {
        return new AssignmentEntry(
                id, new CourseId(course), "2026 年秋季学期党员学习计划", LocalDate.of(2026, 11, day), List.of(), List.of(), null);
    }

    private static Progress.Lesson known(Library.Shelved course, int lesson, int seen, int of) {
        return new Progress.Lesson(
                new StudyFact.LessonName(
                        course.manifest().id(),
                        1,
                        course.manifest().lessons().get(lesson).id()),
                seen % of,
                of,
                Coverage.of(0, seen),
                Duration.ofMinutes(25),
                Instant.parse("2026-11-21T08:00:00Z"));
    }
}
