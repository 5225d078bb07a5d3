package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.assertj.core.api.Assertions;
import org.hongting.protocol.claim.Inventory;
import org.hongting.protocol.claim.PairingRefused;
import org.hongting.provisioning.claim.Pairer;
import org.hongting.provisioning.claim.PairingOffer;
import org.hongting.provisioning.claim.PairingOutcome;
import org.hongting.provisioning.identity.IdentityStore;

/// New machines that wait, as people at the console see them. Leaves pictures in `target/pictures`.
final class PairingPages {
    private final RunningConsole console;
    private final Path folder;
    private int machines;

    /// @param folder where the machines keep their keys
    PairingPages(RunningConsole console, Path folder) {
        this.console = console;
        this.folder = folder;
    }

    /// A machine that has shown what it committed to, and waits.
    private record Machine(Pairer pairer, PairingOffer offer) {}

    private Machine machine() {
        try {
            Path own = Files.createDirectories(folder.resolve("machine-" + machines++));
            Pairer pairer = new Pairer(
                    URI.create("https://localhost:" + console.server.ports().terminal()),
                    IdentityStore.open(own.resolve("identity")),
                    new Inventory("raspberrypi", "Raspberry Pi 5", "hongting 0.1.0"),
                    InstantSource.system(),
                    new SecureRandom());
            PairingOffer offer = ((PairingOutcome.Begun) pairer.begin()).offer();
            Assertions.assertThat(pairer.ask(offer)).isInstanceOf(PairingOutcome.Waiting.class);
            return new Machine(pairer, offer);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PairingOutcome ask(Machine machine) {
        try {
            return machine.pairer().ask(machine.offer());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One is approved and another turned away.
    void areUsed(Page page) {
        Machine machine = machine();
        page.navigate(console.address + "/terminals");
        page.click("#waiting a");
        assertThat(page.locator("#words b"))
                .hasText(machine.offer().words().stream()
                        .map(word -> word.chinese())
                        .toArray(String[]::new));
        ConsoleBrowser.shot(page, "pairing-zh");
        page.click("#approve button");
        assertThat(page.locator("[role=alert]")).containsText("请填写名称");
        page.fill("#name", "301 <b>");
        page.fill("#place", "三楼");
        page.click("#approve button");
        assertThat(page.locator(".notice.yes")).containsText("301 <b>");
        Assertions.assertThat(ask(machine)).isInstanceOf(PairingOutcome.Paired.class);
        ConsoleBrowser.shot(page, "pairing-approved-zh");

        Machine stranger = machine();
        page.navigate(
                console.address + "/terminals/pairings/" + stranger.offer().id());
        page.click("#away button");
        assertThat(page.locator("#live")).containsText("已拒绝");
        Assertions.assertThat(ask(stranger)).isEqualTo(new PairingOutcome.Over(PairingRefused.Reason.TURNED_AWAY));
    }

    /// On a phone.
    void arePictured(Page page, String language) {
        Machine machine = machine();
        page.navigate(console.address + "/terminals/pairings/" + machine.offer().id());
        Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
        ConsoleBrowser.shot(page, "pairing-" + language);
        page.navigate(console.address + "/terminals");
        Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
        ConsoleBrowser.shot(page, "pairing-waiting-" + language);
    }
}
