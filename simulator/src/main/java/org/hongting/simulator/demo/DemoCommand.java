package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hongting.device.DeviceException;
import org.hongting.device.sim.PcscDaemon;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.protocol.json.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `demo`: a central server and one terminal as processes of their own, with a sample school in it.
///
/// Alone it opens the kiosk's window with a bench of simulated devices beside it, or, where there is no display, runs
/// headless and takes orders from the keyboard. With `--once` it plays a fixed story through a real smart-card
/// service and the camera path, compares the books, and ends.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "A central server, a terminal and a bench of simulated devices, with a sample school.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:the demo could not go on, or with --once something was lost or doubled",
            "2:wrong usage"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String USUAL_WINDOW = "1280x800";

    @Option(names = "--once", description = "Play the fixed story headless, compare, and end.")
    private boolean once;

    @Option(names = "--json", description = "With --once: print the account as one JSON object on the last line.")
    private boolean json;

    @Option(names = "--keep", paramLabel = "FOLDER", description = "Keep everything of this run in that folder.")
    private Optional<Path> keep = Optional.empty();

    @Option(names = "--headless", description = "Open no window even where there is a display.")
    private boolean headless;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The console's port; 0 for any free one (default: ${DEFAULT-VALUE}).",
            defaultValue = "0")
    private int port;

    @Option(
            names = "--window",
            paramLabel = "WIDTHxHEIGHT[+X+Y]",
            description = "Size and place of the kiosk's window (default: 1280x800, beside the bench).")
    private Optional<String> window = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PrintStream people = new PrintStream(System.err, true, UTF_8);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DemoCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--port': ports are 0 to 65535");
        }
        DemoFolder folder =
                DemoFolder.create(keep.isPresent() ? keep.get() : Files.createTempDirectory("hongting-demo-"));
        Thread broken = Thread.ofPlatform().unstarted(folder::discard);
        boolean discards = !once && keep.isEmpty();
        if (discards) {
            Runtime.getRuntime().addShutdownHook(broken);
        }
        try {
            int status = once ? playOnce(folder) : playOn(folder);
            if (discards) {
                folder.delete();
            }
            return status;
        } catch (DemoFailure | DeviceException e) {
            Runtime.getRuntime().removeShutdownHook(broken);
            people.println("hongting demo: " + e.getMessage());
            people.println("everything of this run is in " + folder.root());
            return 1;
        }
    }

    private int playOnce(DemoFolder folder) throws IOException, InterruptedException, DeviceException {
        List<String> arguments =
                List.of("--camera", folder.camera().toString(), "--silent", "--window", window.orElse(USUAL_WINDOW));
        Narration narration = new Narration(people);
        try (PcscDaemon cards = PcscDaemon.start();
                DemoSite site = DemoSite.lay(folder, port, "", TerminalProcess.Setting.headless(arguments))) {
            // Ctrl-C must not leave it behind; ending it twice is harmless.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(cards::close));
            Account account = new OnceStory(site, new CameraStage(folder.camera()), narration::tell).play();
            narration.end();
            PrintStream out = new PrintStream(System.out, true, UTF_8);
            out.println(json ? Json.writeText(account) : inWords(account));
            return account.isClean() ? 0 : 1;
        }
    }

    private int playOn(DemoFolder folder) throws IOException, InterruptedException {
        boolean display = !headless && System.getenv("DISPLAY") != null;
        String beside = display ? BenchWindow.placeForKiosk() : USUAL_WINDOW;
        List<String> arguments = new ArrayList<>(List.of("--no-cards", "--window", window.orElse(beside)));
        if (!display) {
            arguments.add("--silent");
        }
        Narration narration = new Narration(people);
        try (DemoSite site = DemoSite.lay(
                folder,
                port,
                "",
                display ? TerminalProcess.Setting.windowed(arguments) : TerminalProcess.Setting.headless(arguments))) {
            narration.tell("the centre starts and takes in a school of 200 members");
            site.openCentre();
            narration.tell("a course with its questions is built, and a quiz is made of them");
            site.openStudy();
            narration.tell("the terminal claims its identity" + (display ? " and opens its window" : ""));
            site.openTerminal();
            // A card shown before the roster is here would be a stranger's.
            site.terminal()
                    .awaitLatest(
                            "the meetings and the roster",
                            0,
                            KioskEvent.Station.class,
                            station -> station.online() && station.expected() > 0);
            narration.tell(display ? "ready: the bench is the small window" : "ready");
            people.printf(
                    "%nThe console: %s%nSign in as: %s  password: %s%n%n",
                    site.centre().console(), Centre.ADMINISTRATOR, site.centre().password());
            Bench bench = new Bench(site);
            if (display) {
                BenchWindow.open(bench);
            } else {
                new BenchPrompt(bench, System.in, people).run();
            }
        }
        return 0;
    }

    private static String inWords(Account account) {
        return """
                confirmed at the door  %d
                stored at the centre   %d
                lost                   %d
                doubled                %d
                refused                %d
                quarantined            %d
                read to painted        %.1f ms (median), %.1f ms (p95)
                pictures               %s""".formatted(
                        account.confirmed(),
                        account.stored(),
                        account.lost(),
                        account.doubled(),
                        account.refused(),
                        account.quarantined(),
                        account.readToPaintedMillis().p50(),
                        account.readToPaintedMillis().p95(),
                        account.screenshots().isEmpty()
                                ? "none"
                                : Path.of(account.screenshots().getFirst()).getParent());
    }
}
