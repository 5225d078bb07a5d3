package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SelectOption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.hongting.central.course.Courses;
import org.hongting.central.organisation.Member;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.Quizzes;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.CoursePackage;
import org.hongting.protocol.course.FileHashes;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.draw.Paper;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Marking;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.provisioning.authority.SiteAuthority;
import tools.jackson.databind.json.JsonMapper;

/// Somebody's way through the pages of a contest, from its making to a ruling.
final class QuizPages {
    private static final CourseId COURSE = new CourseId("party-history-questions");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private final RunningConsole console;
    private final List<Member> people;
    private final Random random = new Random(11);
    private final QuestionBank bank = bank();

    QuizPages(RunningConsole console, List<Member> people) {
        this.console = console;
        this.people = List.copyOf(people);
    }

    private static QuestionBank bank() {
        List<Question> questions = new ArrayList<>();
        List<String> years = List.of("1919 年", "1921 年", "1927 年", "1949 年");
        List<String> asked =
                List.of("中国共产党成立于哪一年？", "五四运动爆发于哪一年？", "南昌起义发生在哪一年？", "中华人民共和国成立于哪一年？", "党的一大召开于哪一年？", "秋收起义发生在哪一年？");
        List<Integer> right = List.of(1, 0, 2, 3, 1, 2);
        for (int i = 0; i < asked.size(); i++) {
            questions.add(new Question(
                    new QuestionId("year-" + i),
                    Question.Kind.SINGLE,
                    asked.get(i),
                    years,
                    List.of(right.get(i)),
                    null,
                    null,
                    "见《中国共产党简史》。"));
        }
        questions.add(new Question(
                new QuestionId("styles"),
                Question.Kind.MULTIPLE,
                "党的三大优良作风是什么？",
                List.of("理论联系实际", "密切联系群众", "批评与自我批评", "统一战线"),
                List.of(0, 1, 2),
                null,
                null,
                null));
        questions.add(new Question(
                new QuestionId("boat"), Question.Kind.TRUE_FALSE, "党的一大最后在嘉兴南湖的船上闭幕。", null, null, true, null, null));
        questions.add(new Question(
                new QuestionId("purpose"),
                Question.Kind.FILL_IN,
                "党的根本宗旨是全心全意为____服务。",
                null,
                null,
                null,
                List.of(List.of("人民")),
                null));
        return new QuestionBank(questions);
    }

