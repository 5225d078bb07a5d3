package org.hongting.kiosk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.hongting.device.CredentialRead;
import org.hongting.device.DeviceName;
import org.hongting.device.Indicator;
import org.hongting.device.Shown;
import org.hongting.device.display.DisplayPower;
import org.hongting.device.display.DisplayProgram;
import org.hongting.kiosk.checkin.Announcement;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.clock.SystemTerminalClock;
import org.hongting.kiosk.doctor.Machine;
import org.hongting.kiosk.doctor.Mounts;
import org.hongting.kiosk.event.EventSink;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.kiosk.health.DeviceWatch;
import org.hongting.kiosk.health.Pipeline;
import org.hongting.kiosk.health.ScreenWatch;
import org.hongting.kiosk.meeting.RecordReply;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.kiosk.screen.checkin.OutOfOrderReason;
import org.hongting.kiosk.screen.checkin.PairingPage;
import org.hongting.kiosk.screen.part.Place;
import org.hongting.kiosk.screen.part.ScreenHabits;
import org.hongting.kiosk.screen.part.ScreenLight;
import org.hongting.kiosk.screen.touch.TouchLine;
import org.hongting.kiosk.table.Search;
import org.hongting.protocol.Words;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.health.Ending;
import org.hongting.protocol.health.ScreenHealth;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.record.TestedPart;
import org.hongting.provisioning.BuildTime;
import org.hongting.provisioning.config.ConfigurationTrial;
import org.hongting.provisioning.health.HealthPace;
import org.hongting.provisioning.health.MachineReader;
import org.hongting.provisioning.health.RunMarker;
import org.hongting.provisioning.identity.Identity;
import org.hongting.provisioning.storage.FileOperations;
import org.hongting.sync.journal.JournalFault;

