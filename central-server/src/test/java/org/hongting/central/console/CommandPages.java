package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;

/// What people ask of a terminal in the console. Leaves pictures in `target/pictures`.
final class CommandPages {
    static final String PATH = "/terminals/kiosk-1/commands";

    private CommandPages() {}

    static void areUsed(Page page, RunningConsole console) {
        page.navigate(console.address + "/terminals/kiosk-1");
        page.click(".actions a[href='" + PATH + "']");
        assertThat(page.locator(".empty")).containsText("还没有向该终端下达过命令");
        page.fill("#message-reason", "换会议室");
        page.click("#message button[type=submit]");
        assertThat(page.locator("[role=alert]")).containsText("至少填一种语言");
        page.fill("#zh", "301 会议室改在 305 <b>");
        page.fill("#message-reason", "换会议室");
        page.click("#message button[type=submit]");
        assertThat(page.locator("#asked .chip")).hasText(Pattern.compile("等待终端上线|已发送，尚无结果"));
        assertThat(page.locator("#asked")).containsText("301 会议室改在 305 <b>");
        page.selectOption("#action", "application.restart");
        page.fill("#other-reason", "更新字体");
        page.click("#other button[type=submit]");
        assertThat(page.locator("#asked li")).hasCount(2);
        page.locator("#asked li:has-text('更新字体') button").click();
        assertThat(page.locator("#asked li:has-text('更新字体')")).containsText("已撤回，未执行");
        ConsoleBrowser.shot(page, "commands-zh");
    }
}
