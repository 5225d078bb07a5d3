package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.hongting.central.course.Courses;
import org.hongting.central.organisation.Member;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.Quizzes;
import org.hongting.central.study.StudyPlans;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.CoursePackage;
import org.hongting.protocol.course.FileHashes;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.provisioning.authority.SiteAuthority;

/// Somebody's way through the pages of study plans.
final class PlanPages {
    static final CourseId COURSE = new CourseId("party-constitution");

    private final RunningConsole console;
    private final List<Member> people;
    private final LocalDate today;

    PlanPages(RunningConsole console, List<Member> people, LocalDate today) {
        this.console = console;
        this.people = List.copyOf(people);
        this.today = today;
    }

    /// A course of two lessons with a few questions, and a test of them.
    void bringsACourseAndItsTest() {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("one.md", "# 总纲\n\n中国共产党是中国工人阶级的先锋队。\n".getBytes(StandardCharsets.UTF_8));
        files.put("two.md", "# 党员\n\n党员的义务和权利。\n".getBytes(StandardCharsets.UTF_8));
        files.put(
                "questions.json",
                new QuestionBank(List.of(new Question(
                                new QuestionId("oath"),
                                Question.Kind.TRUE_FALSE,
                                "预备党员必须面向党旗进行入党宣誓。",
                                null,
                                null,
                                true,
                                null,
                                null)))
                        .write());
        List<CourseFile> named = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                CourseFile.MediaType type =
                        file.getKey().endsWith(".md") ? CourseFile.MediaType.MARKDOWN : CourseFile.MediaType.QUESTIONS;
                named.add(
                        FileHashes.of(new ByteArrayInputStream(file.getValue())).named(file.getKey(), type));
            }
            CourseManifest manifest = new CourseManifest(
                    COURSE,
                    1,
                    "党章学习",
                    "zh-CN",
                    null,
                    List.of(
                            new Lesson(new LessonId("chapter-1"), "总纲", Lesson.Kind.TEXT, "one.md", 20, 600),
                            new Lesson(new LessonId("chapter-2"), "党员", Lesson.Kind.TEXT, "two.md", 4, 200)),
                    named,
                    new Rights("红亭大学", ""),
                    null,
                    "questions.json");
            ByteArrayOutputStream packaged = new ByteArrayOutputStream();
            CoursePackage.write(
                    console.server.context().getBean(SiteAuthority.class).sign(manifest),
                    file -> new ByteArrayInputStream(files.getOrDefault(file.path(), new byte[0])),
                    packaged);
            console.server
                    .context()
                    .getBean(Courses.class)
                    .add(new ByteArrayInputStream(packaged.toByteArray()), "admin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        console.database()
                .inTransaction(transaction -> console.server
                        .context()
                        .getBean(Quizzes.class)
                        .make(
                                transaction,
                                new Quiz.Plan(
                                        "党章结课测验",
                                        QuizEntry.Kind.TEST,
                                        QuizEntry.Mode.PERSON,
                                        COURSE,
                                        new PaperRule(0, 0, 1, 0, true),
                                        false,
                                        new Quiz.Limits(null, null, null, null, 60),
                                        Set.of(),
                                        5),
                                "admin"));
    }

    /// A plan is refused, made and found in the list.
    void makes(Page page) {
        page.navigate(console.address + "/study/plans");
        assertThat(page.locator(".empty")).isVisible();
        page.fill("#name", "党章学习");
        page.fill("#courses", "不是编号");
        page.locator("[name=branches]").first().check();
        page.click("button.btn-primary");
        assertThat(page.locator("[role=alert]")).containsText("没有保存");
        assertThat(page.locator("#name")).hasValue("党章学习");
        page.fill("#courses", "party-history");
        page.locator("[name=tests]").first().check();
        page.locator("[name=branches]").first().check();
        page.click("button.btn-primary");
        assertThat(page.locator("[role=alert]")).containsText("测验须属于这个计划的课程之一");
        page.locator("[name=courses][value=party-constitution]").check();
        page.fill("#courses", "party-history");
        page.locator("[name=tests]").first().check();
        page.fill("#due", today.plusDays(30).toString());
        page.fill("#numbers", "20260001");
        page.locator("[name=branches]").nth(2).check();
        page.click("button.btn-primary");
        assertThat(page.locator("#plans tbody tr")).hasCount(1);
        assertThat(page.locator("#plans")).containsText("点名 1 人");
        assertThat(page.locator("#plans")).containsText("须通过：党章结课测验");
        assertThat(page.locator("#plans")).containsText("0 / 8 人");
        page.click("#plans tbody a >> nth=0");
        assertThat(page.locator("h1")).hasText("党章学习");
        assertThat(page.locator("#totals")).containsText("应学人数");
        page.click("#courses summary");
        assertThat(page.locator("#courses")).containsText("本校还没有这门课程");
        ConsoleBrowser.shot(page, "study-plan-with-test-zh");
    }