    /// A course of nothing but questions is brought to the centre.
    void bringsQuestions() {
        byte[] bytes = bank.write();
        try {
            CourseManifest manifest = new CourseManifest(
                    COURSE,
                    1,
                    "党史知识题库",
                    "zh-CN",
                    null,
                    List.of(),
                    List.of(FileHashes.of(new ByteArrayInputStream(bytes))
                            .named("questions.json", CourseFile.MediaType.QUESTIONS)),
                    new Rights("红亭大学", ""),
                    null,
                    "questions.json");
            ByteArrayOutputStream packaged = new ByteArrayOutputStream();
            SiteAuthority authority = console.server.context().getBean(SiteAuthority.class);
            CoursePackage.write(authority.sign(manifest), file -> new ByteArrayInputStream(bytes), packaged);
            console.server
                    .context()
                    .getBean(Courses.class)
                    .add(new ByteArrayInputStream(packaged.toByteArray()), "admin");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// @return the path of its page
    String makes(Page page) {
        page.navigate(console.address + "/study");
        page.click("a[href='/study/quizzes']");
        page.click("a[href='/study/quizzes/new']");
        page.selectOption("#of-course", COURSE.value());
        page.click("form:has(#of-course) button");
        assertThat(page.locator("#quiz")).containsText("题库有 6 题");
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
        page.fill("#title", "党史知识竞赛");
        page.selectOption("#kind", "contest");
        page.selectOption("#mode", "branch");
        page.fill("[name=singles]", "7");
        page.fill("#attempts", "1");
        page.fill("#opens", MINUTES.format(now.minusHours(1)));
        page.fill("#closes", MINUTES.format(now.plusHours(1)));
        page.evaluate("document.querySelector('[name=singles]').removeAttribute('max')");
        page.click("button[value=save]");
        assertThat(page.locator(".notice.no")).containsText("题库里的题不够");
        page.fill("[name=singles]", "4");
        page.click("button[value=preview]");
        assertThat(page.locator("#sample li .chip")).hasCount(7);
        ConsoleBrowser.shot(page, "quiz-form-zh");
        page.click("button[value=save]");
        assertThat(page.locator("h1")).hasText("党史知识竞赛");
        assertThat(page.locator("#list .empty")).isVisible();
        return page.url().substring(console.address.length());
    }

    /// All but the last two take part, the one better than the other; one on a paper that follows from nothing.
    void answers() {
        Quiz quiz = quiz();
        for (int i = 0; i < people.size() - 2; i++) {
            sits(quiz, people.get(i), 0.35 + 0.6 * random.nextDouble(), i == 3);
        }
    }

    Quiz quiz() {
        return console.database()
                .reading(transaction -> Quizzes.all(transaction).getFirst());
    }

    private void sits(Quiz quiz, Member member, double knows, boolean odd) {
        AttemptId attempt = AttemptId.draw(random);
        OffsetDateTime began = OffsetDateTime.now(ZoneId.systemDefault()).minusMinutes(20);
        Paper paper = Paper.draw(bank, quiz.plan().paper(), Paper.seed(quiz.seed(), member.id(), odd ? "17" : "1"));
        BootId boot = new BootId("boot-quiz");
        tells(
                new QuizFact.Begun(
                        attempt,
                        member.id(),
                        new Fact.Origin(CredentialKind.CARD, "pcsc-0", false),
                        COURSE,
                        quiz.bank(),
                        quiz.id(),
                        "1",
                        paper.digest(),
                        paper.items().size()),
                began,
                boot);
        long used = 0;
        int points = 0;
        Map<QuestionId, Question> questions = new HashMap<>(bank.byId());
        for (Paper.Item item : paper.items()) {
            used += 4_000 + random.nextInt(20_000);
            Question question = Objects.requireNonNull(questions.get(item.question()));
            Answer answer = random.nextDouble() < knows ? right(question) : wrong(question);
            points += Marking.of(question, Optional.of(answer), quiz.plan().part());
            tells(new QuizFact.Answered(attempt, member.id(), question.id(), answer, used), began, boot);
        }
        tells(
                new QuizFact.Ended(
                        attempt,
                        member.id(),
                        QuizFact.Ending.HANDED_IN,
                        new Score(points, paper.items().size() * Marking.FULL),
                        used,
                        0),
                began,
                boot);
    }

    private void tells(Fact fact, OffsetDateTime at, BootId boot) {
        console.tells(fact, new ClockReading(at, ClockQuality.SYNCED, boot, 1_000_000));
    }

    private static Answer right(Question question) {
        return switch (question.kind()) {
            case SINGLE, MULTIPLE -> Answer.chosen(Objects.requireNonNull(question.right()));
            case TRUE_FALSE -> Answer.said(true);
            case FILL_IN -> Answer.filled(List.of("人民"));
        };
    }

    private Answer wrong(Question question) {
        return switch (question.kind()) {
            case SINGLE -> Answer.chosen(List.of(random.nextInt(question.choices())));
            case MULTIPLE -> Answer.chosen(List.of(0, 3));
            case TRUE_FALSE -> Answer.said(false);
            case FILL_IN -> Answer.filled(List.of("群众"));
        };
    }

    void looksAtResults(Page page, String path) {
        page.navigate(console.address + path);
        int expected = people.size() - 3;
        long patience = System.nanoTime() + 8_000_000_000L;
        while (page.locator("#lines tbody tr").count() < expected && System.nanoTime() < patience) {
            page.reload();
        }
        assertThat(page.locator("#lines tbody tr")).hasCount(expected);
        assertThat(page.locator("#units")).containsText("教工党支部");
        assertThat(page.locator("#groups tbody tr")).hasCount(3);
        ConsoleBrowser.shot(page, "quiz-zh");
        List<String> seen = page.locator("#lines tbody tr").all().stream()
                .map(row -> row.locator("td").nth(0).innerText() + ","
                        + row.locator("td").nth(1).innerText() + ","
                        + row.locator("td").nth(2).innerText())
                .toList();
        String csv = new String(
                page.request()
                        .get(console.address + path + "/export/results.csv")
                        .body(),
                StandardCharsets.UTF_8);
        Assertions.assertThat(csv.lines()
                        .skip(1)
                        .map(line ->
                                String.join(",", List.of(line.split(",", -1)).subList(0, 3))))
                .containsExactlyElementsOf(seen);
        page.fill("#q", people.getFirst().studentNumber());
        assertThat(page.locator("#lines tbody tr")).hasCount(1);
        page.navigate(console.address + path + "/missing");
        assertThat(page.locator("tbody tr")).hasCount(3);
        page.selectOption("#branch", new SelectOption().setLabel("　　教工党支部"));
        page.click("form.filter button");
        assertThat(page.locator("tbody tr")).hasCount(2);
    }

    void letsThePaperInDoubtCount(Page page, String path) {
        page.navigate(console.address + path + "?all=true");
        page.locator("#lines tbody tr", new Page.LocatorOptions().setHasText("试卷存疑"))
                .locator("td a")
                .click();
        assertThat(page.locator(".facts")).containsText("与种子不一致");
        page.fill("#note", "终端换过题库，已核对");
        page.click("#rulings button");
        assertThat(page.locator(".head .chip")).hasText("计成绩");
        assertThat(page.locator("#rulings")).containsText("终端换过题库");
        ConsoleBrowser.shot(page, "quiz-attempt-zh");
    }

    void strikesAQuestion(Page page, String path) {
        page.navigate(console.address + path + "/items");
        assertThat(page.locator(".item").first()).isVisible();
        page.locator(".item summary").first().click();
        page.locator(".item form").first().locator("[name=note]").fill("题干有歧义");
        page.locator(".item form").first().locator("button").click();
        assertThat(page.locator("#rulings")).containsText("题干有歧义");
        assertThat(page.locator(".item", new Page.LocatorOptions().setHasText("作废，不计分"))
                        .first())
                .isVisible();
        ConsoleBrowser.shot(page, "quiz-items-zh");
    }

    /// Four numbers and the ranking; when the centre does not answer any more, what was there stays with its age.
    void standsOnTheBigScreen(Page page, String name) {
        page.navigate(console.address + "/screen/contest/" + quiz().id());
        assertThat(page.locator("#people li")).hasCount(6);
        assertThat(page.locator("#taken")).hasText(Integer.toString(people.size() - 2));
        assertThat(page.locator("#left")).hasText(Pattern.compile("[0-9:]{4,}"));
        assertThat(page.locator("#people li").first()).containsText("*");
        Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
        ConsoleBrowser.shot(page, name);
    }

    /// On a page of its own, while no other is open: what a browser complains of without a network is no fault.
    void keepsWhatItShowsWhenTheLinkIsDown(BrowserContext context) {
        Page page = context.newPage();
        page.clock().install();
        page.navigate(console.address + "/screen/contest/" + quiz().id());
        assertThat(page.locator("#people li")).hasCount(6);
        context.setOffline(true);
        page.clock().fastForward(11_000);
        assertThat(page.locator("#board")).hasClass(Pattern.compile("lost"));
        assertThat(page.locator("#age")).containsText("连接中断");
        assertThat(page.locator("#people li")).hasCount(6);
        assertThat(page.locator("#taken")).hasText(Integer.toString(people.size() - 2));
        ConsoleBrowser.shot(page, "quiz-screen-lost-zh");
        context.setOffline(false);
        page.close();
    }

    void isReadByScripts() {
        String id = quiz().id().value();
        String body = console.get("/api/quizzes/" + id + "/results").body();
        Assertions.assertThat(new JsonMapper().readTree(body).get("attempts").size())
                .isEqualTo(people.size() - 2);
        Assertions.assertThat(body).doesNotContain(people.getFirst().name());
    }

    void isMadeByScripts() {
        HttpResponse<String> refused =
                console.post("/api/quizzes", "title=Dawn&kind=test&mode=person&singles=1&course=nowhere");
        Assertions.assertThat(refused.statusCode()).isEqualTo(422);
        Assertions.assertThat(refused.body()).contains("no-bank");

        HttpResponse<String> made = console.post(
                "/api/quizzes",
                "title=Dawn&kind=test&mode=person&singles=1&course="
                        + quiz().plan().course());
        Assertions.assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        String id = new JsonMapper().readTree(made.body()).get("quiz").asString();
        Assertions.assertThat(console.get("/api/quizzes/" + id + "/results").body())
                .contains("Dawn");
    }

    /// What no form sends gets a calm answer.
    void refusesWhatNoFormSends(Page page, String path) {
        for (String wrong : List.of(
                "/study/quizzes/none",
                "/study/quizzes/" + "x".repeat(200),
                path + "/attempts/kiosk-1/nothing/nobody",
                path + "/export/results.exe",
                path + "/export/secrets.csv",
                path + "?branch=none",
                "/screen/contest/none")) {
            Assertions.assertThat(page.request().get(console.address + wrong).status())
                    .as(wrong)
                    .isEqualTo(404);
        }
        Assertions.assertThat(page.request()
                        .post(
                                console.address + path + "/end",
                                RequestOptions.create()
                                        .setForm(FormData.create().set("_csrf", "wrong")))
                        .status())
                .as("no form of this console")
                .isEqualTo(403);
        page.navigate(console.address + path + "/edit");
        page.fill("#title", " ");
        page.evaluate("document.querySelector('#closes').type = 'text'");
        page.fill("#closes", "never");
        page.evaluate("document.querySelector('#quiz').noValidate = true");
        page.click("button[value=save]");
        assertThat(page.locator(".notice.no")).isVisible();
        assertThat(page.locator("h1")).hasText("党史知识竞赛");
    }
}
