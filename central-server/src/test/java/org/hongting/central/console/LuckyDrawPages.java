package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.hongting.central.draw.DrawProof;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.time.ClockQuality;

/// The pages of a lucky draw before a real browser, from its announcement to its proof. Leaves pictures in
/// `target/pictures`.
final class LuckyDrawPages {
    private final RunningConsole console;
    private final ConsoleBrowser browser;

    LuckyDrawPages(RunningConsole console, ConsoleBrowser browser) {
        this.console = console;
        this.browser = browser;
    }

    void drawAmong(List<Member> people) {
        String id;
        HallPages hall;
        try (BrowserContext context = browser.context("zh-CN", 1280, 800)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            id = announce(page);
            hall = new HallPages(console, browser, id, people.getFirst());
            hall.showsTheCommitment();
            requireNoSecret(page, id);
            requireRefusal(page, id);
            ConsoleBrowser.shot(page, "draw-announced-zh");
            page.fill(
                    "#named-numbers", people.stream().map(Member::studentNumber).collect(Collectors.joining("\n")));
            page.click("#close-numbers button");
            assertThat(page.locator("#list")).isVisible();
            hall.showsTheListAndTheOwnTicket();
            requireNoSecret(page, id);
            screen(context, id, "draw-screen-closed-zh");
            page.click("a[href$='/tickets']");
            page.fill("#q", "欧阳");
            page.click(".filter button");
            assertThat(page.locator("#tickets tr")).hasCount(3);
            ConsoleBrowser.shot(page, "draw-tickets-zh");
            page.navigate(console.address + "/draws/" + id);
            page.fill("#call-field", "三十七，八，一百零二");
            page.click("#reveal button");
            assertThat(page.locator("#winners tr")).hasCount(6);
            ConsoleBrowser.shot(page, "draw-revealed-zh");
            APIResponse proof = page.request().get(console.address + "/draws/" + id + "/proof.json");
            Assertions.assertThat(DrawProof.read(proof.body()).failure(Optional.empty(), Optional.empty()))
                    .isEmpty();
            Assertions.assertThat(proof.text()).doesNotContain("欧");
            screen(context, id, "draw-screen-revealed-zh");
            hall.computesTheDrawAgain(proof.body());
            page.navigate(console.address + "/draws/" + id);
            Assertions.assertThat(page.getAttribute("#hall", "href")).isEqualTo(hall.path());
        }
        inEnglish(id);
        Assertions.assertThat(console.ask("GET", "/screen/draw/" + id, new byte[0], false)
                        .statusCode())
                .as("the big screen wants a sign-in")
                .isEqualTo(401);
    }

    /// Whoever checked in takes part, and nobody else.
    void drawAtAMeeting(List<Member> people) {
        Instant now = Instant.now();
        Meeting.Times times = new Meeting.Times(
                now, now.plusSeconds(3600), now.minusSeconds(600), now, now.plusSeconds(3600), Optional.empty());
        BranchId host = people.getFirst().branch();
        Meeting meeting = console.database()
                .inTransaction(transaction -> console.server
                        .context()
                        .getBean(Meetings.class)
                        .add(
                                transaction,
                                new Meeting.Plan("主题党日", MeetingKind.BRANCH_ASSEMBLY, host, "301", times),
                                new Meeting.Audience(Set.of(host), Set.of()),
                                Set.of()));
        people.subList(0, 3)
                .forEach(member ->
                        console.arrives(meeting.id().value(), member.id().value(), now, ClockQuality.SYNCED, false));
        try (BrowserContext context = browser.context("en-GB", 1280, 800)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            page.navigate(console.address + "/draws");
            page.fill("#title", "主题党日抽奖");
            page.fill("#prizes", "书签 ×4");
            page.click("form[action='/draws'] button");
            page.selectOption("#named-meeting", meeting.id().value());
            page.click("#close-meeting button");
            assertThat(page.locator("[role=alert]")).containsText("fewer people than prizes");
            page.click("summary");
            page.fill("#reason", "奖品多于人数");
            page.click("#cancel button");
            assertThat(page.locator("#cancelled")).containsText("奖品多于人数");
            assertThat(page.locator("#cancelled")).containsText("record ");
            HallPages.showsThatItIsCancelled(browser, page.locator("#hall").innerText());
            page.navigate(console.address + "/draws");
            page.fill("#title", "主题党日抽奖");
            page.fill("#prizes", "书签");
            page.click("form[action='/draws'] button");
            page.selectOption("#named-meeting", meeting.id().value());
            page.click("#close-meeting button");
            assertThat(page.locator(".draw-close")).containsText("3 people take part");
            page.navigate(console.address + "/draws");
            ConsoleBrowser.shot(page, "draws-en");
        }
    }

