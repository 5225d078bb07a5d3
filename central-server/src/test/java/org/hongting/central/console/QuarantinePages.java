package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RecordLines;

/// What people do in the console about records that could not be taken, about a second disk, and about records that
/// never came. Leaves pictures in `target/pictures`.
final class QuarantinePages {
    static final String TERMINAL = "kiosk-twice";
    private static final String NONCE = "00112233445566778899aabbccddeeff";

    private final RunningConsole console;
    private final Random random = new Random(36);
    private final TestTerminal terminal = TestTerminal.named(TERMINAL, random);

    QuarantinePages(RunningConsole console) {
        this.console = console;
    }

    void areUsed(Page page) {
        page.navigate(console.address + "/forks");
        assertThat(page.locator(".empty")).containsText("没有分叉");
        page.navigate(console.address + "/quarantine?reason=sequence");
        assertThat(page.locator(".empty")).containsText("没有符合条件的记录");
        ConsoleBrowser.shot(page, "quarantine-empty-zh");
        goesWrong();
        triesAgain(page);
        decides(page);
        page.navigate(console.address + "/terminals");
        assertThat(page.locator("tr:not(.building):has-text('二号楼')")).containsText("8 条未送达");
        page.click("tr:not(.building):has-text('二号楼') a[href$='#unsent']");
        assertThat(page.locator("#unsent")).containsText("缺 8 条");
        arePictured(page, console, "zh");
    }

    static void arePictured(Page page, RunningConsole console, String name) {
        for (String path : List.of("quarantine", "forks", "terminals/" + TERMINAL, "alarms")) {
            page.navigate(console.address + "/" + path);
            page.locator("details summary").all().stream()
                    .limit(2)
                    .filter(summary -> path.equals("quarantine"))
                    .forEach(com.microsoft.playwright.Locator::click);
            ConsoleBrowser.shot(page, path.replace('/', '-') + "-" + name);
        }
    }

    /// A damaged card, a cloned system, and a card that was replaced.
    private void goesWrong() {
        console.database()
                .inTransaction(transaction -> transaction.update(
                        "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, '二号楼', '二号楼大厅', ?, ?)",
                        TERMINAL,
                        terminal.publicKey(),
                        "2026-01-01T00:00:00.000Z"));
        terminal.arrivals(2);
        TestTerminal copied = terminal.copy();
        RecordLines good = terminal.record(4, terminal.arrival());
        terminal.append(new RecordLines(
                good.envelope(), Line.of("{\"salt\":\"00\",\"name\":\"张三\"}".getBytes(StandardCharsets.UTF_8))));
        terminal.arrivals(1);
        copied.arrivals(2);
        take(terminal.all());
        take(copied.all());
        terminal.openEpoch(terminal.end());
        terminal.arrivals(7);
        take(terminal.hello(NONCE, 1));
        terminal.openEpoch(null);
        take(terminal.hello(NONCE, 1));
        take(terminal.all());
        console.database()
                .inTransaction(transaction ->
                        transaction.update("UPDATE record SET known = 0 WHERE terminal = ? AND seq = 3", TERMINAL));
    }

    private void take(Arrived arrived) {
        Ingest ingest = console.server.context().getBean(Ingest.class);
        Assertions.assertThat(ingest.take(List.of(arrived), Duration.ZERO).answers())
                .hasSize(1);
    }

    private void triesAgain(Page page) {
        page.navigate(console.address + "/quarantine?terminal=" + TERMINAL);
        assertThat(page.locator("section.item:not(#all)")).hasCount(4);
        Assertions.assertThat(page.content()).doesNotContain("张三");
        ConsoleBrowser.shot(page, "quarantine-full-zh");
        page.click("#all button.btn-primary");
        assertThat(page.locator("[role=status]")).containsText("已采用 1 条，仍无法采用 1 条");
        page.navigate(console.address + "/quarantine?terminal=" + TERMINAL + "&reason=body");
        page.locator("section.item:not(#all) details summary").nth(1).click();
        page.fill("#note-0", "存储卡坏了一块");
        page.locator("section.item:not(#all) details[open] button").click();
        assertThat(page.locator("[role=status]")).containsText("已放弃 1 条");
        page.navigate(console.address + "/quarantine?discarded=true");
        assertThat(page.locator("section.item")).containsText("存储卡坏了一块");
        page.click("button:has-text('取消放弃')");
        assertThat(page.locator(".empty")).containsText("没有放弃过");
        page.navigate(console.address + "/system");
        assertThat(page.locator("table")).containsText("quarantine.put-back");
    }

    private void decides(Page page) {
        page.navigate(console.address + "/alarms");
        page.locator("tbody a[href='/forks']").first().click();
        assertThat(page.locator("section.item")).containsText("同一个纪元名义");
        ConsoleBrowser.shot(page, "forks-open-zh");
        page.fill("section.item input[name=note]", "二号楼换机时克隆了系统");
        page.click("section.item button[value=keep-both]");
        assertThat(page.locator("[role=status]")).containsText("采用了 2 条");
        assertThat(page.locator(".part .item")).containsText("换机时克隆");
    }
}
