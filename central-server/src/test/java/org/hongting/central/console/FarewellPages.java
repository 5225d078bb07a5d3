package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.assertj.core.api.Assertions;

/// Retiring a terminal, as somebody at the console asks for it and takes it back. Leaves pictures in
/// `target/pictures`.
final class FarewellPages {
    private static final String PATH = "/terminals/kiosk-1";

    private FarewellPages() {}

    static void areUsed(Page page, RunningConsole console) {
        page.navigate(console.address + PATH);
        page.click("#retire");
        ConsoleBrowser.shot(page, "farewell-zh");
        page.fill("#name", "another");
        page.click("#ask button");
        assertThat(page.locator("[role=alert]")).containsText("没有发起");
        page.fill("#name", "北校区党建驿站");
        page.click("#ask button");
        assertThat(page.locator("#asked")).containsText("正在退役");
        ConsoleBrowser.shot(page, "farewell-asked-zh");
        page.click("#asked button");
        assertThat(page.locator("#ask")).isVisible();
    }

    /// On a phone.
    static void arePictured(Page page, RunningConsole console, String language) {
        page.navigate(console.address + PATH + "/farewell");
        Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
        ConsoleBrowser.shot(page, "farewell-" + language);
    }
}
