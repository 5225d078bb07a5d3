package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/// A person is entered, erased, and gone from the console; the receipt stays. Leaves pictures in `target/pictures`.
final class ErasurePages {
    private final RunningConsole console;

    ErasurePages(RunningConsole console) {
        this.console = console;
    }

    void areUsed(Page page) {
        page.navigate(console.address + "/erasures");
        assertThat(page.locator(".empty")).containsText("还没有抹除过任何人");
        String member = enter(page);
        areExported(page, member);
        page.click("a[href$='/erase']");
        ConsoleBrowser.shot(page, "erase-zh");
        page.selectOption("#reason", "wish");
        page.fill("#number", "20269998");
        page.click("button[type=submit]:has-text('永久抹除')");
        assertThat(page.locator("[role=alert]")).containsText("没有删除任何内容");
        page.selectOption("#reason", "wish");
        page.fill("#number", " 2026-9999 ");
        page.click("button[type=submit]:has-text('永久抹除')");
        assertThat(page).hasURL(Pattern.compile(".*/erasures/[0-9a-f]{16}"));
        assertThat(page.locator("#live")).containsText("本人要求");
        // The log is emptied behind the answer.
        assertThat(page.locator("#live"))
                .containsText(
                        "已于",
                        new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                .setTimeout(30_000));
        Assertions.assertThat(page.request().get(console.address + member).status())
                .isEqualTo(404);
        page.navigate(console.address + "/members?q=20269999");
        assertThat(page.locator(".empty")).isVisible();
        arePictured(page, console, "zh");
    }

    private void areExported(Page page, String member) {
        ConsoleBrowser.shot(page, "held-export-zh");
        Assertions.assertThat(page.locator("#held").getAttribute("href")).isEqualTo(member + "/held.json");
        com.microsoft.playwright.APIResponse file = page.request().get(console.address + member + "/held.json");
        Assertions.assertThat(file.headers().get("content-disposition")).contains("attachment");
        Assertions.assertThat(file.text()).contains("hongting-person", "20269999", "甄红亭");
        long written = console.database()
                .reading(transaction -> transaction
                        .queryFirst(
                                "SELECT count(*) AS n FROM audit WHERE action = 'member.held'", row -> row.integer("n"))
                        .orElse(0L));
        Assertions.assertThat(written).isOne();
    }

    private String enter(Page page) {
        page.navigate(console.address + "/members/new");
        page.fill("#name", "甄红亭");
        page.fill("#number", "20269999");
        page.locator("#branch").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        page.click("form.sheet button[type=submit]");
        page.navigate(console.address + "/members?q=20269999");
        String member = page.locator("tbody a").first().getAttribute("href");
        page.navigate(console.address + member);
        return member;
    }

    static void arePictured(Page page, RunningConsole console, String name) {
        page.navigate(console.address + "/erasures");
        ConsoleBrowser.shot(page, "erasures-" + name);
        String receipt = page.locator("tbody a").first().getAttribute("href");
        for (String path : List.of(receipt, "/erasures/held")) {
            page.navigate(console.address + path);
            ConsoleBrowser.shot(page, (path.equals(receipt) ? "erasure-" : "erasures-held-") + name);
            Assertions.assertThat(ConsoleBrowser.tooWide(page)).as(path).isLessThanOrEqualTo(0);
        }
    }
}