    private String announce(Page page) {
        page.navigate(console.address + "/draws");
        page.fill("#title", "“学习强国”年终抽奖");
        page.fill("#prizes", "×3");
        page.click("form[action='/draws'] button");
        assertThat(page.locator("[role=alert]")).containsText("请填写奖项");
        assertThat(page.locator("#title")).hasValue("“学习强国”年终抽奖");
        page.fill("#prizes", "一等奖 · 红色经典一套\n二等奖 · 笔记本 ×2\n三等奖 · 书签 ×3");
        page.click("form[action='/draws'] button");
        assertThat(page.locator("#commitment")).isVisible();
        return page.url().replaceFirst(".*/", "");
    }

    /// Every page that knows of the draw, and what tells what was done.
    private void requireNoSecret(Page page, String id) {
        String secret = console.database()
                .reading(transaction -> transaction.query("SELECT secret FROM draw", row -> row.text("secret")))
                .getFirst();
        for (String path : List.of(
                "/",
                "/study",
                "/system",
                "/draws",
                "/draws/" + id,
                "/draws/" + id + "/tickets",
                "/draws/" + id + "/commitment.svg",
                "/draws/" + id + "/hall.svg",
                "/draw/" + id.substring(2),
                "/draw/" + id.substring(2) + "/state",
                "/draw/" + id.substring(2) + "/proof.json",
                "/draws/" + id + "/proof.json",
                "/screen/draw/" + id,
                "/screen/draw/" + id + "/live")) {
            APIResponse response = page.request().get(console.address + path);
            Assertions.assertThat(response.status()).as(path).isEqualTo(path.endsWith("proof.json") ? 404 : 200);
            Assertions.assertThat(response.text()).as(path).doesNotContain(secret);
        }
    }

    /// What nobody may do: act without the page's token, or out of order.
    private void requireRefusal(Page page, String id) {
        String token = page.locator("#cancel input[name=_csrf]").inputValue();
        String reveal = console.address + "/draws/" + id + "/reveal";
        Assertions.assertThat(page.request()
                        .post(
                                reveal,
                                RequestOptions.create()
                                        .setForm(FormData.create().set("call", "7")))
                        .status())
                .isEqualTo(403);
        APIResponse early = page.request()
                .post(
                        reveal,
                        RequestOptions.create()
                                .setForm(FormData.create().set("call", "7").set("_csrf", token)));
        Assertions.assertThat(early.text()).contains("没有改动");
        Assertions.assertThat(page.request()
                        .post(
                                console.address + "/draws/None!/cancel",
                                RequestOptions.create()
                                        .setForm(FormData.create()
                                                .set("reason", "x")
                                                .set("_csrf", token)))
                        .status())
                .isEqualTo(404);
    }

    private void screen(BrowserContext context, String id, String name) {
        Page page = browser.page(context);
        page.setViewportSize(1920, 1080);
        page.navigate(console.address + "/screen/draw/" + id);
        assertThat(page.locator("footer code").first()).isVisible();
        ConsoleBrowser.shot(page, name);
        page.close();
    }

    private void inEnglish(String id) {
        try (BrowserContext context = browser.context("en-GB", 390, 844)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            for (String path : List.of("/draws", "/draws/" + id, "/draws/" + id + "/tickets", "/screen/draw/" + id)) {
                page.navigate(console.address + path);
                Assertions.assertThat(ConsoleBrowser.tooWide(page)).as(path).isZero();
                ConsoleBrowser.shot(page, "draw" + path.replace("/" + id, "").replace('/', '-') + "-en-390");
            }
            screen(context, id, "draw-screen-revealed-en");
        }
    }
}
