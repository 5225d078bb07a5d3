package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.assertj.core.api.Assertions;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.testing.RequiresTool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The pages of learning time in a real browser. Leaves pictures in `target/pictures`.
@RequiresTool("chromium")
class StudyPagesTest {
    private static LocalDate today = LocalDate.EPOCH;
    private static final List<String> NAMES = List.of("张晓明", "欧阳文静", "李雷", "韩梅梅", "王芳", "赵一曼", "钱学斌", "孙丽华");

    @TempDir
    static Path data;

    private static RunningConsole console;
    private static ConsoleBrowser browser;
    private static final List<Member> PEOPLE = new ArrayList<>();
    private static final Random RANDOM = new Random(5);
    private static PlanPages plans;

    @BeforeAll
    static void start() throws IOException {
        today = LocalDate.now(ZoneId.systemDefault());
        console = new RunningConsole(data);
        browser = new ConsoleBrowser();
        Branches branches = new Branches(RANDOM);
        Members members = console.server.context().getBean(Members.class);
        console.database().inTransaction(transaction -> {
            BranchId school =
                    branches.add(transaction, null, BranchKind.SCHOOL, "红亭大学").id();
            BranchId committee = branches.add(transaction, school, BranchKind.COMMITTEE, "计算机学院党委")
                    .id();
            for (String name : List.of("学生第一党支部", "学生第二党支部", "教工党支部")) {
                Branch branch = branches.add(transaction, committee, BranchKind.BRANCH, name);
                for (int i = 0; i < NAMES.size(); i++) {
                    PEOPLE.add(members.add(
                            transaction, NAMES.get(i), "2026%04d".formatted(PEOPLE.size() + 1), branch.id(), false));
                }
            }
            return null;
        });
        plans = new PlanPages(console, PEOPLE, today);
        plans.bringsACourseAndItsTest();
        everybodyLearns();
    }

    private static void everybodyLearns() {
        for (int i = 0; i < PEOPLE.size(); i++) {
            for (LocalDate day = today.withDayOfYear(3); day.isBefore(today); day = day.plusDays(9)) {
                if (RANDOM.nextInt(10) < i % NAMES.size() + 1) {
                    learns(PEOPLE.get(i), at(day, 9), 20 + RANDOM.nextInt(90), null);
                }
            }
        }
        Member zhang = PEOPLE.getFirst();
        learns(zhang, at(today.minusDays(1), 9), 30, null);
        learns(zhang, at(today.minusDays(1), 9).plusMinutes(20), 40, PEOPLE.getLast());
        reads(PEOPLE.get(3), "chapter-1", 20, at(today.minusDays(1), 9));
        reads(PEOPLE.get(3), "chapter-2", 4, at(today.minusDays(1), 10));
        PEOPLE.subList(0, 3).forEach(member -> reads(member, "chapter-1", 5, at(today.minusDays(2), 14)));
        PEOPLE.subList(4, 8).forEach(member -> reads(member, "chapter-1", 5, at(today.minusDays(2), 14)));
    }

    /// All of a lesson, or the beginning of it.
    private static void reads(Member member, String lesson, int parts, OffsetDateTime from) {
        BootId boot = new BootId("boot-" + from.toEpochSecond() + "-" + member.studentNumber());
        console.tells(
                new StudyFact.Learned(
                        StudySessionId.draw(RANDOM),
                        member.id(),
                        new Fact.Origin(CredentialKind.CARD, "pcsc-0", false),
                        new StudyFact.LessonName(PlanPages.COURSE, 1, new LessonId(lesson)),
                        new StudyFact.Stretch(boot, 1_000, 601_000, 601_000),
                        StudyFact.Cause.SIGNED_OUT,
                        Map.of(Evidence.PAGE_TURN, 9),
                        new StudyFact.Reading(0, lesson.equals("chapter-1") ? 20 : 4, Coverage.of(0, parts)),
                        null),
                new ClockReading(from.plusMinutes(10), ClockQuality.SYNCED, boot, 601_000L * 1_000_000));
    }

