package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.Assertions;
import org.hongting.protocol.claim.ClaimTicket;

/// Claim files for many terminals, as people at the console make them. Leaves pictures in `target/pictures`.
final class ClaimFilePages {
    private static final String PATH = "/terminals/claim-files";

    private ClaimFilePages() {}

    /// Three are made, of which one is taken back.
    static void areUsed(Page page, RunningConsole console) {
        page.navigate(console.address + "/terminals");
        page.click("a[href='" + PATH + "']");
        page.fill("#lines", "一号机，北校区 301\n\n， 302");
        page.click("#make button");
        assertThat(page.locator("[role=alert]")).containsText("第 3 行");
        assertThat(page.locator("#waiting")).hasCount(0);

        page.fill("#lines", "一号机，北校区 301\n二号机，北校区 302，10000000abcdef12\n三号 <b>");
        page.click("#make button");
        assertThat(page.locator("#waiting li")).hasCount(3);
        Download zip = page.waitForDownload(() -> page.click("#made a"));
        List<String> names = new ArrayList<>();
        try (ZipInputStream stream = new ZipInputStream(zip.createReadStream())) {
            for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                names.add(entry.getName());
                Assertions.assertThat(ClaimTicket.read(stream.readAllBytes()).server())
                        .hasScheme("https");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Assertions.assertThat(names)
                .hasSize(3)
                .allSatisfy(name -> Assertions.assertThat(name).matches("kiosk-[0-9a-f]{6}-[^/]+/hongting-claim.json"));
        ConsoleBrowser.shot(page, "claim-files-zh");
        page.click("#waiting li:has-text('10000000abcdef12') button");
        assertThat(page.locator("#waiting li")).hasCount(2);
        assertThat(page.locator("#made")).hasCount(0);
    }

    /// On a phone.
    static void arePictured(Page page, RunningConsole console, String language) {
        page.navigate(console.address + PATH);
        Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
        ConsoleBrowser.shot(page, "claim-files-" + language);
    }
}
