package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.hongting.central.organisation.Member;
import org.hongting.central.phone.EnrolmentLinks;
import org.hongting.protocol.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// The page of a draw on the phones of a hall, before a real browser that is signed in nowhere: one phone with a pass
/// that was there from the beginning, one that comes after the draw. Leaves pictures in `target/pictures`.
final class HallPages {
    private final RunningConsole console;
    private final ConsoleBrowser browser;
    private final String digits;
    private final Member member;
    private final Page phone;

    HallPages(RunningConsole console, ConsoleBrowser browser, String id, Member member) {
        this.console = console;
        this.browser = browser;
        this.digits = id.substring(2);
        this.member = member;
        this.phone = browser.page(browser.context("zh-CN", 390, 844));
        EnrolmentLinks links = console.server.context().getBean(EnrolmentLinks.class);
        String token = console.database()
                .inTransaction(transaction -> links.make(transaction, member.id(), "admin"))
                .token();
        phone.navigate(console.address + "/pass/#" + token);
        phone.click("button.primary");
        assertThat(phone.locator(".symbol")).isVisible();
    }

    String path() {
        return "/draw/" + digits;
    }

    private String address() {
        return console.address + path();
    }

    void showsTheCommitment() {
        phone.navigate(address());
        assertThat(phone.locator("#own")).containsText("封名单后，您的抽奖号会显示在这里");
        assertThat(phone.locator("#list")).hasCount(0);
        Assertions.assertThat(phone.locator("#commitment span").count()).isEqualTo(16);
        Assertions.assertThat(phone.locator("#commitment").innerText()).matches("[0-9a-f]{64}");
        shot(phone, "hall-announced-zh");
        requireHeaders();
        requireCalmRefusals();
    }

    private void requireHeaders() {
        APIResponse page = phone.request().get(address());
        Assertions.assertThat(page.headers().get("content-security-policy"))
                .startsWith("default-src 'none'; script-src 'self'")
                .doesNotContain("unsafe");
        Assertions.assertThat(page.headers())
                .containsEntry("referrer-policy", "no-referrer")
                .doesNotContainKey("set-cookie");
        Assertions.assertThat(page.headers().get("cache-control")).contains("private");
        Assertions.assertThat(page.text()).doesNotContain("<style", "style=", "onclick", member.studentNumber());
    }

    private void requireCalmRefusals() {
        for (String unknown : new String[] {
            "/draw", "/draw/", "/draw/000000000000", "/draw/None!", "/draw/D-00000000000", "/draw/" + "0".repeat(4_000)
        }) {
            APIResponse answer = phone.request().get(console.address + unknown);
            Assertions.assertThat(answer.status()).as(unknown).isEqualTo(404);
            Assertions.assertThat(answer.text()).as(unknown).contains("没有找到这个抽奖");
        }
        for (String hostile : new String[] {"?page=-1", "?page=99999999999", "?page=x", "?q=%00%22%3E%3Cscript%3E"}) {
            APIResponse answer = phone.request().get(address() + hostile);
            Assertions.assertThat(answer.status()).as(hostile).isEqualTo(200);
            Assertions.assertThat(answer.text()).as(hostile).doesNotContain("\"><script>");
        }
        try (BrowserContext stranger = browser.context("en-GB", 390, 844)) {
            // Not through the browser's own book of faults: it takes an answer of 404 for one.
            Page page = stranger.newPage();
            page.navigate(console.address + "/draw/000000000000");
            assertThat(page.locator("#unknown")).containsText("scan the code");
            shot(page, "hall-unknown-en");
        }
    }

    /// The phone is looked at again: it follows by itself.
    void showsTheListAndTheOwnTicket() {
        phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(phone.locator("#list")).isVisible();
        assertThat(phone.locator("#own-ticket")).isVisible();
        Assertions.assertThat(phone.locator("#own-ticket").innerText()).isEqualTo(ticket());
        assertThat(phone.locator("#tickets li")).hasCount(24);
        assertThat(phone.locator("#tickets li.mine")).hasCount(1);
        Assertions.assertThat(phone.locator("#tickets").innerText())
                .contains("欧阳*")
                .doesNotContain("文静", "支部", member.studentNumber());
        shot(phone, "hall-closed-zh");
        phone.fill("#q", "欧阳");
        phone.click(".search button");
        assertThat(phone.locator("#tickets li")).hasCount(3);
        phone.fill("#q", "没有这个姓");
        phone.click(".search button");
        assertThat(phone.locator("#none")).isVisible();
        shot(phone, "hall-none-found-zh");
    }