    /// @return the path of its page
    String follows(Page page) {
        String path = "/study/plans/" + overdue();
        page.navigate(console.address + "/study/plans");
        assertThat(page.locator("#plans")).containsText("逾期 7 人");
        ConsoleBrowser.shot(page, "study-plans-zh");
        page.navigate(console.address + path);
        assertThat(page.locator("#people tbody tr")).hasCount(8);
        Assertions.assertThat(page.locator("#totals b").allInnerTexts()).isEqualTo(List.of("8", "1", "7", "0", "7"));
        ConsoleBrowser.shot(page, "study-plan-zh");
        Assertions.assertThat(page.locator("#people tbody tr").last().innerText())
                .as("who is done stands last")
                .contains("韩梅梅", "1 / 1");
        List<String> seen = page.locator("#people tbody tr").all().stream()
                .map(row -> row.getAttribute("data-number") + ","
                        + row.locator("td").nth(1).innerText() + ","
                        + row.locator("td").nth(2).innerText())
                .toList();
        String csv = new String(
                page.request().get(console.address + path + "/progress.csv").body(), StandardCharsets.UTF_8);
        Assertions.assertThat(csv).startsWith("\uFEFF学号,姓名,支部,完成门数,应学门数,进度%,状态,党章学习");
        Assertions.assertThat(csv.lines()
                        .skip(1)
                        .map(line ->
                                String.join(",", List.of(line.split(",", -1)).subList(0, 3))))
                .containsExactlyElementsOf(seen);
        Assertions.assertThat(csv).contains("逾期未完成,18%", "已完成");
        Assertions.assertThat(page.request()
                        .get(console.address + path + "/progress.xlsx?state=done")
                        .body())
                .startsWith('P', 'K');
        Assertions.assertThat(page.request()
                        .get(console.address + path + "/progress.pdf")
                        .status())
                .isEqualTo(404);
        page.selectOption("#state", "done");
        assertThat(page.locator("#people tbody tr")).hasCount(1);
        page.selectOption("#state", "all");
        page.fill("#q", "欧阳");
        assertThat(page.locator("#people tbody tr")).hasCount(1);
        page.fill("#q", "没有这个人");
        assertThat(page.locator("#list .empty")).containsText("没有符合条件的人");
        page.fill("#q", "");
        page.selectOption("#branch", new com.microsoft.playwright.options.SelectOption().setLabel("　　教工党支部"));
        assertThat(page.locator("#list .empty")).isVisible();
        assertThat(page.locator("#totals b").first()).hasText("0");
        page.navigate(console.address + path + "?state=overdue");
        assertThat(page.locator("#people tbody tr")).hasCount(7);
        page.click("#people tbody tr:last-child .in-courses a");
        assertThat(page.locator("table.computed")).isVisible();
        return path;
    }

    /// Many plans are several pages; those that run stand on the first.
    void leafs(Page page) {
        console.database().inTransaction(transaction -> {
            for (int i = 0; i < 20; i++) {
                transaction.update(
                        "INSERT INTO study_plan (id, name, made_by, made_at, ended_at) VALUES (?, '往年计划', 'admin', '', '')",
                        "old-" + i);
                transaction.update(
                        "INSERT INTO study_plan_part (plan, kind, value) VALUES (?, 'course', 'party-history')",
                        "old-" + i);
                transaction.update(
                        "INSERT INTO study_plan_part (plan, kind, value) VALUES (?, 'role', 'OTHER')", "old-" + i);
            }
            return null;
        });
        page.navigate(console.address + "/study/plans");
        assertThat(page.locator("#plans tbody tr")).hasCount(20);
        assertThat(page.locator("#plans tbody tr").first()).containsText("主题教育必修");
        page.click("nav.paging a");
        assertThat(page.locator("#plans tbody tr")).hasCount(2);
        ConsoleBrowser.shot(page, "study-plans-second-page-zh");
        page.navigate(console.address + "/study/plans?page=99999");
        assertThat(page.locator("#plans tbody tr")).hasCount(2);
    }

    /// A plan of the first branch whose last day was yesterday.
    private String overdue() {
        return console.database()
                .inTransaction(transaction -> console.server
                        .context()
                        .getBean(StudyPlans.class)
                        .add(
                                transaction,
                                new StudyPlans.Plan(
                                        "主题教育必修",
                                        Optional.of(today.minusDays(1)),
                                        Set.of(COURSE),
                                        Set.of(),
                                        new StudyPlans.Audience(
                                                Set.of(people.getFirst().branch()), Set.of(), Set.of())),
                                "admin"));
    }
}
