package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.record.MeetingMinutes;
import org.hongting.protocol.record.VoteCount;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console as people use it, in a real browser. Leaves pictures in `target/pictures`.
@RequiresTool("chromium")
class ConsolePagesTest {
    private static final String MEMBERS = """
        姓名,学号,支部,卡号
        张晓明,20260001,红亭大学/计算机学院党委/学生第一党支部,04A1B2C3D4E580
        欧阳文静,20260002,红亭大学/计算机学院党委/学生第一党支部,
        李雷,20260003,红亭大学/计算机学院党委/学生第一党支部,
        韩梅梅,20260004,红亭大学/计算机学院党委/学生第一党支部,
        Aigul Asan,20260005,红亭大学/计算机学院党委/学生第一党支部,
        王芳,20260006,红亭大学/计算机学院党委/学生第二党支部,
        """;

    @TempDir
    static Path data;

    private static RunningConsole console;
    private static ConsoleBrowser browser;

    @BeforeAll
    static void start() throws IOException {
        try (TestStore restored = new TestStore(data)) {
            restored.execute("INSERT INTO restoration (restored_at, file, former_store, former_generation, records)"
                    + " VALUES ('2026-11-22T01:00:00.000Z', 'central-20261121T180000.000Z.db', 'a', 1, 0)");
            restored.execute("INSERT INTO unknown_document (terminal, document, version, heard_at)"
                    + " VALUES ('kiosk-1', 'roster/site', 7, '2026-11-22T01:05:00.000Z')");
        }
        console = new RunningConsole(data);
        console.addTerminal("kiosk-1", "北校区党建驿站");
        browser = new ConsoleBrowser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        console.close();
    }

    @Test
    void aSecretaryImportsPeopleMakesAMeetingAndSeesItFillLive() {
        PairingPages pairing = new PairingPages(console, data.resolve("machines"));
        try (BrowserContext context = context("zh-CN", 1280, 800)) {
            Page page = page(context);
            signIn(page);
            goesOnAfterARestore(page);
            shot(page, "today-empty-zh");
            importsPeople(page);
            replacesACard(page);
            setsAPin(page);
            makesAMeeting(page);
            String meeting = page.url().substring(page.url().lastIndexOf('/') + 1);
            seesItFill(page, meeting);
            seesWhatWasDoneOnSite(page, meeting);
            strangersAreRefused();
            seesWhatWasRefused(page);
            isToldOfAFileThatNoTerminalHasWritten(page);
            walksThrough(page, meeting, "zh");
            correctsAndSeals(page, meeting);
            new QuarantinePages(console).areUsed(page);
            new ErasurePages(console).areUsed(page);
            CommandPages.areUsed(page, console);
            DiagnosisPages.areUsed(page, console);
            ConfigurationPages.areUsed(page, console);
            HealthPages.areUsed(page, console);
            ServerPages.areUsed(page, console);
            pairing.areUsed(page);
        }
        String meeting = console.database()
                .reading(transaction -> transaction
                        .queryFirst("SELECT id FROM meeting", row -> row.text("id"))
                        .orElseThrow());
        try (BrowserContext context = context("en-GB", 390, 844)) {
            Page page = page(context);
            signIn(page);
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            walksThrough(page, meeting, "en-390");
            noPageIsWiderThanThePhone(page, meeting);
            QuarantinePages.arePictured(page, console, "en-390");
            ErasurePages.arePictured(page, console, "en-390");
            page.navigate(console.address + CommandPages.PATH);
            ConsoleBrowser.shot(page, "commands-en-390");
            DiagnosisPages.arePictured(page, console, "en-390");
            ConfigurationPages.arePictured(page, console, "en-390");
            HealthPages.arePictured(page, console, "en-390");
            ServerPages.arePictured(page, console, "en-390");
            page.navigate(console.address + CommandPages.PATH);
            pairing.arePictured(page, "en-390");
            page.click("button:has-text('中文')");
            assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        }
        Assertions.assertThat(browser.faults)
                // It complains of every refusal, some time later.
                .filteredOn(fault -> !fault.contains("/courier?name=a.up"))
                .as("what the browser complained of")
                .isEmpty();
    }