    private static OffsetDateTime at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(ZoneId.systemDefault()).toOffsetDateTime();
    }

    private static void learns(Member member, OffsetDateTime from, int minutes, @Nullable Member ledBy) {
        BootId boot = new BootId("boot-" + from.toEpochSecond() + (ledBy == null ? "" : "-group"));
        long length = minutes * 60_000L;
        console.tells(
                new StudyFact.Learned(
                        StudySessionId.draw(RANDOM),
                        member.id(),
                        new Fact.Origin(CredentialKind.CARD, "pcsc-0", false),
                        new StudyFact.LessonName(new CourseId("party-constitution"), 1, new LessonId("chapter-1")),
                        new StudyFact.Stretch(boot, 1_000, 1_000 + length, 1_000 + length - 30_000),
                        StudyFact.Cause.SIGNED_OUT,
                        Map.of(Evidence.PAGE_TURN, 9),
                        new StudyFact.Reading(5, 20, Coverage.of(0, 5)),
                        ledBy == null ? null : ledBy.id()),
                new ClockReading(from.plusMinutes(minutes), ClockQuality.SYNCED, boot, (1_000 + length) * 1_000_000));
    }

    @AfterAll
    static void stop() {
        browser.close();
        console.close();
    }

    @Test
    void aLuckyDrawIsAnnouncedClosedRevealedAndProved() {
        LuckyDrawPages draws = new LuckyDrawPages(console, browser);
        draws.drawAmong(PEOPLE);
        draws.drawAtAMeeting(PEOPLE);
        Assertions.assertThat(browser.faults).isEmpty();
    }

    @Test
    void aSecretaryFollowsANumberDownToItsIntervalsAndRulesAboutThem() {
        String plan;
        try (BrowserContext context = browser.context("zh-CN", 1280, 800)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            whatIsExportedIsWhatIsSeen(page);
            followsANumber(page);
            strikesAndAsksForCredit(page);
            exempts(page);
            looksAtUnits(page);
            plans.makes(page);
            plan = plans.follows(page);
            plans.leafs(page);
            changesARule(page);
        }
        try (BrowserContext context = browser.context("en-GB", 390, 844)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            String member = "/study/members/" + PEOPLE.getFirst().id();
            for (String path : List.of(
                    "/study",
                    member,
                    member + "/computed?from=" + today.minusDays(1) + "&until=" + today,
                    "/study/months",
                    "/study/lagging",
                    "/study/plans",
                    plan,
                    plan + "?state=late",
                    "/study/rules",
                    "/study/credits")) {
                page.navigate(console.address + path);
                assertThat(page.locator("h1")).isVisible();
                ConsoleBrowser.shot(
                        page, "study" + path.replaceAll("[^a-z]+", "-").replaceAll("-[0-9a-f]+-", "-") + "-en-390");
                Assertions.assertThat(ConsoleBrowser.tooWide(page)).as(path).isLessThanOrEqualTo(0);
            }
        }
        Assertions.assertThat(browser.faults)
                .as("what the browser complained of")
                .isEmpty();
    }

    @Test
    void statementsAreOfAUnitThatIsThereAndNeverOfTheWholeSchoolByMistake() {
        Member zhang = PEOPLE.getFirst();
        try (BrowserContext context = browser.context("zh-CN", 1280, 800)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            String statements = console.address + "/study/statements.json?branch=";
            String text = page.request().get(statements + zhang.branch()).text();

            Assertions.assertThat(new JsonMapper().readTree(text).size()).isGreaterThan(8);
            Assertions.assertThat(text)
                    .contains(zhang.id().value(), PEOPLE.get(1).id().value())
                    .doesNotContain(PEOPLE.getLast().id().value());
            for (String wrong : List.of("", "none")) {
                Assertions.assertThat(page.request().get(statements + wrong).status())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void yearsThatNobodyMeansAreRefusedAndNoErrorOfTheServer() {
        String member = PEOPLE.getFirst().id().value();
        String computed = "/study/members/" + member + "/computed?from=";
        try (BrowserContext context = browser.context("zh-CN", 1280, 800)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            for (String wrong :
                    List.of("%2B999999999-12-31&until=%2B999999999-12-31", "-999999999-01-01&until=2026-01-01")) {
                Assertions.assertThat(page.request()
                                .get(console.address + computed + wrong)
                                .status())
                        .as(wrong)
                        .isEqualTo(400);
            }
        }
        String year = "/api/study/" + member + "?year=";
        for (String wrong : List.of("2147483647", "-1")) {
            Assertions.assertThat(console.get(year + wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        Assertions.assertThat(console.get(year + "2026").statusCode()).isEqualTo(200);
    }

    @Test
    void aContestIsMadeMarkedRuledAboutAndShownToAHall() {
        QuizPages quizzes = new QuizPages(console, PEOPLE);
        quizzes.bringsQuestions();
        String path;
        try (BrowserContext context = browser.context("zh-CN", 1280, 800)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            path = quizzes.makes(page);
            quizzes.answers();
            quizzes.looksAtResults(page, path);
            quizzes.letsThePaperInDoubtCount(page, path);
            quizzes.strikesAQuestion(page, path);
            page.setViewportSize(1920, 1080);
            quizzes.standsOnTheBigScreen(page, "quiz-screen-zh");
            quizzes.isReadByScripts();
            quizzes.refusesWhatNoFormSends(page, path);
            page.close();
            quizzes.keepsWhatItShowsWhenTheLinkIsDown(context);
        }
        try (BrowserContext context = browser.context("en-GB", 390, 844)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            for (String part : List.of(
                    "/study/quizzes", "/study/quizzes/new", path, path + "/items", path + "/missing", path + "/edit")) {
                page.navigate(console.address + part);
                assertThat(page.locator("h1")).isVisible();
                ConsoleBrowser.shot(
                        page,
                        "quiz"
                                + part.replaceAll("/study/quizzes(/q-[0-9a-f]+)?", "-page")
                                        .replaceAll("/", "-") + (part.equals(path) ? "-one" : "") + "-en-390");
                Assertions.assertThat(ConsoleBrowser.tooWide(page)).as(part).isLessThanOrEqualTo(0);
            }
            page.setViewportSize(1280, 800);
            quizzes.standsOnTheBigScreen(page, "quiz-screen-en");
            quizzes.isMadeByScripts();
        }
        Assertions.assertThat(browser.faults).isEmpty();
    }

    private static void whatIsExportedIsWhatIsSeen(Page page) {
        page.click("nav a[href='/study']");
        assertThat(page.locator("tbody tr")).hasCount(PEOPLE.size());
        ConsoleBrowser.shot(page, "study-zh");
        List<String> seen = page.locator("tbody tr").all().stream()
                .map(row -> row.getAttribute("data-number") + ","
                        + row.locator("td").nth(1).innerText() + ","
                        + row.locator("td").nth(2).innerText() + ","
                        + row.locator("td").nth(3).innerText() + ","
                        + row.locator("td").nth(4).locator("span").last().innerText())
                .toList();
        byte[] csv =
                page.request().get(console.address + "/study/export/ledger.csv").body();
        String text = new String(csv, StandardCharsets.UTF_8);
        Assertions.assertThat(text).startsWith("\uFEFF学号,姓名");
        Assertions.assertThat(text.lines()
                        .skip(1)
                        .map(line ->
                                String.join(",", List.of(line.split(",", -1)).subList(0, 5))))
                .containsExactlyElementsOf(seen);
        String strings = sheet(page.request()
                .get(console.address + "/study/export/ledger.xlsx")
                .body());
        Assertions.assertThat(strings)
                .contains(PEOPLE.getFirst().studentNumber(), PEOPLE.getLast().name());
        page.selectOption("#branch", new com.microsoft.playwright.options.SelectOption().setLabel("　　教工党支部"));
        assertThat(page.locator("tbody tr")).hasCount(NAMES.size());
    }

    private static String sheet(byte[] xlsx) {
        Path file = data.resolve("sheet.xlsx");
        StringBuilder text = new StringBuilder();
        try {
            Files.write(file, xlsx);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        // Characters of other scripts stand there by their numbers.
        return Pattern.compile("&#x([0-9a-fA-F]+);")
                .matcher(text)
                .replaceAll(match -> Character.toString(Integer.parseInt(match.group(1), 16)));
    }

    private static void followsANumber(Page page) {
        page.navigate(console.address + "/study?q=20260001");
        page.locator("tbody a").first().click();
        assertThat(page.locator("h1")).hasText("张晓明");
        ConsoleBrowser.shot(page, "study-member-zh");
        page.click("#days a:has-text('" + today.minusDays(1) + "')");
        assertThat(page.locator("table.computed tbody tr")).hasCount(2);
        assertThat(page.locator("#steps")).containsText("1:00:00");
        assertThat(page.locator("table.computed")).containsText("−0:10:00");
        assertThat(page.locator("table.computed")).containsText("终端已对时");
        ConsoleBrowser.shot(page, "study-computed-zh");
    }

    private static void strikesAndAsksForCredit(Page page) {
        String from = at(today.minusDays(1), 9).toLocalDateTime().toString();
        String until = at(today.minusDays(1), 9)
                .plusMinutes(15)
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        page.navigate(console.address + "/study/members/" + PEOPLE.getFirst().id());
        page.fill("#c-from", from);
        page.fill("#c-until", until);
        page.fill("#c-note", "替他人刷卡");
        page.click("#corrections button");
        assertThat(page.locator("#corrections li")).containsText("替他人刷卡");
        assertThat(page.locator("#days a:has-text('" + today.minusDays(1) + "')"))
                .containsText("0:45:00");
        page.fill("#o-from", until);
        page.fill("#o-until", from);
        page.fill("#o-note", "参观一大会址");
        page.click("#credits button");
        assertThat(page.locator("[role=alert]")).containsText("开始早于结束");
        page.fill("#o-from", from);
        page.fill("#o-until", until);
        page.fill("#o-note", "参观一大会址");
        page.click("#credits button");
        assertThat(page.locator("#credits li")).containsText("待批准");
        ConsoleBrowser.shot(page, "study-member-ruled-zh");
        page.navigate(console.address + "/study/credits");
        page.click("button:has-text('批准') >> nth=0");
        assertThat(page.locator("[role=alert]")).containsText("另一位管理员");
        ConsoleBrowser.shot(page, "study-credits-zh");
    }

    private static void exempts(Page page) {
        page.navigate(console.address + "/study/members/" + PEOPLE.get(1).id());
        page.selectOption("#exempt", "ill");
        page.click("#standing button");
        assertThat(page.locator(".numbers")).containsText("不作硬性要求");
        Assertions.assertThat(console.get("/api/members").body()).doesNotContain("患病");
    }

    private static void looksAtUnits(Page page) {
        page.navigate(console.address + "/study/months");
        assertThat(page.locator("tr[data-unit='红亭大学'] td")).hasCount(14);
        ConsoleBrowser.shot(page, "study-months-zh");
        page.navigate(console.address + "/study/lagging");
        assertThat(page.locator("tbody")).not().containsText("20260002");
        ConsoleBrowser.shot(page, "study-lagging-zh");
    }

    private static void changesARule(Page page) {
        page.navigate(console.address + "/study/rules");
        assertThat(page.locator("#rules")).containsText("党员教育管理工作条例");
        page.fill("#minutes", "50");
        page.selectOption("#tenths", "5");
        page.fill("#source", "校党委〔2026〕1号");
        page.click("button.btn-primary");
        assertThat(page.locator("#rules")).containsText("50 分钟");
        assertThat(page.locator("#rules")).containsText("校党委〔2026〕1号");
        assertThat(page.locator("#kept li")).hasCount(1);
        ConsoleBrowser.shot(page, "study-rules-zh");
    }
}
