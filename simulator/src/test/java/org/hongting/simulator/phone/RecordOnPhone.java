package org.hongting.simulator.phone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hongting.central.organisation.Member;

/// A member's own page on an enrolled phone that shows its pass: online, on paper, and from the last copy.
record RecordOnPhone(TrustedCentre centre, BrowserContext phone, Page page, Member member) {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final long CREDITED_MILLIS = 100 * 60_000L;

    /// @param meeting one that is over, to which the member came
    void isShownAndTakenAlong(String meeting) throws IOException {
        phone.setOffline(true);
        page.click("#record");
        assertThat(page.locator("[role=alert]")).isVisible();
        assertThat(page.locator("#hours")).hasCount(0);
        page.click("button.plain");
        phone.setOffline(false);

        happens(meeting);
        page.click("#record");
        assertThat(page.locator("#hours")).containsText("2.2");
        assertThat(page.locator("#attended")).hasText("at 1 of 1");
        assertThat(page.locator(".timeline li")).hasCount(1);
        assertThat(page.locator(".timeline")).containsText(meeting);
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).intValue())
                .isLessThanOrEqualTo(0);
        shot("pass-record-en");
        page.click("#language");
        assertThat(page.locator("#attended")).hasText("到会 1 次，应到 1 次");
        shot("pass-record-zh");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("#paper")).isHidden();
        shot("pass-record-print-zh");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));

        Download download = page.waitForDownload(() -> page.click("#paper"));
        try (PDDocument paper = Loader.loadPDF(Files.readAllBytes(download.path()))) {
            assertThat(new PDFTextStripper().getText(paper))
                    .contains("张晓明", meeting, "2.2 学时", "1:40:00", "到会 1 次，应到 1 次");
        }

        phone.setOffline(true);
        page.reload();
        page.click("#record");
        assertThat(page.locator("[role=alert]")).containsText("没有网络");
        assertThat(page.locator("#attended")).hasText("到会 1 次，应到 1 次");
        page.evaluate("globalThis.skew = (globalThis.skew ?? 0) + 3 * 3_600_000");
        page.click("#language");
        assertThat(page.locator("#age")).containsText("3 h ago");
        shot("pass-record-old-en");
        phone.setOffline(false);
    }

    private void happens(String meeting) {
        int month = LocalDate.now(ZoneId.systemDefault()).getYear() * 100
                + LocalDate.now(ZoneId.systemDefault()).getMonthValue();
        centre.database().inTransaction(transaction -> {
            transaction.update(
                    "INSERT INTO study_month (member, month, met, grouped, alone, off_site, proven)"
                            + " VALUES (?, ?, 0, 0, ?, 0, 0)",
                    member.id().value(),
                    month,
                    CREDITED_MILLIS);
            return transaction.update(
                    "INSERT INTO arrival (terminal, epoch, seq, meeting, member, repeated, departed, credential, device,"
                            + " simulated, boot, mono, wall, quality)"
                            + " SELECT 'kiosk-8', '00112233445566778899aabbccddeeff', 1, id, ?, 0, 0, 'CARD', 'pcsc-0', 0,"
                            + " 'boot-8', 1, replace(starts_at, 'Z', '+00:00'), 'SYNCED' FROM meeting WHERE title = ?",
                    member.id().value(),
                    meeting);
        });
    }

    private void shot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }
}