    @Test
    void aWrongPasswordIsRefusedCalmlyAndLocksAfterFive() {
        try (BrowserContext context = context("zh-CN", 1280, 800)) {
            Page page = context.newPage();
            page.navigate(console.address + "/");
            shot(page, "sign-in-zh");
            for (int i = 0; i < 6; i++) {
                page.fill("#username", "nobody");
                page.fill("#password", "wrong password");
                page.click("button.btn-primary");
            }
            assertThat(page.locator("[role=alert]")).containsText("十分钟");
            shot(page, "sign-in-locked-zh");
        }
    }

    private static void goesOnAfterARestore(Page page) {
        page.click("a[href='/system#restored']");
        assertThat(page.locator("#restored li")).containsText("人员名单");
        shot(page, "restored-zh");
        page.setViewportSize(390, 844);
        shot(page, "restored-zh-390");
        page.setViewportSize(1280, 800);
        page.click("#restored button");
        assertThat(page.locator("#restored")).hasCount(0);
        assertThat(page.locator("body")).not().containsText("正在等待确认");
        if (TestStore.isPostgresql()) {
            assertThat(page.locator("#backup")).containsText("pg_dump");
        } else {
            page.click("#backup button");
        }
        page.navigate(console.address + "/");
    }

    private static void importsPeople(Page page) {
        page.navigate(console.address + "/members/import");
        upload(page, "姓名,学号,支部\n张三,不是学号,没有的支部\n,2,没有的支部\n".getBytes(StandardCharsets.UTF_8), false);
        assertThat(page.locator("[role=alert]")).containsText("没有导入任何内容");
        assertThat(page.locator("table.problems tbody tr")).hasCount(3);
        shot(page, "import-problems-zh");
        upload(page, MEMBERS.getBytes(Charset.forName("GB18030")), true);
        assertThat(page.locator("[role=status]")).containsText("将新增 6");
        shot(page, "import-ready-zh");
        page.click("button:has-text('确认导入')");
        assertThat(page.locator("[role=status]")).containsText("导入完成");
    }

    private static void replacesACard(Page page) {
        page.navigate(console.address + "/members?q=20260001");
        page.locator("tbody a").first().click();
        page.fill("#card", "0563537489");
        page.click("button:has-text('登记')");
        assertThat(page.locator("[role=alert]")).containsText("hex");
        page.fill("#card", "0563537489");
        page.selectOption("#encoding", "reversed-decimal");
        page.selectOption("#replaces", new com.microsoft.playwright.options.SelectOption().setIndex(1));
        page.click("button:has-text('登记')");
        assertThat(page.locator("#cards li")).hasCount(1);
        assertThat(page.locator("#cards li")).containsText("21");
        assertThat(page.locator("#cards li")).containsText("admin");
        assertThat(page.locator("#past-cards li")).hasCount(1);
        assertThat(page.locator("#past-cards li")).containsText("80");
        assertThat(page.locator("#past-cards li")).containsText("换成新卡");
        shot(page, "member-card-replaced-zh");
    }

    private static void setsAPin(Page page) {
        page.fill("#pin", "123456");
        page.click("#kiosk button:has-text('设置')");
        assertThat(page.locator("#kiosk [role=alert]")).containsText("不能连续");
        page.click("button:has-text('随机生成')");
        assertThat(page.locator("#kiosk .pin")).hasText(Pattern.compile("[0-9]{6}"));
        shot(page, "member-pin-zh");
        page.reload();
        assertThat(page.locator("#kiosk .pin")).hasCount(0);
        assertThat(page.locator("#kiosk")).containsText("任何人都无法查看");
        page.click("button:has-text('设为会议负责人')");
        assertThat(page.locator("#kiosk")).containsText("是本支部会议的负责人");
    }

    private static void upload(Page page, byte[] content, boolean createBranches) {
        page.setInputFiles("#file", new FilePayload("people.csv", "text/csv", content));
        page.setChecked("input[name=createBranches]", createBranches);
        page.click("button:has-text('检查文件')");
    }

