package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;
import org.hongting.central.platform.servers.Servers;
import org.hongting.central.testing.Mosquitto;
import org.hongting.central.testing.TestStore;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console of a server whose broker is away, and another server that died. Leaves pictures in `target/pictures`.
@Tag("postgresql")
@RequiresTool("chromium")
class UnheardPagesTest {
    @TempDir
    Path folder;

    @Test
    void theFirstPageAndThatOfTheServersSayWhatNobodyHears() throws Exception {
        int nobody = Mosquitto.freePort();
        try (RunningConsole console = new RunningConsole(
                        TestStore.serverOn(folder.resolve("data")).withBroker(List.of("localhost:" + nobody)),
                        folder.resolve("data"));
                ConsoleBrowser browser = new ConsoleBrowser()) {
            console.addTerminal("kiosk-1", "北校区党建驿站 301");
            console.addTerminal("kiosk-2", "图书馆一楼");
            another(console);
            Servers servers = console.server.context().getBean(Servers.class);
            await(() -> servers.look().servers().size() == 2);
            try (BrowserContext context = browser.context("zh-CN", 1280, 900)) {
                Page page = browser.page(context);
                ConsoleBrowser.signIn(page, console);
                assertThat(page.locator("#unheard")).containsText("2 台终端");
                ConsoleBrowser.shot(page, "today-unheard-zh");
                page.click("#unheard a");
                assertThat(page.locator("#unheld")).containsText("图书馆一楼");
                assertThat(page.locator("#deaf")).isVisible();
                assertThat(page.locator("section.item")).hasCount(2);
                assertThat(page.locator("section.item").first()).containsText("未连接");
                assertThat(page.locator("section.item").last()).containsText("失去联系");
                ConsoleBrowser.shot(page, "servers-unheard-zh");
                page.setViewportSize(390, 844);
                Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
                ConsoleBrowser.shot(page, "servers-unheard-zh-390");
            }
            try (BrowserContext context = browser.context("en-GB", 1280, 900)) {
                Page page = browser.page(context);
                ConsoleBrowser.signIn(page, console);
                page.navigate(console.address + "/servers");
                assertThat(page.locator("#unheld")).containsText("heard by nobody: 2");
                ConsoleBrowser.shot(page, "servers-unheard-en");
            }
            Assertions.assertThat(browser.faults).isEmpty();
        }
    }

    /// It told of itself an hour ago, and that its broker let the stranger in.
    private static void another(RunningConsole console) {
        console.database()
                .inTransaction(transaction -> transaction.update(
                        "INSERT INTO server_status (id, host, folder, software, begun, heard, ended, lines)"
                                + " VALUES ('0011223344556677', 'hongting-2', '/srv/hongting', '0.1.0', ?, ?, 0, ?)",
                        System.currentTimeMillis() - 86_000_000,
                        System.currentTimeMillis() - 3_600_000,
                        "{\"lines\":[]}"));
    }

    private static void await(BooleanSupplier happened) throws InterruptedException {
        long until = System.nanoTime() + 30_000_000_000L;
        while (!happened.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        Assertions.assertThat(happened.getAsBoolean()).isTrue();
    }
}