/// A whole terminal: window, devices, and, once it knows who it is, memory, desk and link.
final class Kiosk implements TerminalFace, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Kiosk.class.getName());
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long OPEN_AGAIN_MILLIS = 2_000;

    /// The exit code of a terminal that was asked to start again.
    static final int START_AGAIN = 75;

    /// The exit code of a terminal whose machine is to start anew: whoever keeps the process running sees to it.
    static final int START_MACHINE = 76;

    private final KioskOptions options;
    private final EventSink events;
    private final CompletableFuture<Integer> end;
    private final SystemTerminalClock clock =
            new SystemTerminalClock(SystemTerminalClock.Sources.ofThisMachine(), BuildTime.instant());
    private final Clock shownTime;
    private final TerminalConfiguration.Given given;
    private final Devices devices;
    private final TerminalWatch watch = new TerminalWatch(System.getenv(), this::opened);
    private volatile Optional<KioskWindow> window = Optional.empty();
    private volatile Optional<Terminal> terminal = Optional.empty();
    private volatile Optional<TerminalHealth> health = Optional.empty();
    private volatile Optional<DeviceWatch> watched = Optional.empty();
    private volatile String light = ScreenHealth.BRIGHT;
    private volatile Ending ending = Ending.STOPPED;
    private final RunMarker marker;
    private final Optional<DisplayPower> panel;

    /// @param end is completed with the exit code when the terminal is to end
    Kiosk(KioskOptions options, EventSink events, CompletableFuture<Integer> end) {
        this.options = options;
        this.events = events;
        this.end = end;
        this.shownTime = new ShownClock(clock);
        this.given = new TerminalConfiguration.Given(
                ConfigurationTrial.begin(options.data.resolve("configuration"), FileOperations.real()),
                options.local());
        this.devices =
                new Devices(options.simulated, shownTime, here(given.trial().inForce()));
        this.panel = options.displayPower.map(DisplayProgram::new);
        this.marker = RunMarker.in(options.data, clock.read().boot());
    }

    /// Opens the window and lets the rest come up behind it. FX thread.
    void open() {
        KioskWindow opened = new KioskWindow(shownTime, devices.keyboard(), options.window, new LateLine(this::line));
        window = Optional.of(opened);
        opened.model().configure(ScreenHabits.of(here(given.trial().inForce())));
        opened.model().light().level().addListener((_, _, level) -> shine(level));
        opened.open(() -> end.complete(0));
        Thread.ofPlatform().daemon().name("start").start(this::start);
        if (options.simulated) {
            Thread.ofPlatform()
                    .daemon()
                    .name("orders")
                    .start(new Orders(devices, this::picture, () -> end.complete(0)));
        }
    }

    private void shine(ScreenLight.Level level) {
        light = Words.of(level);
        panel.ifPresent(display -> display.light(level != ScreenLight.Level.DARK));
    }

    /// A person shows something; the desk has answered. The window first, then lamp and sound: all from local data.
    @Override
    public void answer(CredentialRead read, Decision decision) {
        Platform.runLater(() -> window.ifPresent(opened -> {
            opened.model().show(decision, read.shown() instanceof Shown.CardShown);
            opened.afterPaint(painted -> events.tell(answered(read, decision, painted)));
        }));
        signal(decision);
    }

    private void signal(Decision decision) {
        devices.indicator().signal(signalFor(decision));
        devices.spoken()
                .ifPresent(answers -> Platform.runLater(() -> window.ifPresent(opened ->
                        answers.say(decision, opened.model().appearance().get().language()))));
    }

    @Override
    public void station(Station station) {
        Platform.runLater(() -> window.ifPresent(opened -> opened.model().show(station)));
        events.tell(new KioskEvent.Station(
                station.current().map(board -> board.meeting().id()).orElse(null),
                station.current().map(board -> board.headcount().expected()).orElse(0),
                station.current().map(board -> board.headcount().present()).orElse(0),
                station.online(),
                station.pending()));
    }

    @Override
    public void reply(int visit, Reply reply) {
        Platform.runLater(() -> window.ifPresent(opened -> opened.model().hear(visit, reply)));
        if (reply instanceof Reply.Decided(Decision decision)) {
            signal(decision);
        }
    }

    @Override
    public void settled(Decision decision) {
        Platform.runLater(() -> window.ifPresent(opened -> opened.model().show(decision)));
        signal(decision);
    }

    @Override
    public void record(int visit, RecordReply reply) {
        Platform.runLater(() -> window.ifPresent(opened -> opened.model().hear(visit, reply)));
    }

    @Override
    public void photograph(Consumer<Optional<byte[]>> taken) {
        devices.photograph(taken);
    }

    @Override
    public void found(int visit, String typed, Search found) {
        Platform.runLater(() -> window.ifPresent(opened -> opened.model().hear(visit, typed, found)));
    }

    @Override
    public void whenAsked(Consumer<Boolean> free) {
        Platform.runLater(() ->
                free.accept(window.filter(opened -> opened.model().isFree()).isPresent()));
    }

    @Override
    public void announce(Announcement announcement, Consumer<Boolean> gone) {
        Platform.runLater(() -> window.ifPresent(opened -> opened.model().announce(announcement, gone)));
    }

    @Override
    public void attract() {
        devices.indicator().signal(Indicator.Signal.CHOOSE);
    }

    /// What is given at the machine counts there.
    private Configuration here(Configuration configuration) {
        return configuration.under(given.local());
    }

    @Override
    public void configure(Configuration configuration, Consumer<Boolean> ready) {
        Configuration here = here(configuration);
        // Readers may take seconds to close, and the desk waits for nobody.
        Thread.ofPlatform().daemon().name("devices").start(() -> {
            try {
                devices.configure(here);
                Platform.runLater(() -> window.ifPresent(opened -> {
                    opened.model().configure(ScreenHabits.of(here));
                    opened.afterPaint(_ -> ready.accept(true));
                }));
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "a configuration cannot be brought into force", e);
                ready.accept(false);
            }
        });
    }

    @Override
    public void shutOut(ClaimTrouble why) {
        Platform.runLater(() -> window.ifPresent(opened -> opened.model().unclaimed(why)));
    }

    @Override
    public void restart() {
        ending = Ending.RESTART;
        end.complete(START_AGAIN);
    }

    @Override
    public void restartMachine() {
        ending = Ending.RESTART;
        end.complete(START_MACHINE);
    }

    @Override
    public void test(boolean people, Consumer<List<TestedPart>> tested) {
        new FaceDiagnosis(devices, () -> watched.map(DeviceWatch::devices).orElseGet(List::of), () -> window)
                .test(people, tested);
    }

    @Override
    public void picture(Consumer<Optional<byte[]>> taken) {
        Platform.runLater(
                () -> window.ifPresentOrElse(opened -> opened.concealed(taken), () -> taken.accept(Optional.empty())));
    }

    private Optional<Terminal> opened() {
        return terminal;
    }

    private Optional<TouchLine> line() {
        return terminal.map(Terminal::touch);
    }

    @Override
    public void recovered() {
        Platform.runLater(() -> window.ifPresent(opened -> opened.model().recovered()));
    }

    @Override
    public void device(DeviceName device, boolean present) {
        events.tell(new KioskEvent.Device(device.value(), present));
    }

    @Override
    public void document(DocumentName document) {
        events.tell(new KioskEvent.Document(document));
    }

    @Override
    public void close() {
        watch.close();
        panel.ifPresent(DisplayPower::close);
        devices.close();
        health.ifPresent(told -> told.end(ending));
        terminal.ifPresent(Terminal::close);
        marker.end(ending);
    }

    private void start() {
        try {
            awaitDurableFolder();
            ClaimDesk claims = new ClaimDesk(options, clock);
            Identity identity = claims.await(new ClaimDesk.Face() {
                @Override
                public void trouble(ClaimTrouble why) {
                    shutOut(why);
                    watch.ready("waits to be claimed");
                }

                @Override
                public void pairs(PairingPage page) {
                    Platform.runLater(
                            () -> window.ifPresent(opened -> opened.model().pairs(page)));
                    watch.ready("waits to be claimed");
                }
            });
            Platform.runLater(() -> window.ifPresent(opened -> opened.model().show(new Place(placeOf(identity), ""))));
            Terminal opened = openTerminal(identity);
            terminal = Optional.of(opened);
            opened.rehearse();
            Platform.runLater(() -> window.ifPresent(KioskWindow::rehearse));
            devices.open(tellingHealth(identity, opened));
            tellReady(identity, opened);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end.completeExceptionally(e);
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    /// Records on a file system that forgets would be lost at the next start, and a claim used up.
    private void awaitDurableFolder() throws InterruptedException {
        String said = "";
        while (options.durable) {
            Optional<String> kind = forgetfulKind();
            if (kind.isEmpty()) {
                return;
            }
            said = sayOnce(
                    said,
                    options.data + " is on " + kind.get() + " and forgets everything at a restart: " + Mounts.REMEDY);
            outOfOrder();
        }
    }

    private Optional<String> forgetfulKind() {
        try {
            return new Mounts(Machine.here()).forgetful(options.data);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "nobody can say what {0} is on: {1}", options.data, e.getMessage());
            return Optional.empty();
        }
    }

    private void outOfOrder() throws InterruptedException {
        Platform.runLater(() -> window.ifPresent(shown -> shown.model().outOfOrder(OutOfOrderReason.JOURNAL)));
        watch.ready("out of order: the disk");
        Thread.sleep(OPEN_AGAIN_MILLIS);
    }

    /// From now on the centre hears how the terminal is.
    private DeviceWatch tellingHealth(Identity identity, Terminal opened) {
        DeviceWatch watch = new DeviceWatch(devices::kinds, opened, System::nanoTime);
        TerminalHealth told = new TerminalHealth(
                new TerminalHealth.Sources(
                        identity,
                        opened.epoch(),
                        clock,
                        opened.line()::status,
                        opened.line()::tell,
                        watch,
                        new ScreenWatch(Platform::runLater, System::nanoTime, Pipeline.word(), () -> light),
                        new TerminalHealth.Measuring(MachineReader.ofThisMachine(), options.data)),
                marker.begin(),
                HealthPace.Pace.STANDARD);
        health = Optional.of(told);
        watched = Optional.of(watch);
        told.start();
        return watch;
    }

    /// A disk that is full or failing at the start is no reason to give up: the kiosk says so and tries again.
    private Terminal openTerminal(Identity identity) throws InterruptedException {
        String said = "";
        while (true) {
            try {
                Terminal opened = Terminal.open(options.data, identity, clock, this, given);
                recovered();
                return opened;
            } catch (DatabaseFault | JournalFault e) {
                said = sayOnce(said, adviceOn(e));
                DiskReserve.in(options.data).release();
                outOfOrder();
            }
        }
    }

    /// A damaged file is not mended by waiting; the rest may be.
    private String adviceOn(RuntimeException fault) {
        Path file = options.data.resolve("terminal.db");
        boolean damaged = switch (fault) {
            case DatabaseFault database -> database.kind() == DatabaseFault.Kind.CORRUPT;
            case JournalFault journal -> journal.kind() == DatabaseFault.Kind.CORRUPT;
            default -> false;
        };
        return damaged
                ? file + " is damaged: keep a copy, './hongting verify' says where, and move it away; this terminal"
                        + " then goes on by itself"
                : file + " cannot be opened (" + fault.getMessage() + "): free the disk or give this user the folder;"
                        + " this terminal tries again by itself";
    }

    private static String sayOnce(String said, String sentence) {
        if (!said.equals(sentence)) {
            LOG.log(System.Logger.Level.WARNING, "{0}", sentence);
        }
        return sentence;
    }

    private void tellReady(Identity identity, Terminal opened) {
        Platform.runLater(() -> window.ifPresent(shown -> shown.afterPaint(_ -> {
            watch.ready("takes cards");
            opened.ready();
            events.tell(new KioskEvent.Ready(identity.terminal(), opened.epoch(), millisSinceStart()));
        })));
    }

    private static long millisSinceStart() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(begun -> java.time.Duration.between(begun, java.time.Instant.now())
                        .toMillis())
                .orElse(0L);
    }

    private void picture(Path file) {
        Platform.runLater(() -> window.ifPresent(opened -> opened.afterPaint(
                _ -> opened.picture(file, written -> events.tell(new KioskEvent.Screenshot(written.toString()))))));
    }

    private static String placeOf(Identity identity) {
        return identity.place().isEmpty() ? identity.name() : identity.name() + " · " + identity.place();
    }

    private static KioskEvent.Answered answered(CredentialRead read, Decision decision, long paintedNanos) {
        double millis = (paintedNanos - read.readAtNanos()) / NANOS_PER_MILLI;
        String device = read.device().value();
        return switch (decision) {
            case Decision.Admitted(var attendee, MeetingBoard board, var _, var _) ->
                new KioskEvent.Answered("admitted", null, board.meeting().id(), attendee.member(), device, millis);
            case Decision.Already(var attendee, MeetingBoard board, var _) ->
                new KioskEvent.Answered("already", null, board.meeting().id(), attendee.member(), device, millis);
            case Decision.Left(var attendee, MeetingBoard board, var _, var _) ->
                new KioskEvent.Answered("left", null, board.meeting().id(), attendee.member(), device, millis);
            case Decision.NeedsMeeting(var attendee, var _) ->
                new KioskEvent.Answered("needs-meeting", null, null, attendee.member(), device, millis);
            case Decision.NeedsProof(var attendee, MeetingBoard board, var _, var _) ->
                new KioskEvent.Answered("needs-proof", null, board.meeting().id(), attendee.member(), device, millis);
            case Decision.TakenBack(var attendee, MeetingBoard board, var _) ->
                new KioskEvent.Answered("taken-back", null, board.meeting().id(), attendee.member(), device, millis);
            case Decision.CardBound(var attendee) ->
                new KioskEvent.Answered("card-bound", null, null, attendee.member(), device, millis);
            case Decision.StudiesHere(var attendee, var _, var _) ->
                new KioskEvent.Answered("studies-here", null, null, attendee.member(), device, millis);
            case Decision.Refused(var reason, var _) ->
                new KioskEvent.Answered("refused", reason, null, null, device, millis);
            case Decision.NotRecorded _ -> new KioskEvent.Answered("not-recorded", null, null, null, device, millis);
        };
    }

    private static Indicator.Signal signalFor(Decision decision) {
        return switch (decision) {
            case Decision.Admitted(var _, var _, var _, Decision.Arrival.OnTime _) -> Indicator.Signal.ADMITTED;
            case Decision.Admitted(var _, var _, var _, Decision.Arrival.Late _) -> Indicator.Signal.LATE;
            case Decision.Already _ -> Indicator.Signal.ALREADY;
            case Decision.Left(var _, var _, var _, long minutesEarly) ->
                minutesEarly > 0 ? Indicator.Signal.LATE : Indicator.Signal.ADMITTED;
            case Decision.NeedsMeeting _, Decision.NeedsProof _ -> Indicator.Signal.CHOOSE;
            case Decision.TakenBack _ -> Indicator.Signal.ALREADY;
            case Decision.CardBound _ -> Indicator.Signal.ADMITTED;
            case Decision.StudiesHere here -> here.again() ? Indicator.Signal.ALREADY : Indicator.Signal.ADMITTED;
            case Decision.Refused _ -> Indicator.Signal.REFUSED;
            case Decision.NotRecorded _ -> Indicator.Signal.NOT_RECORDED;
        };
    }
}