    private static void makesAMeeting(Page page) {
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES);
        page.navigate(console.address + "/meetings/new");
        page.fill("#title", "十一月支部党员大会");
        page.selectOption("#host", new com.microsoft.playwright.options.SelectOption().setIndex(3));
        page.fill("#place", "北校区 301");
        page.fill("#starts", now.minusMinutes(5).toString());
        page.fill("#ends", now.minusMinutes(10).toString());
        page.locator(".tree label", new Page.LocatorOptions().setHasText("学生第一党支部"))
                .locator("input")
                .check();
        page.click("button:has-text('保存')");
        assertThat(page.locator("[role=alert]")).containsText("结束时间");
        page.fill("#ends", now.plusYears(2).toString());
        page.click("button:has-text('保存')");
        assertThat(page.locator("[role=alert]")).containsText("最长 7 天");
        shot(page, "meeting-form-problem-zh");
        page.fill("#ends", now.plusMinutes(90).toString());
        assertThat(page.locator("input[name=leavesBefore]")).isHidden();
        page.check("input[name=checkOut]");
        page.fill("input[name=leavesBefore]", "120");
        page.selectOption("select[name=quorum]", ">1/2");
        page.selectOption("select[name=secondFactor]", "pin");
        page.fill("input[name=places]", "3");
        page.click("button:has-text('保存')");
        assertThat(page.locator("h1, [role=alert]")).containsText(new String[] {"十一月支部党员大会"});
    }

    private static void seesItFill(Page page, String meeting) {
        page.navigate(console.address + "/");
        assertThat(page.locator("li[data-meeting] .present")).hasText("0");
        assertThat(page.locator("html.live")).isAttached();
        List<String> members = console.database()
                .reading(transaction -> transaction.query(
                        "SELECT id FROM member WHERE student_number < '20260006' ORDER BY student_number",
                        row -> row.text("id")));
        Instant now = Instant.now();
        console.arrives(meeting, members.get(0), now.minusSeconds(600), ClockQuality.SYNCED, false);
        assertThat(page.locator("li[data-meeting] .present")).hasText("1");
        console.arrives(meeting, members.get(1), now.minusSeconds(30), ClockQuality.RTC, false);
        console.arrives(meeting, members.get(1), now, ClockQuality.SYNCED, false);
        console.arrives(meeting, members.get(2), now.minusSeconds(20), ClockQuality.GUESSED, true);
        assertThat(page.locator("li[data-meeting] .present")).hasText("3");
        shot(page, "today-live-zh");
        page.navigate(console.address + "/meetings/" + meeting);
        assertThat(page.locator("a[data-part=present] b")).hasText("3");
        assertThat(page.locator("details[data-member='" + members.get(2) + "']"))
                .containsText("时间未经证实");
        page.locator("details[data-member='" + members.get(1) + "'] summary").click();
        assertThat(page.locator("details[open] .evidence li")).hasCount(2);
        console.arrives(meeting, members.get(3), now, ClockQuality.SYNCED, false);
        assertThat(page.locator("a[data-part=present] b")).hasText("4");
        assertThat(page.locator(".quorum")).containsText("过半数 4/5");
        assertThat(page.locator(".quorum")).containsText("已达到");
        assertThat(page.locator("details[open] .evidence li")).hasCount(2);
        console.leaves(meeting, members.get(0), now);
        assertThat(page.locator("a[data-part=early] b")).hasText("1");
        shot(page, "meeting-evidence-zh");
        page.click("a[data-part=missing]");
        assertThat(page.locator("details.person")).hasCount(1);
    }

    private static void seesWhatWasDoneOnSite(Page page, String meeting) {
        MeetingId id = new MeetingId(meeting);
        MemberId secretary = console.database()
                .reading(transaction -> transaction
                        .queryFirst(
                                "SELECT id FROM member ORDER BY student_number", row -> new MemberId(row.text("id")))
                        .orElseThrow());
        VoteCount votes = new VoteCount(3, 0, 1, 4, 5);
        byte[] text = new MeetingMinutes(
                        id,
                        "branch-assembly",
                        List.of(
                                new MeetingMinutes.Section("agenda", "会议议程", "一、传达学习上级精神\n二、讨论预备党员转正"),
                                new MeetingMinutes.Section("decisions", "会议决议", "经表决，同意转为正式党员。")),
                        List.of(new MeetingMinutes.Motion("同意转为中共正式党员", votes)))
                .bytes();
        byte[] picture = picture();
        console.tells(new Fact.GuestsAdmitted(id, GuestKind.ACTIVIST, 3, secretary));
        console.tells(new Fact.MeetingRecorded(
                id,
                1,
                null,
                Attachment.of(text, Attachment.MediaType.JSON),
                List.of(Attachment.of(picture, Attachment.MediaType.JPEG)),
                List.of(votes),
                secretary));
        console.tells(new Fact.MeetingClosed(id, secretary));
        page.navigate(console.address + "/meetings/" + meeting);
        assertThat(page.locator("#minutes")).containsText("文字尚未上传");
        assertThat(page.locator("#minutes")).containsText("赞成 3，反对 0，弃权 1");
        console.uploads(text, 0, 20);
        page.reload();
        assertThat(page.locator("#minutes")).containsText("文字正在上传：20 / " + text.length);
        console.uploads(text, 20, text.length);
        console.uploads(picture, 0, picture.length);
        page.reload();
        assertThat(page.locator("#minutes")).containsText("同意转为中共正式党员");
        assertThat(page.locator("#minutes")).containsText("二、讨论预备党员转正");
        assertThat(page.locator("#minutes img")).isVisible();
        assertThat(page.locator("#live")).containsText("列席（只记人数）共 3 人");
        page.locator("#minutes").scrollIntoViewIfNeeded();
        shot(page, "meeting-minutes-zh");
        Assertions.assertThat(page.request()
                        .get(console.address + "/meetings/" + meeting + "/photographs/"
                                + org.hongting.protocol.record.Digest.of(text).hex())
                        .status())
                .as("a text is no photograph")
                .isEqualTo(404);
    }

    private static byte[] picture() {
        java.awt.image.BufferedImage room =
                new java.awt.image.BufferedImage(640, 360, java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try {
            javax.imageio.ImageIO.write(room, "jpeg", bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void correctsAndSeals(Page page, String meeting) {
        page.navigate(console.address + "/meetings/" + meeting + "?show=missing");
        page.locator("details.person summary").first().click();
        page.selectOption("details[open] select[name=verdict]", "excused");
        page.selectOption("details[open] select[name=reason]", "leave");
        page.fill("details[open] input[name=note]", "外出实习");
        page.click("details[open] form.ruling button");
        assertThat(page.locator("a[data-part=on-leave] b")).hasText("1");
        page.click("a[data-part=on-leave]");
        page.locator("details.person summary").first().click();
        assertThat(page.locator("details[open] .ruled")).containsText("外出实习");
        shot(page, "meeting-ruled-zh");
        console.endMeeting(meeting);
        page.navigate(console.address + "/meetings/" + meeting);
        shot(page, "meeting-waiting-zh");
        page.click("form[action$='/written-off'] button");
        page.click("form[action$='/seal'] button");
        assertThat(page.locator("#record")).containsText("SHA-256");
        page.click("form[action$='/countersign'] button");
        assertThat(page.locator("[role=alert]")).containsText("另一位");
        shot(page, "meeting-sealed-zh");
        whatIsSealedIsNotMovedAhead(page, meeting);
        page.navigate(console.address + "/ledger");
        assertThat(page.locator("#feed li")).hasCount(1);
        shot(page, "ledger-zh");
    }

    private static void whatIsSealedIsNotMovedAhead(Page page, String meeting) {
        page.navigate(console.address + "/meetings/" + meeting + "/edit");
        for (String field : List.of("#starts", "#ends")) {
            LocalDateTime before = LocalDateTime.parse(page.inputValue(field));
            page.fill(field, before.plusDays(30).truncatedTo(ChronoUnit.MINUTES).toString());
        }
        page.click("button:has-text('保存')");
        assertThat(page.locator("[role=alert]")).containsText("已封存");
    }

    /// As a week of them leaves it.
    private static void strangersAreRefused() {
        console.database().inTransaction(transaction -> {
            transaction.update("INSERT INTO refusal (door, reason, count, first_at, last_at) VALUES"
                    + " ('claim', 'expired-token', 3, '2026-11-16T01:00:00.000Z', '2026-11-23T01:02:03.000Z'),"
                    + " ('connection', 'not-admitted', 1280, '2026-11-17T01:00:00.000Z', '2026-11-22T01:02:03.000Z'),"
                    + " ('course', 'encrypted', 2, '2026-11-18T01:00:00.000Z', '2026-11-21T01:02:03.000Z')");
            transaction.update("INSERT INTO refused_message (reason, terminal, count, last_at) VALUES"
                    + " ('WRONG_SIGNATURE', 'kiosk-1', 41, '2026-11-23T01:02:03.000Z')");
            transaction.update(
                    "INSERT INTO quarantine (terminal, epoch, seq, content, reason, detail, envelope, body,"
                            + " received_at) VALUES ('kiosk-1', '00112233445566778899aabbccddeeff', 7, ?, 'body',"
                            + " 'body has no salt of 128 bits', ?, ?, '2026-11-23T01:02:03.000Z')",
                    new byte[] {1},
                    new byte[] {2},
                    new byte[] {3});
            return null;
        });
    }

    private static void seesWhatWasRefused(Page page) {
        page.navigate(console.address + "/system");
        page.click(".actions a[href='/refusals']");
        Locator connections = page.locator("tbody tr:has-text('证书未登记或终端已停用')");
        assertThat(connections).containsText("1280");
        assertThat(page.locator("table").nth(1)).containsText("签名不符");
        assertThat(page.locator("table").nth(2)).containsText("内容与封面不符");
    }

    private static void isToldOfAFileThatNoTerminalHasWritten(Page page) {
        page.navigate(console.address + "/terminals");
        page.click(".actions a[href='/courier']");
        assertThat(page.locator("#live tbody tr")).containsText("北校区党建驿站");
        page.setInputFiles("#courier-file", new FilePayload("a.up", "application/octet-stream", new byte[] {1, 2, 3}));
        page.click("#courier-upload button");
        assertThat(page.locator("#courier-upload [role=alert]")).containsText("没有收下");
        Download file = page.waitForDownload(() -> page.click("#live tbody a.give"));
        Assertions.assertThat(file.suggestedFilename()).isEqualTo("kiosk-1.down");
    }

    private static void walksThrough(Page page, String meeting, String language) {
        Map<String, String> pages = Map.ofEntries(
                Map.entry("/", "today"),
                Map.entry("/meetings", "meetings"),
                Map.entry("/meetings/" + meeting, "meeting"),
                Map.entry("/meetings/" + meeting + "/edit", "meeting-form"),
                Map.entry("/members", "members"),
                Map.entry("/branches", "branches"),
                Map.entry("/members/import", "import"),
                Map.entry("/terminals", "terminals"),
                Map.entry("/courier", "courier"),
                Map.entry("/ledger", "ledger"),
                Map.entry("/system", "system"),
                Map.entry("/refusals", "refusals"));
        pages.forEach((path, name) -> {
            page.navigate(console.address + path);
            assertThat(page.locator("h1")).isVisible();
            shot(page, name + "-" + language);
        });
        for (String path : List.of(
                "/terminals/kiosk-1",
                "/quarantine",
                "/alarms",
                "/forks",
                "/account",
                "/members/new",
                "/meetings/import",
                "/card-bindings")) {
            page.navigate(console.address + path);
            assertThat(page.locator("h1")).isVisible();
        }
        page.navigate(console.address + "/members");
        page.locator("tbody a").first().click();
        assertThat(page).hasURL(Pattern.compile(".*/members/[0-9a-f]{16}"));
        shot(page, "member-" + language);
    }

    private static void noPageIsWiderThanThePhone(Page page, String meeting) {
        page.navigate(console.address + "/members?q=20260001");
        String member = page.locator("tbody a").first().getAttribute("href");
        for (String path : List.of(
                "/",
                "/meetings/" + meeting,
                "/ledger",
                "/members",
                "/card-bindings",
                member,
                "/members/import",
                "/terminals",
                "/terminals/" + QuarantinePages.TERMINAL,
                CommandPages.PATH,
                "/refusals",
                "/quarantine",
                "/forks",
                "/courier",
                "/meetings/new")) {
            page.navigate(console.address + path);
            Assertions.assertThat(ConsoleBrowser.tooWide(page)).as(path).isLessThanOrEqualTo(0);
        }
    }

    private static void signIn(Page page) {
        ConsoleBrowser.signIn(page, console);
    }

    private static Page page(BrowserContext context) {
        return browser.page(context);
    }

    private static BrowserContext context(String language, int width, int height) {
        return browser.context(language, width, height);
    }

    private static void shot(Page page, String name) {
        ConsoleBrowser.shot(page, name);
    }
}
