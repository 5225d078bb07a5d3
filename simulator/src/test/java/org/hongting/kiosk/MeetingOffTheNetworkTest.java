package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.hongting.central.CentralOptions;
import org.hongting.central.CentralServer;
import org.hongting.central.attachment.Attachments;
import org.hongting.central.backup.BackupLoop;
import org.hongting.central.command.AskedCommand;
import org.hongting.central.command.CommandState;
import org.hongting.central.command.Commands;
import org.hongting.central.conclusion.Conclusions;
import org.hongting.central.configuration.Shadow;
import org.hongting.central.courier.CourierOffice;
import org.hongting.central.diagnosis.Diagnoses;
import org.hongting.central.diagnosis.SelfTest;
import org.hongting.central.diagnosis.TerminalFile;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.Downlink;
import org.hongting.central.erasure.ErasureBook;
import org.hongting.central.erasure.ErasureOffice;
import org.hongting.central.erasure.Reason;
import org.hongting.central.fleet.Pairing;
import org.hongting.central.fleet.Pairings;
import org.hongting.central.ingest.HeldChains;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.meeting.OnSite;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.device.DeviceName;
import org.hongting.kiosk.checkin.Announcement;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.StickNotice;
import org.hongting.kiosk.clock.SystemTerminalClock;
import org.hongting.kiosk.diagnosis.LogMemory;
import org.hongting.kiosk.meeting.Draft;
import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.MeetingReply;
import org.hongting.kiosk.meeting.RecordAsk;
import org.hongting.kiosk.meeting.RecordReply;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.kiosk.screen.checkin.PairingPage;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.command.Action;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.courier.CourierFile;
import org.hongting.protocol.courier.Way;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.record.MeetingMinutes;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.TestedPart;
import org.hongting.protocol.record.VoteCount;
import org.hongting.provisioning.identity.Identity;
import org.hongting.simulator.fault.FaultyLine;
import org.hongting.simulator.process.FreePort;
import org.hongting.sync.journal.JournalFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole terminal but its window, a real centre, and a cable between them that is pulled: a meeting is opened, held
/// and recorded with no network, and all of it stands at the centre once there is one.
class MeetingOffTheNetworkTest {
    private static final int VISIT = 1;

    /// No machine of ours stands there.
    private static final ZoneId SCHOOL = ZoneId.of("Pacific/Chatham");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Whatever is safe is old enough.
    private static final TerminalRetention.Pace SOON = new TerminalRetention.Pace(
            Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(200), Duration.ZERO, 0);

    @TempDir
    Path folder;

    private final Ears ears = new Ears();

