package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A real browser before the console. It leaves pictures in `target/pictures` and remembers what the browser
/// complained of.
final class ConsoleBrowser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target/pictures");

    private final Playwright playwright;
    private final Browser browser;
    final List<String> faults = new ArrayList<>();

    ConsoleBrowser() {
        try {
            Files.createDirectories(PICTURES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Two processors may be shared with three more suites: an answer that comes late is no wrong one.
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--no-first-run")));
    }

    /// Whoever wants less motion gets pages that do not glide to what is clicked: under load a click that is pressed
    /// before and let go after is none.
    BrowserContext context(String language, int width, int height) {
        return browser.newContext(new Browser.NewContextOptions()
                .setLocale(language)
                .setViewportSize(width, height)
                .setReducedMotion(ReducedMotion.REDUCE));
    }

    Page page(BrowserContext context) {
        Page page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(faults::add);
        return page;
    }

    static void signIn(Page page, RunningConsole console) {
        page.navigate(console.address + "/");
        page.fill("#username", "admin");
        page.fill("#password", console.password);
        page.click("button.btn-primary");
        assertThat(page.locator("nav a.here")).isVisible();
    }

    /// The caret stays: hiding it writes inline styles, which a swap of the page would carry over against its policy.
    static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setCaret(ScreenshotCaret.INITIAL)
                .setPath(PICTURES.resolve("console-" + name + ".png"))
                .setFullPage(true));
    }

    /// How many pixels the page is wider than the window.
    static int tooWide(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).intValue();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path chromium() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
