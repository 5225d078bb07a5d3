package org.hongting.simulator.phone;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Chromium as somebody uses it whose machine trusts one more authority: its certificate lies in the browser's own NSS
/// store. No error of a certificate is ever passed over.
final class TrustingBrowser implements AutoCloseable {
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--host-resolver-rules=MAP plain.example 127.0.0.1");

    private final Path home;
    private final Playwright playwright;
    private @Nullable Browser running;

    private TrustingBrowser(Path home, Playwright playwright) {
        this.home = home;
        this.playwright = playwright;
    }

    /// What a phone is, as far as a page can tell.
    ///
    /// @param userAgent empty for the browser's own
    /// @param script runs before every page
    record Phone(String language, String userAgent, int width, int height, String script) {
        static Phone of(String language) {
            return new Phone(language, "", 390, 844, "");
        }

        Phone calledBy(String agent) {
            return new Phone(language, agent, width, height, script);
        }

        /// A clock that is off, and can be moved by `skew`.
        Phone withClockOff(long millis) {
            return new Phone(
                    language,
                    userAgent,
                    width,
                    height,
                    "const trueNow = Date.now.bind(Date); globalThis.skew = " + millis
                            + "; Date.now = () => trueNow() + globalThis.skew;");
        }
    }

    /// @param home a folder of its own
    /// @param authority PEM
    static TrustingBrowser trusting(Path home, Path authority) throws IOException, InterruptedException {
        TrustingBrowser browser = trustingNobody(home);
        Path store = Files.createDirectories(home.resolve(".pki/nssdb"));
        certutil(store, "-N", "--empty-password");
        certutil(store, "-A", "-n", "test authority", "-t", "C,,", "-i", authority.toString());
        return browser;
    }

    static TrustingBrowser trustingNobody(Path home) throws IOException {
        Files.createDirectories(home);
        return new TrustingBrowser(
                home,
                Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
    }

    private static void certutil(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("certutil", "-d", "sql:" + store));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("certutil: " + said);
        }
    }

    /// A phone of its own, which is forgotten when it is closed. All of these share one running browser.
    BrowserContext open(Phone phone) {
        Browser browser = running;
        if (browser == null) {
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium())
                            .setEnv(environment())
                            .setArgs(ARGUMENTS));
            running = browser;
        }
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setLocale(phone.language())
                .setViewportSize(phone.width(), phone.height())
                .setDeviceScaleFactor(2);
        if (!phone.userAgent().isEmpty()) {
            options.setUserAgent(phone.userAgent());
        }
        return prepared(browser.newContext(options), phone);
    }

    /// A browser started with that profile, as when the phone is taken out of the pocket.
    ///
    /// @param profile name of a folder; the same one again remembers what it kept
    BrowserContext start(String profile, Phone phone) {
        return start(profile, phone, List.of());
    }

    /// The same where no network leads anywhere, not even to this machine: every address is behind a proxy that is not
    /// there.
    BrowserContext startWithoutNetwork(String profile, Phone phone) {
        return start(profile, phone, List.of("--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>"));
    }

    private BrowserContext start(String profile, Phone phone, List<String> more) {
        BrowserType.LaunchPersistentContextOptions options = new BrowserType.LaunchPersistentContextOptions()
                .setExecutablePath(chromium())
                .setEnv(environment())
                .setLocale(phone.language())
                .setViewportSize(phone.width(), phone.height())
                .setDeviceScaleFactor(2)
                .setArgs(Stream.concat(ARGUMENTS.stream(), more.stream()).toList());
        return prepared(playwright.chromium().launchPersistentContext(home.resolve(profile), options), phone);
    }

    private static BrowserContext prepared(BrowserContext context, Phone phone) {
        if (!phone.script().isEmpty()) {
            context.addInitScript(phone.script());
        }
        context.setDefaultTimeout(10_000);
        if (context.pages().isEmpty()) {
            context.newPage();
        }
        return context;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", home.toString());
        return environment;
    }

    private static Path chromium() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