    private <T> T hear(Class<T> kind) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Object next = ears.said.poll(1, TimeUnit.SECONDS);
            if (kind.isInstance(next)) {
                return kind.cast(next);
            }
        }
        throw new AssertionError("the terminal said no " + kind.getSimpleName());
    }

    private <T extends MeetingReply> T hearOfMeeting(Class<T> kind) throws InterruptedException {
        Reply reply = hear(Reply.class);
        assertThat(reply).isInstanceOf(MeetingReply.class);
        MeetingReply said = (MeetingReply) reply;
        assertThat(said).isInstanceOf(kind);
        return kind.cast(said);
    }

    private void await(String what, BooleanSupplier come) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!come.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(100);
        }
    }

    /// From the box to an identity by the way that people go: the machine shows words, and somebody who sees the same
    /// in the console approves them.
    private Identity claim(CentralServer centre) throws InterruptedException {
        Pairings pairings = centre.context().getBean(Pairings.class);
        KioskOptions options = new KioskOptions();
        options.data = folder;
        options.centre =
                Optional.of(URI.create("https://localhost:" + centre.ports().terminal()));
        SystemTerminalClock clock = new SystemTerminalClock(SystemTerminalClock.Sources.ofThisMachine(), Instant.EPOCH);
        BlockingQueue<PairingPage> shown = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> approve(pairings, shown));
        return new ClaimDesk(options, clock).await(new ClaimDesk.Face() {
            @Override
            public void trouble(ClaimTrouble why) {
                throw new AssertionError(why);
            }

            @Override
            public void pairs(PairingPage page) {
                shown.add(page);
            }
        });
    }

    private void approve(Pairings pairings, BlockingQueue<PairingPage> shown) {
        try {
            PairingPage page = shown.take();
            await(
                    "the words in the console",
                    () -> pairings.waiting().stream()
                            .anyMatch(pairing -> pairing.words().equals(page.words())));
            Pairing pairing = pairings.waiting().getFirst();
            pairings.look(pairing.id());
            assertThat(pairings.approve(
                            pairing.id(),
                            new Pairing.Approved(pairing.machine(), "Kiosk", "301", Optional.empty()),
                            "test"))
                    .isEqualTo(Pairing.Approval.DONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aMeetingHeldOffTheNetworkStandsAtTheCentreOnceThereIsOne() throws Exception {
        int mqtt = FreePort.draw();
        try (FaultyLine cable = FaultyLine.to(mqtt);
                CentralServer centre = CentralServer.start(new CentralOptions(
                        new CentralOptions.Storage(Files.createDirectories(folder.resolve("centre")), Optional.empty()),
                        new CentralOptions.Console("127.0.0.1", Optional.empty(), Optional.empty()),
                        new CentralOptions.Ports(0, 0, mqtt, cable.port()),
                        List.of("localhost"),
                        Optional.empty(),
                        Optional.of(SCHOOL.getId()),
                        new CentralOptions.Backups(Optional.of(folder.resolve("other-disk")), Optional.of(0))))) {
            School school = new School(centre);
            Identity identity = claim(centre);
            SystemTerminalClock clock =
                    new SystemTerminalClock(SystemTerminalClock.Sources.ofThisMachine(), Instant.EPOCH);
            Path data = Files.createDirectories(folder.resolve("terminal"));
            MeetingId meeting;
            String restart;
            try (Terminal terminal = Terminal.open(
                    data, identity, clock, ears, Settings.begun(data), new Terminal.Habits(SOON, List.of()))) {
                await("the link", () -> ears.online && ears.pending == 0);
                awaitDocuments(terminal, school);
                await("the school's zone", () -> clock.zone().equals(SCHOOL));
                isConfigured(centre, identity.terminal());
                cable.pull();
                await("no link", () -> !ears.online);
                meeting = hold(terminal, school);
                assertThat(ears.pending).isPositive();
                assertThat(centre.context().getBean(MeetingHall.class).find(meeting))
                        .isEmpty();
                String name = ask(centre, identity.terminal(), new Action.Identify());
                assertThat(stateOf(centre, identity.terminal(), name)).isEqualTo(CommandState.WAITING);
                cable.plugIn();
                await("the link again, and everything sent", () -> ears.online && ears.pending == 0);
                await(
                        "what was asked while there was no network",
                        () -> stateOf(centre, identity.terminal(), name) == CommandState.DONE);
                check(centre, school, meeting);
                goesOn(terminal, centre, school, meeting);
                assertThat(JournalFile.verify(data.resolve("terminal.db")).pruned())
                        .as("in no backup yet")
                        .isZero();
                prunes(terminal, centre, data);
                erases(centre, school.guest, data);
                Action message = new Action.ShowMessage("请到二楼", "", Duration.ofSeconds(30));
                String shown = ask(centre, identity.terminal(), message);
                assertThat(hear(Announcement.Message.class).chinese()).isEqualTo("请到二楼");
                await(
                        "what was asked over the line",
                        () -> stateOf(centre, identity.terminal(), shown) == CommandState.DONE);
                isDiagnosed(centre, identity.terminal(), school);
                restart = ask(centre, identity.terminal(), new Action.Restart());
                assertThat(hear(Integer.class)).isEqualTo(Kiosk.START_AGAIN);
            }
            assertThat(bytes(data)).doesNotContain(school.guest.shownName()).contains(school.member.shownName());
            assertThat(JournalFile.verify(data.resolve("terminal.db")).isIntact())
                    .isTrue();
            ears.online = false;
            Path sticks = Files.createDirectories(folder.resolve("sticks"));
            try (Terminal terminal = Terminal.open(
                    data, identity, clock, ears, Settings.begun(data), new Terminal.Habits(SOON, List.of(sticks)))) {
                await("the link of a terminal that has pruned", () -> ears.online && ears.pending == 0);
                isDone(centre, school.guest, meeting);
                await(
                        "the end of a restart is the next start",
                        () -> stateOf(centre, identity.terminal(), restart) == CommandState.DONE);
                cable.pull();
                await("no link", () -> !ears.online);
                isCarried(terminal, centre, identity.terminal(), sticks);
                assertThat(alarms(centre)).isEmpty();
            }
        }
    }

    /// What is set for the site is in force here, and the centre hears so, with what it does not reach.
    private void isConfigured(CentralServer centre, TerminalId terminal) throws InterruptedException {
        Settings settings = new Settings(centre);
        settings.set(Map.of("sound.volume", "40", "reader.camera", "pi"));
        assertThat(hear(Configuration.class).value(SettingKey.VOLUME)).isEqualTo("40");
        await("the terminal's word", () -> settings.shadow(terminal).state() == Shadow.State.IN_STEP);
        assertThat(settings.shadow(terminal).reported().orElseThrow().local()).containsExactly("reader.camera");
    }

    /// Nothing of a person is kept any more, at the centre or here.
    private void erases(CentralServer centre, Member gone, Path data) throws IOException, InterruptedException {
        Database database = centre.context().getBean(Database.class);
        assertThat(bytes(data)).contains(gone.shownName());
        ears.said.clear();
        assertThat(centre.context().getBean(ErasureOffice.class).erase(gone.id(), Reason.WISH, "test"))
                .isTrue();
        await("the list of erased people", () -> ears.said.contains(DocumentName.ERASE));
        assertThat(database.reading(HeldChains::check).wrong()).isEmpty();
        List<String> about = database.reading(transaction -> transaction.query(
                "SELECT type FROM record WHERE instr(body, ?) > 0",
                row -> row.text("type"),
                gone.id().value().getBytes(StandardCharsets.UTF_8)));
        assertThat(about).isEmpty();
    }

    private static String bytes(Path data) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("terminal.db", "terminal.db-wal")) {
            if (Files.exists(data.resolve(name))) {
                // What is no text comes out as something else.
                all.append(new String(Files.readAllBytes(data.resolve(name)), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }

    private void isDone(CentralServer centre, Member gone, MeetingId meeting) throws InterruptedException {
        ErasureBook book = centre.context().getBean(ErasureBook.class);
        await(
                "the terminal's word that it has erased them",
                () -> book.told(book.find(gone.id()).orElseThrow()).stream()
                        .allMatch(told -> told.state() == ErasureBook.State.DONE));
        Attendance.Counts counts = centre.context()
                .getBean(MeetingHall.class)
                .find(meeting)
                .orElseThrow()
                .attendance()
                .counts();
        assertThat(counts.present() + counts.guests()).as("heads stay").isEqualTo(3);
    }

    /// What the terminal finds out about itself comes to the centre, the bytes of files too. Nobody's name or number is
    /// in what was logged since it all began, before anything is filtered.
    private void isDiagnosed(CentralServer centre, TerminalId terminal, School school) throws InterruptedException {
        Database database = centre.context().getBean(Database.class);
        Diagnoses diagnoses = centre.context().getBean(Diagnoses.class);
        String tested = ask(centre, terminal, new Action.SelfTest(false));
        String pictured = ask(centre, terminal, new Action.Screenshot());
        String bundled = ask(centre, terminal, new Action.LogBundle());
        await(
                "a test, a picture and logs",
                () -> database.reading(transaction -> Stream.of(pictured, bundled)
                        .allMatch(id -> diagnoses
                                .find(transaction, terminal, id)
                                .filter(TerminalFile::isHere)
                                .isPresent())));
        assertThat(stateOf(centre, terminal, tested)).isEqualTo(CommandState.DONE);
        assertThat(database.<List<SelfTest>>reading(transaction -> diagnoses.tests(transaction, terminal, 10)))
                .singleElement()
                .satisfies(test -> assertThat(test.parts())
                        .extracting(TestedPart::part)
                        .contains("clock", "address", "centre", "line", "disk"));
        System.getLogger("drill").log(System.Logger.Level.WARNING, "a drill");
        for (Member one : List.of(school.member, school.secretary, school.guest)) {
            assertThat(LogMemory.ofThisProcess().text())
                    .contains("a drill")
                    .doesNotContain(one.name())
                    .doesNotContain(one.shownName())
                    .doesNotContain(one.studentNumber());
        }
    }

    private static String ask(CentralServer centre, TerminalId terminal, Action action) {
        Commands commands = centre.context().getBean(Commands.class);
        String id = centre.context()
                .getBean(Database.class)
                .inTransaction(transaction ->
                        commands.ask(transaction, terminal, action, Duration.ofHours(1), "test", "test"));
        centre.context().getBean(Downlink.class).turnTo(terminal);
        return id;
    }

    private static CommandState stateOf(CentralServer centre, TerminalId terminal, String id) {
        Commands commands = centre.context().getBean(Commands.class);
        return centre
                .context()
                .getBean(Database.class)
                .<List<AskedCommand>>reading(transaction -> commands.of(transaction, terminal, 10))
                .stream()
                .filter(command -> command.id().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
    }

    /// There is no network any more: records go up on a stick, and the roster and the receipt come back on it.
    private void isCarried(Terminal terminal, CentralServer centre, TerminalId id, Path sticks)
            throws IOException, InterruptedException {
        CourierOffice office = centre.context().getBean(CourierOffice.class);
        Members members = centre.context().getBean(Members.class);
        Branches branches = centre.context().getBean(Branches.class);
        Database database = centre.context().getBean(Database.class);
        terminal.onRecovered(new DeviceName("camera"));
        await("something to carry", () -> ears.pending > 0);
        DocumentStore documents = centre.context().getBean(DocumentStore.class);
        int known = database.reading(
                tx -> documents.entries(tx, DocumentName.ROSTER).size());
        database.inTransaction(tx -> {
            Branch added = branches.add(tx, null, BranchKind.BRANCH, "学生第三党支部");
            return members.add(tx, "钱未央", "20260004", added.id(), false);
        });
        await(
                "a roster with one more",
                () -> database.reading(
                                tx -> documents.entries(tx, DocumentName.ROSTER).size())
                        > known);
        ears.said.clear();
        Path brought = bring(office, id, sticks.resolve("first"));
        await(
                "a stick that may be pulled out",
                () -> ears.stick
                        .filter(said -> said.phase() == StickNotice.Phase.READY && said.records() > 0)
                        .isPresent());
        await("the roster", () -> ears.said.contains(DocumentName.ROSTER));
        CourierOffice.Brought taken;
        try (InputStream file = Files.newInputStream(brought.resolve(CourierFile.name(id, Way.UP)))) {
            taken = office.takeIn(file, "test");
        }
        assertThat(taken.whole()).isTrue();
        assertThat(taken.stored()).isEqualTo(ears.pending);
        bring(office, id, sticks.resolve("second"));
        await("the receipt", () -> ears.pending == 0);
        assertThat(ears.online).isFalse();
    }

    private static Path bring(CourierOffice office, TerminalId terminal, Path stick) throws IOException {
        Path there = Files.createDirectories(stick.resolve(CourierFile.FOLDER));
        Path written = there.resolve("being-copied");
        try (OutputStream file = Files.newOutputStream(written)) {
            office.write(terminal, file, "test");
        }
        Files.move(written, there.resolve(CourierFile.name(terminal, Way.DOWN)));
        return there;
    }

    /// What is in a verified backup goes from the terminal's disk, by the terminal's own clock and threads.
    private void prunes(Terminal terminal, CentralServer centre, Path data) throws InterruptedException {
        BackupLoop backups = centre.context().getBean(BackupLoop.class);
        backups.request();
        await("a verified backup", () -> backups.state().newest().isPresent());
        long safe = backups.state().newest().orElseThrow().records();
        // The next acknowledgement says what is safe.
        terminal.onRecovered(new DeviceName("camera"));
        await(
                "records that are safe to be pruned",
                () -> JournalFile.verify(data.resolve("terminal.db")).pruned() > 0);
        assertThat(JournalFile.verify(data.resolve("terminal.db")).pruned()).isLessThanOrEqualTo(safe);
    }

    private static List<String> alarms(CentralServer centre) {
        return centre.context()
                .getBean(Database.class)
                .reading(transaction -> transaction.query("SELECT detail FROM alarm", row -> row.text("detail")));
    }

    /// The terminal knows everybody once it refuses them for want of a meeting, and the units once it can say theirs.
    private void awaitDocuments(Terminal terminal, School school) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            signIn(terminal, school);
            Reply reply = hear(Reply.class);
            if (reply instanceof Reply.PinWanted) {
                terminal.touch().pin(VISIT, School.PIN);
                if (hear(Reply.class) instanceof Reply.ChargeOpened) {
                    terminal.touch().meeting(VISIT, new MeetingAsk.Opening());
                    MeetingReply.Opening opening = hearOfMeeting(MeetingReply.Opening.class);
                    if (opening.units().getFirst().name().equals(school.branch.name())) {
                        return;
                    }
                }
            }
            Thread.sleep(300);
        }
        throw new AssertionError("the terminal never learned of the school");
    }

    private void signIn(Terminal terminal, School school) throws InterruptedException {
        terminal.touch().awaitCard(VISIT, Optional.empty());
        terminal.onRead(school.badgeOf(school.secretary));
        Decision decision = hear(Decision.class);
        if (decision instanceof Decision.Refused refused && refused.reason() != RefusalReason.NO_MEETING) {
            ears.said.add(new Reply.Decided(decision));
        }
    }

    private MeetingId hold(Terminal terminal, School school) throws InterruptedException {
        terminal.touch()
                .meeting(
                        VISIT,
                        new MeetingAsk.Open(
                                MeetingKind.BRANCH_ASSEMBLY,
                                school.branch.id(),
                                MeetingAsk.TitleForm.EXTRA,
                                Duration.ofHours(1),
                                false));
        MeetingReply.Held held = hearOfMeeting(MeetingReply.Done.class).shown().held();
        MeetingId meeting = held.board().meeting().id();

        for (Member one : List.of(school.secretary, school.member)) {
            terminal.onRead(school.badgeOf(one));
            assertThat(hear(Decision.class)).isInstanceOf(Decision.Admitted.class);
        }
        terminal.touch().meeting(VISIT, new MeetingAsk.LetGuestsIn(meeting));
        hearOfMeeting(MeetingReply.GuestsAwaited.class);
        terminal.onRead(school.badgeOf(school.guest));
        assertThat(hear(Decision.class)).isInstanceOf(Decision.Admitted.class);
        terminal.touch().meeting(VISIT, new MeetingAsk.Count(meeting, GuestKind.ACTIVIST, 3));
        hearOfMeeting(MeetingReply.Shown.class);

        terminal.touch().meeting(VISIT, new MeetingAsk.Close(meeting));
        hearOfMeeting(MeetingReply.Done.class);
        Thread.sleep(5);
        terminal.touch().record(VISIT, new RecordAsk.Photograph(meeting));
        assertThat(hear(RecordReply.class)).isInstanceOf(RecordReply.Writing.class);
        terminal.touch()
                .record(
                        VISIT,
                        new RecordAsk.Finish(
                                meeting,
                                new Draft(
                                        Map.of("agenda", "一、讨论预备党员转正"),
                                        List.of(new Draft.Vote("同意转为中共正式党员", 2, 0, 0)))));
        assertThat(hear(RecordReply.class)).isInstanceOf(RecordReply.Finished.class);
        return meeting;
    }

    private void check(CentralServer centre, School school, MeetingId meeting) throws InterruptedException {
        Database database = centre.context().getBean(Database.class);
        MeetingHall.Whole whole =
                centre.context().getBean(MeetingHall.class).find(meeting).orElseThrow();
        assertThat(whole.meeting().plan().title()).isEqualTo("支部党员大会（临时）");
        assertThat(whole.meeting().plan().host()).isEqualTo(school.branch.id());
        Attendance.Counts counts = whole.attendance().counts();
        assertThat(counts.expected()).isEqualTo(2);
        assertThat(counts.present()).isEqualTo(2);
        assertThat(counts.guests()).isEqualTo(1);

        OnSite onSite = database.reading(transaction -> OnSite.of(transaction, meeting));
        assertThat(onSite.opened().orElseThrow().by()).isEqualTo(school.secretary.id());
        assertThat(onSite.opened().orElseThrow().doubt()).isNull();
        assertThat(onSite.closed().orElseThrow().by()).isEqualTo(school.secretary.id());
        assertThat(onSite.visitors()).isEqualTo(3);
        OnSite.Minutes minutes = onSite.minutes().getFirst();
        assertThat(minutes.votes()).containsExactly(new VoteCount(2, 0, 0, 2, 2));

        Attachments attachments = centre.context().getBean(Attachments.class);
        await("the text", () -> attachments.read(minutes.text().hash()).isPresent());
        await(
                "the photograph",
                () -> attachments.read(minutes.photographs().getFirst().hash()).isPresent());
        MeetingMinutes text =
                MeetingMinutes.of(attachments.read(minutes.text().hash()).orElseThrow());
        assertThat(text.sections()).extracting(MeetingMinutes.Section::text).containsExactly("一、讨论预备党员转正");
        assertThat(text.motions()).extracting(MeetingMinutes.Motion::text).containsExactly("同意转为中共正式党员");
    }

    /// The centre takes the closing back, and the terminal that closed takes arrivals again.
    private void goesOn(Terminal terminal, CentralServer centre, School school, MeetingId meeting)
            throws InterruptedException {
        Database database = centre.context().getBean(Database.class);
        assertThat(alarms(centre)).as("an honest kiosk").isEmpty();
        terminal.onRead(school.badgeOf(school.member));
        assertThat(hear(Decision.class)).isEqualTo(new Decision.Refused(RefusalReason.MEETING_CLOSED));
        Conclusions conclusions = centre.context().getBean(Conclusions.class);
        database.inTransaction(transaction -> {
            conclusions.takeClosingBack(transaction, meeting, "误按", "test");
            return true;
        });
        long end = System.nanoTime() + PATIENCE.toNanos();
        Decision decision;
        do {
            assertThat(System.nanoTime()).as("the closing holds").isLessThan(end);
            Thread.sleep(300);
            terminal.onRead(school.badgeOf(school.member));
            decision = hear(Decision.class);
        } while (!(decision instanceof Decision.Already));
    }
}
