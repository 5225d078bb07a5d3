package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.DiagnosisFact;
import org.hongting.protocol.record.TestVerdict;
import org.hongting.protocol.record.TestedPart;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.jspecify.annotations.Nullable;

/// What a terminal finds out about itself, in the console. Leaves pictures in `target/pictures`.
final class DiagnosisPages {
    static final String PATH = "/terminals/kiosk-1/diagnosis";
    private static final byte[] LOGS = {'P', 'K', 1};

    private DiagnosisPages() {}

    static void areUsed(Page page, RunningConsole console) {
        page.navigate(console.address + "/terminals/kiosk-1");
        page.click(".actions a[href='" + PATH + "']");
        assertThat(page.locator("#tests")).containsText("该终端尚未自检");
        page.selectOption("#what", "test-with-people");
        page.fill("#reason", "开学检查");
        page.click("#ask button");
        assertThat(page.locator("[role=status]")).containsText("已下达");
        tell(console);
        page.navigate(console.address + PATH);
        assertThat(page.locator("#tests .chip").first()).hasText("3 项需要查看");
        assertThat(page.locator("#tests li:has-text('存储')")).containsText("一次落盘写入 310,000 微秒");
        assertThat(page.locator("#tests li:has-text('存储')")).containsText("请更换存储卡");
        assertThat(page.locator("#tests li:has-text('later-part')")).containsText("later-why");
        assertThat(page.locator("#files li")).hasCount(2);
        assertThat(page.locator("#files li:has-text('截屏')")).containsText("正在上传");
        Object got = page.evaluate(
                "async path => { const answer = await fetch(path);"
                        + " return [answer.status, answer.headers.get('content-disposition')]; }",
                page.locator("#files li:has-text('日志包') a").getAttribute("href"));
        Assertions.assertThat(got).isEqualTo(List.of(200, "attachment; filename=\"kiosk-1-log-bundle-c-l.zip\""));
        Assertions.assertThat(console.database()
                        .<List<String>>reading(transaction -> transaction.query(
                                "SELECT subject FROM audit WHERE action = 'terminal.file-opened'",
                                row -> row.text("subject"))))
                .containsExactly("kiosk-1/c-l");
        Assertions.assertThat(console.get("/api/terminals/kiosk-1/files/c-s").statusCode())
                .as("its bytes have not come")
                .isEqualTo(404);
        Assertions.assertThat(console.get("/api/terminals/kiosk-1/files").body())
                .contains("\"command\":\"c-l\"", "\"whole\":true", "\"mediaType\":\"image/png\"");
        Assertions.assertThat(console.get("/api/terminals/kiosk-1/self-tests").body())
                .contains("\"part\":\"disk\"", "\"verdict\":\"doubtful\"");
        Assertions.assertThat(console.get("/api/terminals/no_such/self-tests").statusCode())
                .isEqualTo(404);
        ConsoleBrowser.shot(page, "diagnosis-zh");
    }

    static void arePictured(Page page, RunningConsole console, String name) {
        page.navigate(console.address + PATH);
        ConsoleBrowser.shot(page, "diagnosis-" + name);
    }

    private static void tell(RunningConsole console) {
        ClockReading clock =
                new ClockReading(Instant.now().atOffset(ZoneOffset.UTC), ClockQuality.SYNCED, new BootId("boot-1"), 1);
        console.tells(
                new DiagnosisFact.SelfTested(
                        "c-t",
                        List.of(
                                part("clock", null, TestVerdict.FINE, null, Map.of("offset-millis", 12L)),
                                part("address", "10.20.30.41", TestVerdict.FINE, null, Map.of()),
                                part(
                                        "centre",
                                        "10.20.30.4:8443",
                                        TestVerdict.FINE,
                                        null,
                                        Map.of("round-trip-millis", 3L)),
                                part("line", null, TestVerdict.FINE, null, Map.of("pending", 0L)),
                                part(
                                        "disk",
                                        null,
                                        TestVerdict.DOUBTFUL,
                                        "slow",
                                        Map.of("write-micros", 310_000L, "free-mib", 5120L)),
                                part("reader", "card", TestVerdict.FINE, null, Map.of()),
                                part("reader", "serial", TestVerdict.BROKEN, "gone", Map.of()),
                                part("light", null, TestVerdict.ABSENT, "none", Map.of()),
                                part("drawing", "es2", TestVerdict.FINE, null, Map.of("frames-a-second", 60L)),
                                part("touch", null, TestVerdict.NOT_DONE, "nobody", Map.of()),
                                part("later-part", null, TestVerdict.DOUBTFUL, "later-why", Map.of("later", 1L)))),
                clock);
        console.tells(
                new DiagnosisFact.FileMade(
                        "c-l", DiagnosisFact.FileMade.LOG_BUNDLE, Attachment.of(LOGS, Attachment.MediaType.ZIP)),
                clock);
        console.uploads(LOGS, 0, LOGS.length);
        console.tells(
                new DiagnosisFact.FileMade(
                        "c-s",
                        DiagnosisFact.FileMade.SCREENSHOT,
                        Attachment.of(new byte[] {1, 2}, Attachment.MediaType.PNG)),
                clock);
    }

    private static TestedPart part(
            String part,
            @Nullable String subject,
            TestVerdict verdict,
            @Nullable String why,
            Map<String, Long> figures) {
        return new TestedPart(part, subject, verdict, why, new TreeMap<>(figures));
    }
}
