package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.Assertions;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The page of courses in a real browser. Leaves pictures in `target/pictures`.
@RequiresTool("chromium")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CoursePagesTest {
    private static final String DESCRIPTION = """
            {"id":"constitution","edition":%d,"title":"党章学习","language":"zh-CN",
             "rights":{"holder":"红亭大学","terms":"校内学习使用"},"expires":"2099-12-31"}""";

    @TempDir
    static Path data;

    private static RunningConsole console;
    private static ConsoleBrowser browser;

    @BeforeAll
    static void start() throws IOException {
        console = new RunningConsole(data);
        console.addTerminal("kiosk-1", "北校区党建驿站");
        browser = new ConsoleBrowser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        console.close();
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static void upload(Page page, String name, byte[] bytes) {
        page.setInputFiles("#course-file", new FilePayload(name, "application/zip", bytes));
        page.click("#course-upload button");
    }

    @Test
    @Order(1)
    void anAdminUploadsACourseSeesItDeliveredAndWithdrawsIt() throws IOException {
        try (BrowserContext context = browser.context("zh-CN", 1280, 800)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            page.click("nav a[href='/courses']");
            assertThat(page.locator("#live .empty")).containsText("还没有课程");
            upload(page, "坏课程.zip", zip("course.json", DESCRIPTION.formatted(1), "a.pdf", "none"));
            assertThat(page.locator("#live .notice.no")).containsText("a.pdf");
            upload(
                    page,
                    "党章.zip",
                    zip("党章/course.json", DESCRIPTION.formatted(1), "党章/01 总纲.md", "# 总纲\n\n<b>党</b>\n"));
            assertThat(page.locator("#live .notice.yes")).containsText("已添加");
            assertThat(page.locator("#courses")).containsText("0 / 1");
            arrived();
            page.reload();
            assertThat(page.locator("#courses")).containsText("1 / 1");
            page.click("#courses summary");
            page.fill("#courses input[name=dailyFrom]", "22:00");
            page.fill("#courses input[name=dailyUntil]", "06:00");
            page.fill("#courses input[name=cap]", "512");
            ConsoleBrowser.shot(page, "courses-zh");
            page.click("#courses button:has-text('保存')");
            page.click("#courses summary");
            assertThat(page.locator("#courses input[name=dailyUntil]")).hasValue("06:00");
            assertThat(page.locator("#courses input[name=cap]")).hasValue("512");
        }
        try (BrowserContext context = browser.context("en-GB", 390, 844)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            page.navigate(console.address + "/courses");
            Assertions.assertThat(ConsoleBrowser.tooWide(page)).isZero();
            page.click("#courses summary");
            ConsoleBrowser.shot(page, "courses-en-390");
            page.click("#courses button:has-text('Withdraw')");
            assertThat(page.locator("#courses .chip")).containsText("Withdrawn");
        }
        Assertions.assertThat(browser.faults).isEmpty();
    }

    private static void uploadQuestions(Page page, String name, String content) {
        page.setInputFiles("#question-file", new FilePayload(name, "text/plain", content.getBytes(UTF_8)));
        page.fill("#question-title", "党史知识题库");
        page.fill("#question-holder", "红亭大学马克思主义学院");
        page.click("#question-upload button");
    }

    @Test
    @Order(2)
    void anAdminUploadsQuestionsSeesWhatIsWrongWithThemAndHowManyThereAre() {
        try (BrowserContext context = browser.context("zh-CN", 1280, 800)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            page.navigate(console.address + "/courses");
            uploadQuestions(page, "题库.gift", "{}\n\n何时建党？{#1921}\n");
            assertThat(page.locator("#live .notice.no").first()).containsText("第 3 行：数值题终端不支持，请改写为填空题，如 {=12}");
            uploadQuestions(page, "题库.gift", "中国共产党成立于{=1921 =一九二一}年。\n\n党的根本组织原则是民主集中制。{T}\n\n建党日是？{=七月一日 ~十月一日}\n");
            assertThat(page.locator("#courses")).containsText("单选 1 · 判断 1 · 填空 1");
            uploadQuestions(page, "题库.txt", "建党日是？\nA. 七月一日\nB. 十月一日\nANSWER: A\n");
            assertThat(page.locator("#courses")).containsText("第 2 版");
            Assertions.assertThat(page.waitForDownload(() -> page.click("a[href$='template.xlsx']"))
                            .suggestedFilename())
                    .isEqualTo("questions.xlsx");
            ConsoleBrowser.shot(page, "questions-zh");
        }
        try (BrowserContext context = browser.context("en-GB", 390, 844)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            page.navigate(console.address + "/courses");
            Assertions.assertThat(ConsoleBrowser.tooWide(page)).isZero();
            assertThat(page.locator("#live .notice.no"))
                    .containsText("line 3: is a numerical question, which terminals do not ask");
            ConsoleBrowser.shot(page, "questions-en-390");
        }
        Assertions.assertThat(browser.faults).isEmpty();
    }

    /// As if the terminal had reported it.
    private static void arrived() {
        List<String> manifest = console.database()
                .reading(transaction -> transaction.query("SELECT manifest FROM course", row -> row.text("manifest")));
        console.database()
                .inTransaction(transaction -> transaction.update(
                        "INSERT INTO course_delivery (terminal, course, manifest, here, size, whole, told_at)"
                                + " VALUES ('kiosk-1', 'constitution', ?, 5, 5, 1, '2026-11-22T01:00:00.000Z')",
                        manifest.getFirst()));
    }
}
