package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.hongting.central.configuration.Configurations;
import org.hongting.central.configuration.Scope;
import org.hongting.protocol.identity.TerminalId;

/// What terminals are to be like, in the console. Leaves pictures in `target/pictures`.
final class ConfigurationPages {
    private static final String SITE = "/configuration";
    private static final String TERMINAL = "/terminals/kiosk-1/configuration";

    private ConfigurationPages() {}

    static void areUsed(Page page, RunningConsole console) {
        page.navigate(console.address + "/terminals");
        page.click(".actions a[href='" + SITE + "']");
        page.fill("[id='value.sound.volume']", "400");
        page.click("#values .btn-primary");
        assertThat(page.locator("[role=alert]")).containsText("提示音音量");
        assertThat(page.locator("[id='value.sound.volume']")).hasValue("400");
        ConsoleBrowser.shot(page, "configuration-problem-zh");
        page.fill("[id='value.sound.volume']", "60");
        page.click("#values .btn-primary");
        assertThat(page.locator("[role=status]")).containsText("已保存");
        assertThat(page.locator("#row-sound-volume .chip")).hasText("全站");
        assertThat(page.locator("#row-screen-language .chip")).hasText("默认");
        page.fill("#group-name", "礼堂 <b>");
        page.click("#groups .filter button");
        assertThat(page.locator("#groups li")).containsText("礼堂 <b>");

        page.navigate(console.address + TERMINAL);
        page.selectOption("#in-group", new com.microsoft.playwright.options.SelectOption().setLabel("礼堂 <b>"));
        page.click("#group button");
        assertThat(page.locator("#in-group option:checked")).hasText("礼堂 <b>");
        page.selectOption("[id='value.screen.language']", "en");
        page.uncheck("[id='value.screen.buttons-charge']");
        page.click("#values .btn-primary");
        assertThat(page.locator("#row-screen-language .chip")).hasText("本终端");
        assertThat(page.locator("#row-screen-buttons .chip")).hasText("本终端");
        assertThat(page.locator("#row-sound-volume .chip")).hasText("全站");
        assertThat(page.locator("#shadow .chip")).hasText("等待终端生效");
        page.click("#row-screen-buttons .reset");
        assertThat(page.locator("#row-screen-buttons .chip")).hasText("默认");
        isEditedByTwo(page, console);
        ConsoleBrowser.shot(page, "configuration-terminal-zh");
        page.navigate(console.address + "/terminals");
        assertThat(page.locator("tbody tr:has(a[href$='/kiosk-1'])")).containsText("配置待生效");
    }

    /// Another account saves meanwhile: another key, and then the same.
    private static void isEditedByTwo(Page page, RunningConsole console) {
        save(console, 2, Map.of("screen.language", "en", "voice.answers", "on"));
        page.fill("[id='value.screen.answer-time']", "4000");
        page.click("#values .btn-primary");
        assertThat(page.locator("[role=status]")).containsText("两边的修改都已保留");
        assertThat(page.locator("[id='value.voice.answers']")).hasValue("on");
        save(console, 4, Map.of("screen.language", "en", "voice.answers", "off", "screen.answer-time", "5000"));
        page.fill("[id='value.screen.answer-time']", "6000");
        page.click("#values .btn-primary");
        assertThat(page.locator("[role=alert]")).containsText("签到结果显示时长");
        ConsoleBrowser.shot(page, "configuration-conflict-zh");
        page.click("#values .btn-primary");
        assertThat(page.locator("[role=status]")).containsText("已保存");
        assertThat(page.locator("[id='value.screen.answer-time']")).hasValue("6000");
        assertThat(page.locator("[id='value.voice.answers']")).hasValue("off");
    }

    private static void save(RunningConsole console, long base, Map<String, String> values) {
        Configurations configurations = console.bean(Configurations.class);
        console.database()
                .inTransaction(transaction ->
                        configurations.save(transaction, Scope.of(new TerminalId("kiosk-1")), base, values, "other"));
    }

    static void arePictured(Page page, RunningConsole console, String name) {
        page.navigate(console.address + SITE);
        ConsoleBrowser.shot(page, "configuration-" + name);
        page.navigate(console.address + TERMINAL);
        ConsoleBrowser.shot(page, "configuration-terminal-" + name);
        org.assertj.core.api.Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
    }
}
