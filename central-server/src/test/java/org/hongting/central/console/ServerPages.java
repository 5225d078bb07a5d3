package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.assertj.core.api.Assertions;

/// The servers, in the console of one that is alone. Leaves pictures in `target/pictures`.
final class ServerPages {
    private ServerPages() {}

    static void areUsed(Page page, RunningConsole console) {
        page.navigate(console.address + "/system");
        page.click("a[href='/servers']");
        assertThat(page.locator("section.item")).hasCount(1);
        assertThat(page.locator("section.item")).containsText("运行中");
        assertThat(page.locator("section.item")).containsText("64 / 64");
        assertThat(page.locator("section.item")).containsText("内置消息代理");
        assertThat(page.locator("[role=alert]")).hasCount(0);
        ConsoleBrowser.shot(page, "servers-zh");
        page.navigate(console.address + "/");
        assertThat(page.locator("#unheard")).hasCount(0);
    }

    static void arePictured(Page page, RunningConsole console, String language) {
        page.navigate(console.address + "/servers");
        Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
        ConsoleBrowser.shot(page, "servers-" + language);
    }
}