    private String ticket() {
        return console.database()
                .reading(transaction -> transaction.query(
                        "SELECT ticket FROM draw_ticket WHERE draw = ? AND member = ?",
                        row -> row.text("ticket"),
                        "d-" + digits,
                        member.id().value()))
                .getFirst();
    }

    /// @param proof as the console hands it out
    void computesTheDrawAgain(byte[] proof) {
        phone.navigate(address());
        assertThat(phone.locator("#won li")).hasCount(6);
        assertThat(phone.locator("#own-ticket")).isVisible();
        phone.click("#check");
        assertThat(phone.locator("#verdict .proved")).containsText("证明成立");
        assertThat(phone.locator("[data-when=noted]")).isVisible();
        shot(phone, "hall-proved-zh");
        Assertions.assertThat(phone.request().get(address() + "/proof.json").body())
                .isEqualTo(proof);
        try (BrowserContext late = browser.context("en-GB", 390, 844)) {
            Page page = browser.page(late);
            page.navigate(address());
            page.click("#check");
            assertThat(page.locator("#verdict .proved")).containsText("Proved");
            assertThat(page.locator("[data-when=not-noted]")).isVisible();
            assertThat(page.locator("#own")).isHidden();
            shot(page, "hall-revealed-en");
            for (Map.Entry<String, String> forged : Map.of(
                            "winners", "The winners that were computed are others",
                            "call", "The winners that were computed are others",
                            "tickets", "The list does not fit",
                            "secret", "The secret does not fit",
                            "commitment", "The secret does not fit",
                            "draw", "another draw")
                    .entrySet()) {
                choose(page, Json.write(forged(proof, forged.getKey())));
                assertThat(page.locator("#verdict .not-proved")).containsText("Not proved");
                assertThat(page.locator("#verdict")).containsText(forged.getValue());
                assertThat(page.locator("#verdict .proved")).isHidden();
            }
            shot(page, "hall-not-proved-en");
            for (String rubbish : new String[] {"", "null", "[]", "{\"tickets\":7}", "no proof at all"}) {
                choose(page, rubbish.getBytes(UTF_8));
                assertThat(page.locator("#verdict")).containsText("no proof of a draw");
            }
            choose(page, proof);
            assertThat(page.locator("#verdict .proved")).isVisible();
            page.click("#language");
            assertThat(page.locator("#won h2")).hasText("中奖名单");
        }
        theProofOfAnotherDrawOfTheSameNameIsFound(proof);
        phone.context().close();
    }

    /// Everything of it fits together, and it is another secret than the one that was announced.
    private void theProofOfAnotherDrawOfTheSameNameIsFound(byte[] proof) {
        phone.evaluate(
                "(key) => localStorage.setItem(key, JSON.stringify({ commitment: 'ab'.repeat(32), list: '' }))",
                "draw-d-" + digits);
        phone.reload();
        choose(phone, proof);
        assertThat(phone.locator("#verdict")).containsText("承诺与开奖前公布的不同");
        assertThat(phone.locator("#verdict .proved")).isHidden();
    }

    private static void choose(Page page, byte[] file) {
        page.setInputFiles("#file", new FilePayload("proof.json", "application/json", file));
        assertThat(page.locator("[data-when=working]")).isHidden();
    }

    private static ObjectNode forged(byte[] proof, String field) {
        ObjectNode forged = Json.readObject(proof);
        switch (field) {
            case "winners" ->
                forged.withArray("winners")
                        .set(
                                0,
                                forged.get("tickets")
                                                .get(0)
                                                .equals(forged.get("winners").get(0))
                                        ? forged.get("tickets").get(1)
                                        : forged.get("tickets").get(0));
            case "tickets" -> forged.withArray("tickets").remove(3);
            case "call" -> forged.put("call", "7");
            case "draw" -> forged.put("draw", "d-000000000000");
            default -> forged.put(field, "0".repeat(64));
        }
        return forged;
    }

    static void showsThatItIsCancelled(ConsoleBrowser browser, String address) {
        try (BrowserContext stranger = browser.context("zh-CN", 390, 844)) {
            Page page = browser.page(stranger);
            page.navigate(address);
            assertThat(page.locator("#cancelled")).containsText("奖品多于人数");
            assertThat(page.locator("#check")).hasCount(0);
            shot(page, "hall-cancelled-zh");
        }
    }

    private static void shot(Page page, String name) {
        Assertions.assertThat(ConsoleBrowser.tooWide(page)).as(name).isZero();
        ConsoleBrowser.shot(page, name);
    }
}
