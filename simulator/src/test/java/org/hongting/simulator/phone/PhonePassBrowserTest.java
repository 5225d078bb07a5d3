package org.hongting.simulator.phone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.hongting.central.CentralOptions;
import org.hongting.central.CentralServer;
import org.hongting.central.organisation.Member;
import org.hongting.device.camera.LuminanceFrame;
import org.hongting.device.camera.QrDecoder;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.protocol.code.KioskCode;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.vectors.PassVectors;
import org.hongting.simulator.phone.TrustingBrowser.Phone;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The phone pass as people use it: a real Chromium that trusts a test authority, a real server, the network really
/// gone, the code read by the kiosk's camera path and decided by the real desk. Leaves pictures in `target/pictures`.
@RequiresTool({"chromium", "certutil", "ffmpeg"})
class PhonePassBrowserTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String WECHAT =
            "Mozilla/5.0 (Linux; Android 14; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50";
    private static final String IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
    private static final String PASSWORD = "a long password";

    @TempDir
    static Path folder;

    private static TrustedCentre centre;
    private static TrustingBrowser browser;
    private static BrowserContext desk;

    private Member member;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(PICTURES);
        centre = new TrustedCentre(folder);
        browser = TrustingBrowser.trusting(folder.resolve("home"), centre.authorityPem);
        desk = browser.open(new Phone("zh-CN", "", 1280, 900, ""));
    }

    @BeforeEach
    void newcomer() {
        member = centre.newcomer();
    }

    @AfterAll
    static void stop() {
        browser.close();
        centre.close();
    }

    @Test
    void aPhoneEnrolledByALinkPassesAtAKioskWithNoNetworkAnywhere() throws Exception {
        String link = linkFromTheConsole();
        OfflineKiosk kiosk;
        Path first = picture("pass-zh");
        try (BrowserContext phone = browser.start("phone", Phone.of("zh-CN"))) {
            Page page = enrol(phone, link, PASSWORD);
            assertThat(page.locator("#ready")).isVisible();
            assertThat(page).hasURL(centre.address() + "/pass/");
            shot(page, first);
            kiosk = new OfflineKiosk("kiosk-1", centre, member.id(), 1);
            assertThat(kiosk.sees(first)).isInstanceOf(Decision.Admitted.class);
            assertThat(kiosk.sees(first)).as("the same picture again").isInstanceOf(Decision.Already.class);

            assertThat(page.evaluate("caches.keys().then((names) => names.length)"))
                    .isEqualTo(1);
            phone.setOffline(true);
            page.reload();
            assertThat(page.locator(".left")).containsText("秒后换新码");
            assertThat(page.locator(".symbol")).isVisible();
        }
        try (BrowserContext phone =
                browser.startWithoutNetwork("phone", Phone.of("zh-CN").withClockOff(30_000))) {
            Page page = phone.pages().getFirst();
            page.navigate(link.substring(0, link.indexOf('#')));
            assertThat(page.locator(".symbol")).isVisible();
            assertThat(page.locator(".about")).containsText("没有网络也能用");
            Path next = picture("pass-offline-zh");
            shot(page, next);
            assertThat(kiosk.sees(next)).as("a later step").isInstanceOf(Decision.Already.class);
            assertThat(kiosk.sees(first))
                    .as("a picture of the step before")
                    .isEqualTo(new Decision.Refused(RefusalReason.USED_PASS));
            String before = symbol(page);
            page.evaluate("globalThis.skew += 30_000");
            assertThat(page.locator("path")).not().hasAttribute("d", before);
        }
    }

    @Test
    void aPhoneWhoseAnswerWasLostOnTheWayEnrolsWithTheSameLinkAlsoWhenThePageIsOpenedAnew() throws Exception {
        String link = linkFromTheConsole();
        try (BrowserContext phone = browser.open(Phone.of("zh-CN"))) {
            Page page = phone.pages().getFirst();
            page.navigate(link);
            assertThat(page.locator("button.primary")).isVisible();
            page.evaluate("""
                    () => {
                      const real = globalThis.fetch;
                      globalThis.fetch = async (...asked) => {
                        await real(...asked);
                        throw new TypeError("lost");
                      };
                    }
                    """);
            page.click("button.primary");
            assertThat(page.locator("[role=alert]")).isVisible();
            scan(page, link);
            page.click("button.primary");
            assertThat(page.locator(".symbol")).isVisible();
        }
    }

    @Test
    void onePassAtTwoKiosksThatDoNotHearOfEachOtherIsMarkedAtTheCentre() throws Exception {
        OfflineKiosk first;
        OfflineKiosk second;
        Path shown = picture("pass-two-kiosks-zh");
        try (BrowserContext phone = browser.open(Phone.of("zh-CN"))) {
            Page page = enrol(phone, linkFromTheConsole(), "");
            first = new OfflineKiosk("kiosk-1", centre, member.id(), 1);
            second = new OfflineKiosk("kiosk-2", centre, member.id(), 1);
            shot(page, shown);
        }
        assertThat(first.sees(shown)).isInstanceOf(Decision.Admitted.class);
        assertThat(second.sees(shown)).isInstanceOf(Decision.Admitted.class);

        centre.hears(first);
        centre.hears(second);

        Page page = memberPage();
        page.navigate(centre.address() + "/meetings/" + centre.meeting.id());
        Locator person = page.locator("details.person[data-member='" + member.id() + "']");
        assertThat(person).hasCount(1);
        assertThat(person.locator(".by")).containsText("同一手机码也在别的终端用过");
        person.locator("summary").click();
        assertThat(person.locator(".evidence li")).hasCount(2);
        shot(page, picture("console-pass-twice-zh"));
        page.navigate(centre.address() + "/alarms");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody")).containsText("手机码重复使用");
        shot(page, picture("console-alarm-pass-zh"));
    }

    @Test
    void aPhoneThatScansTheCodeOfAKioskIsInOnceAndIsToldWhyWhereItIsNot() throws Exception {
        Signer kiosk = centre.claimed("kiosk-9");
        String before = centre.address() + "/pass/#at.";
        try (BrowserContext phone = browser.open(Phone.of("zh-CN"))) {
            Page page = phone.pages().getFirst();
            page.navigate(before + code(kiosk, Instant.now()));
            assertThat(page.locator("body")).containsText("要先登记这部手机");
            shot(page, picture("arrive-first-zh"));
            enrol(phone, linkFromTheConsole(), "");

            scan(page, before + code(kiosk, Instant.now()));
            assertThat(page.locator("h1")).hasText("已签到");
            assertThat(page.locator(".arrived .lead"))
                    .hasText(centre.meeting.plan().title());
            shot(page, picture("arrive-in-zh"));
            scan(page, before + code(kiosk, Instant.now()));
            assertThat(page.locator("h1")).hasText("您之前已经签到");

            scan(page, before + code(kiosk, Instant.now().minusSeconds(300)));
            assertThat(page.locator("[role=alert]")).containsText("已经过期");
            shot(page, picture("arrive-old-zh"));
            phone.setOffline(true);
            scan(page, before + code(kiosk, Instant.now()));
            assertThat(page.locator("[role=alert]")).containsText("没有网络");
        }
        try (BrowserContext phone = browser.open(Phone.of("en-GB"))) {
            Page page = enrol(phone, linkFromTheConsole(), "");
            scan(page, before + code(kiosk, Instant.now()));
            assertThat(page.locator("h1")).hasText("You were checked in already");
            shot(page, picture("arrive-already-en"));
        }
        Page page = memberPage();
        page.navigate(centre.address() + "/meetings/" + centre.meeting.id());
        Locator person = page.locator("details.person[data-member='" + member.id() + "']");
        person.locator("summary").click();
        assertThat(person.locator(".evidence li")).hasCount(1);
        assertThat(person.locator(".evidence li")).containsText("kiosk-9");
        shot(page, picture("console-arrived-by-code-zh"));
    }

    private static String code(Signer kiosk, Instant made) {
        return KioskCode.issue(new TerminalId("kiosk-9"), centre.meeting.id(), made, kiosk);
    }

    /// As a phone's camera app opens an address: the page is loaded anew, also where only the fragment differs.
    private static void scan(Page page, String address) {
        page.navigate("about:blank");
        page.navigate(address);
    }

    @Test
    void theScriptsMakeTheBytesThatBothSidesHaveAgreedOn() throws Exception {
        String vectors;
        try (InputStream in = Objects.requireNonNull(PassVectors.class.getResourceAsStream("pass.json"))) {
            vectors = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (BrowserContext phone = browser.open(Phone.of("zh-CN"))) {
            Page page = phone.pages().getFirst();
            page.navigate(centre.address() + "/pass/");
            assertThat(page.evaluate("""
                    async (text) => {
                      const code = await import("/pass/code.js");
                      const vectors = JSON.parse(text);
                      const spki = Uint8Array.from(atob(vectors.publicKey), (one) => one.charCodeAt(0));
                      const key = await crypto.subtle.importKey(
                        "spki", spki, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
                      const wrong = [];
                      for (const pass of vectors.passes) {
                        const head = code.head(pass, pass.step);
                        const signature = code.fromHex(pass.signature);
                        const message = code.message(head);
                        const holds = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, message);
                        if (code.toHex(head) !== pass.head || code.toHex(message) !== pass.message || !holds
                            || code.digits(head, signature) !== pass.digits) {
                          wrong.push(pass.step);
                        }
                      }
                      for (const moment of vectors.steps) {
                        if (code.stepAt(moment.millis) !== moment.step || code.millisLeft(moment.millis) !== moment.left) {
                          wrong.push(moment.millis);
                        }
                      }
                      return wrong.length === 0 && vectors.passes.length >= 4 ? "as agreed" : wrong.join();
                    }
                    """, vectors)).isEqualTo("as agreed");
        }
    }

    @Test
    void theKeyStaysInThePhoneAndALostOneIsMadeGoodInOneStep() throws Exception {
        String link = linkFromTheConsole();
        try (BrowserContext phone = browser.open(Phone.of("en-GB"))) {
            Page page = enrol(phone, link, PASSWORD);
            assertThat(page.evaluate("""
                    async () => {
                      const { load } = await import("/pass/store.js");
                      const { privateKey } = await load("phone");
                      try {
                        await crypto.subtle.exportKey("pkcs8", privateKey);
                        return "out";
                      } catch {
                        return String(privateKey.extractable);
                      }
                    }
                    """)).isEqualTo("false");
            page.navigate(link);
            page.click("button.primary");
            assertThat(page.locator("[role=alert]")).containsText("has been used");
            shot(page, picture("pass-link-used-en"));
            page.click("button.plain");
            assertThat(page.locator(".symbol")).isVisible();
            assertThat(page).hasURL(centre.address() + "/pass/");

            page.evaluate("""
                    async () => {
                      const { save } = await import("/pass/store.js");
                      await save("phone", { identity: { site: 1, member: "00", phone: 0, name: "" }, privateKey: null });
                    }
                    """);
            page.reload();
            assertThat(page.locator("[role=status]")).containsText("key is gone");
            page.fill("#number", member.studentNumber());
            page.fill("#password", "not the password");
            page.click("button.primary");
            assertThat(page.locator("[role=alert]")).containsText("wrong");
            shot(page, picture("pass-sign-in-en"));
            page.fill("#number", member.studentNumber());
            page.fill("#password", PASSWORD);
            page.click("button.primary");
            assertThat(page.locator(".whose")).containsText("phone 2");

            removeInTheConsole("手机 2");
            page.reload();
            assertThat(page.locator("[role=alert]")).containsText("was removed");
            shot(page, picture("pass-removed-en"));
        }
    }

    @Test
    void aPhoneWhoseClockIsWrongPassesByTheServersTimeAndIsTold() throws Exception {
        int phones = 0;
        for (Map.Entry<Duration, String> wrong : Map.of(
                        Duration.ofMinutes(-10),
                        "慢了 10 分钟",
                        Duration.ofDays(3),
                        "快了 3 天",
                        Duration.ofDays(3653),
                        "快了 3653 天")
                .entrySet()) {
            String link = linkFromTheConsole();
            phones++;
            try (BrowserContext phone =
                    browser.open(Phone.of("zh-CN").withClockOff(wrong.getKey().toMillis()))) {
                Page page = enrol(phone, link, "");
                assertThat(page.locator("#clock")).containsText(wrong.getValue());
                assertThat(page.locator("#ready")).isVisible();
                phone.setOffline(true);
                page.reload();
                assertThat(page.locator("#clock")).containsText(wrong.getValue());
                assertThat(page.locator(".symbol")).isVisible();
                Path shown = picture("pass-clock-zh");
                shot(page, shown);
                OfflineKiosk kiosk = new OfflineKiosk("kiosk-1", centre, member.id(), phones);
                assertThat(kiosk.sees(shown)).isInstanceOf(Decision.Admitted.class);
            }
        }
        assertThat(phones).isEqualTo(3);
    }

    @Test
    void whereAPassCannotWorkThePageSaysWhyAndWhatToDo() throws Exception {
        try (BrowserContext phone = browser.open(Phone.of("zh-CN").calledBy(WECHAT))) {
            Page page = enrol(phone, linkFromTheConsole(), "");
            assertThat(page.locator("#in-app")).containsText("在浏览器打开");
            assertThat(page.locator(".about")).containsText("只能联网使用");
            shot(page, picture("pass-wechat-zh"));
        }
        try (BrowserContext phone = browser.open(Phone.of("zh-CN").calledBy(IPHONE))) {
            Page page = phone.pages().getFirst();
            page.navigate(centre.address() + "/pass/");
            assertThat(page.locator("#ios")).containsText("添加到主屏幕");
            shot(page, picture("pass-sign-in-zh"));
            page.click("summary");
            page.fill("#link", "https://elsewhere.example/pass/");
            page.click("details button");
            assertThat(page.locator("[role=alert]")).containsText("不完整");
            page.click("summary");
            page.fill("#link", linkFromTheConsole());
            page.click("details button");
            page.click("button.primary");
            assertThat(page.locator(".symbol")).isVisible();
            assertThat(page.locator("#ios")).isVisible();
        }
        try (CentralServer plain = CentralServer.start(CentralOptions.local(folder.resolve("plain")));
                BrowserContext phone = browser.open(Phone.of("zh-CN"))) {
            Page page = phone.pages().getFirst();
            page.navigate("http://plain.example:" + plain.ports().console() + "/pass/");
            assertThat(page.locator("[role=alert]")).containsText("https://");
            assertThat(page.locator("input, .symbol")).hasCount(0);
            shot(page, picture("pass-untrusted-zh"));
        }
        try (TrustingBrowser stranger = TrustingBrowser.trustingNobody(folder.resolve("stranger"));
                BrowserContext phone = stranger.open(Phone.of("zh-CN"))) {
            Page page = phone.pages().getFirst();
            assertThatThrownBy(() -> page.navigate(centre.address() + "/pass/"))
                    .isInstanceOf(PlaywrightException.class)
                    .hasMessageContaining("ERR_CERT_AUTHORITY_INVALID");
        }
    }

    @Test
    void leaveIsAskedForOnThePhoneAnsweredInTheConsoleAndTheMembersOwnPageShowsTheirYear() throws Exception {
        centre.meeting("党课：学习贯彻全会精神", Duration.ofDays(2));
        centre.meeting("主题党日", Duration.ofDays(-1));
        try (BrowserContext phone = browser.open(Phone.of("zh-CN"))) {
            Page page = enrol(phone, linkFromTheConsole(), "");
            page.click("#requests");
            asksFor(page, "党课", "请假", "sick", "发烧，在校医院");
            shot(page, picture("pass-requests-zh"));
            asksFor(page, "主题党日", "补签", "forgotten", "");
            answersInTheConsole();

            page.reload();
            page.click("#requests");
            assertThat(requestOf(page, "党课")).containsText("请假已同意（生病）");
            assertThat(requestOf(page, "党课")).containsText("答复：好好休息");
            assertThat(requestOf(page, "党课")).containsText("已准假");
            assertThat(requestOf(page, "主题党日")).containsText("补签未同意");
            assertThat(requestOf(page, "主题党日").locator("button")).hasText("申请补签");
            shot(page, picture("pass-requests-answered-zh"));
            page.click("#language");
            assertThat(requestOf(page, "党课")).containsText("Granted: leave");
            page.locator("li.meeting", new Page.LocatorOptions().setHasText("主题党日"))
                    .locator("button.second")
                    .click();
            shot(page, picture("pass-requests-en"));

            phone.setOffline(true);
            page.reload();
            assertThat(page.locator(".symbol")).isVisible();
            page.click("#requests");
            assertThat(page.locator("[role=alert]")).containsText("No network");
            shot(page, picture("pass-requests-offline-en"));
            page.click("button.plain");
            assertThat(page.locator(".symbol")).isVisible();
            new RecordOnPhone(centre, phone, page, member).isShownAndTakenAlong("主题党日");
        }
    }

    private static void asksFor(Page page, String meeting, String kind, String reason, String note) {
        requestOf(page, meeting).locator("button").click();
        page.selectOption("#reason", reason);
        page.fill("#note", note);
        shot(page, picture("pass-request-form-zh"));
        page.click("form button");
        assertThat(requestOf(page, meeting)).containsText("已申请" + kind);
    }

    private static Locator requestOf(Page page, String meeting) {
        return page.locator("li.meeting", new Page.LocatorOptions().setHasText(meeting));
    }

    private static void answersInTheConsole() {
        Page page = centre.console(desk);
        assertThat(page.locator("a.btn.attention")).hasText("申请（2）");
        page.click("a.btn.attention");
        assertThat(page.locator("li.request")).hasCount(2);
        shot(page, picture("console-requests-zh"));
        page.setViewportSize(390, 844);
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).intValue())
                .isLessThanOrEqualTo(0);
        shot(page, picture("console-requests-390-zh"));
        page.setViewportSize(1280, 900);
        Locator late = page.locator("li.request", new Page.LocatorOptions().setHasText("主题党日"));
        late.locator("button[formaction]").click();
        assertThat(page.locator("[role=alert]")).containsText("写明原因");
        late.locator("input[name=answer]").fill("签到表上没有您");
        late.locator("button[formaction]").click();
        page.locator("li.request").locator("a").click();
        Locator here = page.locator("#piece li.request");
        assertThat(here).hasCount(1);
        shot(page, picture("console-meeting-request-zh"));
        here.locator("input[name=answer]").fill("好好休息");
        here.locator("button.btn-primary").click();
        assertThat(page.locator("a[data-part=on-leave] b")).hasText("1");
        page.navigate(centre.address() + "/requests");
        assertThat(page.locator(".empty")).isVisible();
        shot(page, picture("console-requests-answered-zh"));
    }

    /// As the secretary makes it; the picture on the page says the same as the address below it.
    private String linkFromTheConsole() throws IOException {
        Page page = memberPage();
        page.click("button:has-text('一次性登记链接')");
        String link = page.inputValue("#link");
        assertThat(page.locator("[role=alert]")).hasCount(0);
        ElementHandle symbol = page.waitForSelector("#link-symbol svg");
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(symbol.screenshot()));
        assertThat(new QrDecoder().decode(LuminanceFrame.of(drawn))).contains(link);
        shot(page, picture("console-phone-link-zh"));
        page.setViewportSize(390, 844);
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).intValue())
                .isLessThanOrEqualTo(0);
        shot(page, picture("console-phone-link-390-zh"));
        page.setViewportSize(1280, 900);
        return link;
    }

    private void removeInTheConsole(String phone) {
        Page page = memberPage();
        shot(page, picture("console-member-phones-zh"));
        page.locator("#phones li", new Page.LocatorOptions().setHasText(phone))
                .locator("button")
                .click();
        assertThat(page.locator("#phones")).containsText("停用");
    }

    private Page memberPage() {
        Page page = centre.console(desk);
        page.navigate(centre.address() + "/members/" + member.id());
        return page;
    }

    private static Page enrol(BrowserContext phone, String link, String password) {
        Page page = phone.pages().getFirst();
        page.navigate(link);
        if (!password.isEmpty()) {
            shot(page, picture("pass-enrol-" + page.locator("html").getAttribute("lang")));
            page.fill("#password", password);
        }
        page.click("button.primary");
        assertThat(page.locator(".symbol")).isVisible();
        return page;
    }

    private static String symbol(Page page) {
        return page.locator(".symbol path").getAttribute("d");
    }

    private static Path picture(String name) {
        return PICTURES.resolve(name + ".png");
    }

    private static void shot(Page page, Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
