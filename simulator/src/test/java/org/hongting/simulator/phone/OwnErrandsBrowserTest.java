package org.hongting.simulator.phone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hongting.central.organisation.Member;
import org.hongting.device.Backoff;
import org.hongting.device.CredentialRead;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceName;
import org.hongting.device.camera.LuminanceFrame;
import org.hongting.device.camera.QrDecoder;
import org.hongting.device.camera.QrSymbol;
import org.hongting.device.pcsc.PcscReader;
import org.hongting.device.sim.PcscDaemon;
import org.hongting.device.sim.VirtualCard;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.OwnReply;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.simulator.phone.TrustingBrowser.Phone;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What members do for themselves at a kiosk with no network, up to what comes of it at the centre, in a phone, and at
/// another kiosk. Leaves pictures in `target/pictures`.
@RequiresTool({"chromium", "certutil", "ffmpeg", "pcscd", "vpcd-config"})
class OwnErrandsBrowserTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1");
    private static final int SCALE = 8;
    private static final int QUIET = 4;
    private static final BlockingQueue<CredentialRead> READS = new LinkedBlockingQueue<>();
    private static final byte[] CARD = {0x51, (byte) 0xE6, (byte) 0x96, 0x21};
    private static final byte[] NEW_CARD = {4, 9, 8, 7, 6, 5, 4};

    @TempDir
    static Path folder;

    private static TrustedCentre centre;
    private static TrustingBrowser browser;
    private static CardTurn turn;
    private static PcscDaemon cards;
    private static CredentialReader reader;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(PICTURES);
        centre = new TrustedCentre(folder);
        browser = TrustingBrowser.trusting(folder.resolve("home"), centre.authorityPem);
        turn = CardTurn.take();
        cards = PcscDaemon.start();
        reader = new PcscReader(new DeviceName("card"), Backoff.USUAL);
        reader.open(hearing());
    }

    @AfterAll
    static void stop() throws IOException {
        reader.close();
        cards.close();
        turn.close();
        browser.close();
        centre.close();
    }

    @Test
    void theCodeThatAKioskShowsAfterACardEnrolsAPhone() throws Exception {
        Member member = centre.newcomer();
        centre.give(member, "51E69621");
        centre.rosterWithCards(member.id(), 1);
        OfflineKiosk kiosk = new OfflineKiosk("kiosk-1", centre, member.id(), 0);
        centre.claims(kiosk);
        kiosk.hears(
                DocumentName.CONFIGURATION,
                List.of(DocumentEntry.of(new SettingEntry(SettingEntry.PHONE_ADDRESS, centre.address()))));
        assertThat(kiosk.card(CARD)).isInstanceOf(Decision.Admitted.class);
        kiosk.member().awaitPhoneOf(member.id());
        assertThat(kiosk.card(CARD)).isInstanceOf(Decision.Already.class);
        OwnReply.TicketMade made = own(kiosk.said(), OwnReply.TicketMade.class);
        String link = new QrDecoder()
                .decode(LuminanceFrame.of(drawn(made.symbol().orElseThrow())))
                .orElseThrow();
        assertThat(link).startsWith(centre.address() + "/pass/#kiosk-1.");
        try (BrowserContext phone = browser.open(Phone.of("zh-CN"))) {
            Page page = phone.pages().getFirst();
            page.navigate(link);
            page.click("button.primary");
            assertThat(page.locator(".symbol")).isVisible();
            assertThat(centre.rosterWithPhones(member.id(), 1)).isNotEmpty();
            revokes("kiosk-1", page);
        }
        try (BrowserContext other = browser.open(Phone.of("zh-CN"))) {
            Page page = other.pages().getFirst();
            page.navigate(link);
            page.click("button.primary");
            assertThat(page.locator("[role=alert]")).containsText("用过");
        }
        try (BrowserContext office = browser.open(new Phone("zh-CN", "", 1280, 900, ""))) {
            Page page = centre.console(office);
            page.navigate(centre.address() + "/members/" + member.id());
            assertThat(page.locator("#phones li")).containsText("kiosk-1");
        }
    }

    /// The terminal that vouched for the phone is lost: the phone says what to do until somebody confirms it.
    private static void revokes(String terminal, Page phone) {
        try (BrowserContext office = browser.open(new Phone("zh-CN", "", 1280, 900, ""))) {
            Page page = centre.console(office);
            page.navigate(centre.address() + "/terminals/" + terminal);
            page.click("form[action$='/revoke'] button");
            assertThat(page.locator("#vouched li.request")).hasCount(1);
            phone.reload();
            assertThat(phone.locator("#suspended")).containsText("已被吊销");
            shot(phone, "pass-suspended-zh");
            phone.click("#language");
            assertThat(phone.locator("#suspended")).containsText("was revoked");
            shot(phone, "pass-suspended-en");
            phone.click("#language");
            page.click("button:has-text('是本人的')");
            assertThat(page.locator("#vouched")).hasCount(0);
            phone.reload();
            assertThat(phone.locator(".symbol")).isVisible();
            assertThat(phone.locator("#suspended")).hasCount(0);
        }
    }

    @Test
    void aCardBoundOfflineIsTakenHereAtOnceAndEverywhereOnceTheCentreHasHeard() throws Exception {
        Member first = centre.newcomer();
        Member second = centre.newcomer();
        Path shown = PICTURES.resolve("pass-binding-zh.png");
        OfflineKiosk kiosk;
        try (BrowserContext office = browser.open(new Phone("zh-CN", "", 1280, 900, ""));
                BrowserContext phone = browser.open(Phone.of("zh-CN"))) {
            Page page = centre.console(office);
            page.navigate(centre.address() + "/members/" + first.id());
            page.click("button:has-text('一次性登记链接')");
            Page pass = phone.pages().getFirst();
            pass.navigate(page.inputValue("#link"));
            pass.click("button.primary");
            assertThat(pass.locator(".symbol")).isVisible();
            kiosk = new OfflineKiosk("kiosk-2", centre, first.id(), 1);
            centre.claims(kiosk);
            kiosk.member().awaitRead();
            pass.screenshot(new Page.ScreenshotOptions().setPath(shown));
            assertThat(kiosk.sees(shown)).isInstanceOf(Decision.Admitted.class);
        }
        assertThat(own(kiosk.said(), OwnReply.Opened.class).errands()).contains(Errand.CARD);
        kiosk.member().choose(Errand.CARD);
        assertThat(laid(kiosk, NEW_CARD)).isEqualTo(new Decision.Refused(RefusalReason.UNKNOWN_CARD));
        assertThat(own(kiosk.said(), OwnReply.CardFound.class).confirmed()).isFalse();
        assertThat(kiosk.member().bind()).isPresent();
        assertThat(laid(kiosk, NEW_CARD)).isInstanceOf(Decision.Already.class);
        assertThat(kiosk.card(NEW_CARD)).isInstanceOf(Decision.Already.class);

        OfflineKiosk elsewhere = new OfflineKiosk("kiosk-3", centre, first.id(), 1);
        assertThat(elsewhere.card(NEW_CARD)).isEqualTo(new Decision.Refused(RefusalReason.UNKNOWN_CARD));
        centre.give(second, "04090807060504");
        centre.hears(kiosk);
        decide();
        elsewhere.hears(DocumentName.ROSTER, centre.rosterWithCards(first.id(), 1));
        assertThat(laid(elsewhere, NEW_CARD))
                .isInstanceOfSatisfying(
                        Decision.Admitted.class,
                        admitted -> assertThat(admitted.attendee().member()).isEqualTo(first.id()));
    }

    /// A card before a real reader, through the real pcscd; only the card is played. It is laid again, as a person
    /// would, if nothing is read: pcscd does not see that a card was changed between two of its looks.
    private static Decision laid(OfflineKiosk kiosk, byte[] uid) throws Exception {
        READS.clear();
        for (int attempt = 0; attempt < 5; attempt++) {
            try (VirtualCard _ = VirtualCard.lay(VirtualCard.PORT, uid)) {
                CredentialRead read = READS.poll(6, TimeUnit.SECONDS);
                if (read != null) {
                    return kiosk.read(read);
                }
            }
        }
        throw new AssertionError("nothing was read");
    }

    /// What the reader reads. One that is not there yet is asked again; without it no read comes.
    private static CredentialReader.Listener hearing() {
        return new CredentialReader.Listener() {
            @Override
            public void onRead(CredentialRead read) {
                READS.add(read);
            }

            @Override
            public void onFault(DeviceFault fault) {}

            @Override
            public void onRecovered(DeviceName device) {}
        };
    }

    /// The card is somebody else's at the centre by then: an admin gives it to whoever bound it.
    private static void decide() {
        try (BrowserContext office = browser.open(new Phone("zh-CN", "", 1280, 900, ""))) {
            Page page = centre.console(office);
            page.click("a[href='/card-bindings']");
            Locator line = page.locator("#open-bindings li");
            assertThat(line).hasCount(1);
            assertThat(line).containsText("卡已属他人");
            shot(page, "console-card-bindings-zh");
            page.setViewportSize(390, 844);
            assertThat(((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).intValue())
                    .isLessThanOrEqualTo(0);
            shot(page, "console-card-bindings-390-zh");
            page.setViewportSize(1280, 900);
            line.locator("button.btn-primary").click();
            assertThat(page.locator("#open-bindings")).hasCount(0);
            assertThat(page.locator("#decided-bindings li")).containsText("已登记");
            page.click("button:has-text('English')");
            assertThat(page.locator("h1")).containsText("Cards registered at terminals");
            shot(page, "console-card-bindings-en");
        }
    }

    private static <T extends OwnReply> T own(Optional<Reply> reply, Class<T> kind) {
        return kind.cast(reply.orElseThrow());
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    /// The symbol as a screen shows it, with its quiet zone.
    private static BufferedImage drawn(QrSymbol symbol) {
        int side = (symbol.side() + 2 * QUIET) * SCALE;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, side, side);
        pen.setColor(Color.BLACK);
        for (MatchResult run : RUN.matcher(symbol.outline()).results().toList()) {
            pen.fillRect(
                    (Integer.parseInt(run.group(1)) + QUIET) * SCALE,
                    (Integer.parseInt(run.group(2)) + QUIET) * SCALE,
                    Integer.parseInt(run.group(3)) * SCALE,
                    SCALE);
        }
        pen.dispose();
        return image;
    }
}
