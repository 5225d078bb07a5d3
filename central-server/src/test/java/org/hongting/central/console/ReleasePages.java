package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleaseSamples;
import org.hongting.protocol.release.SignedRelease;
import org.hongting.protocol.signing.P256;

/// Releases and their rollouts in the console. Leaves pictures in `target/pictures`.
final class ReleasePages {
    private static final String PATH = "/releases";
    private static final ReleaseSamples.Made MADE = ReleaseSamples.release("0.2.0");

    private ReleasePages() {}

    /// @param data of the server
    static void areUsed(Page page, RunningConsole console, Path data) throws IOException {
        page.navigate(console.address + "/terminals");
        page.click(".actions a[href='" + PATH + "']");
        assertThat(page.locator("#no-key")).isVisible();
        ConsoleBrowser.shot(page, "releases-empty-zh");
        Files.writeString(
                data.resolve("release-keys"),
                ReleaseKeys.line(ReleaseSamples.PAIR.getPublic()) + "\n",
                StandardCharsets.US_ASCII);
        SignedRelease foreign = SignedRelease.sign(
                MADE.signed().manifest(), P256.newKeyPair(new SecureRandom()).getPrivate());
        upload(page, new ReleaseSamples.Made(foreign, MADE.contents()));
        assertThat(page.locator("#live .notice.no")).containsText("签名不是已登记的密钥所签");
        upload(page, MADE);
        assertThat(page.locator("#live .notice.yes")).containsText("已验证并入库");
        assertThat(page.locator("#staged")).containsText("0.2.0");

        page.navigate(console.address + PATH);
        page.click("#begin .btn-primary");
        assertThat(page.locator("[role=alert]").first()).containsText("没有选择终端");
        page.check("#canary input[value='kiosk-1']");
        ConsoleBrowser.shot(page, "releases-begin-zh");
        page.click("#begin .btn-primary");
        assertThat(page.locator("[role=status]").first()).containsText("升级已开始");
        assertThat(page.locator(".rollout .chip").first()).hasText("进行中");
        // The server steps it by itself, and at once.
        assertThat(page.locator(".rollout")).containsText("尚无消息");
        ConsoleBrowser.shot(page, "releases-running-zh");
        page.click(".rollout button:has-text('暂停')");
        assertThat(page.locator(".rollout h2 .chip")).hasText("已暂停");
    }

    private static void upload(Page page, ReleaseSamples.Made made) {
        page.setInputFiles(
                "#package", new FilePayload("hongting-0.2.0.htr", "application/octet-stream", made.packaged()));
        page.click("#release-upload .btn-primary");
    }

    static void arePictured(Page page, RunningConsole console, String name) {
        page.navigate(console.address + PATH);
        ConsoleBrowser.shot(page, "releases-" + name);
        org.assertj.core.api.Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
    }
}
