package org.hongting.kiosk;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.device.CredentialRead;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceName;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.clock.FloorTable;
import org.hongting.kiosk.clock.SystemTerminalClock;
import org.hongting.kiosk.diagnosis.LogMemory;
import org.hongting.kiosk.meeting.RecordDesk;
import org.hongting.kiosk.member.PhoneCodes;
import org.hongting.kiosk.quiz.QuizTables;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.kiosk.screen.touch.TouchLine;
import org.hongting.kiosk.study.GroupDesk;
import org.hongting.kiosk.study.StudyTables;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.Command;
import org.hongting.provisioning.identity.Identity;
import org.hongting.sync.command.CommandDesk;
import org.hongting.sync.courier.Courier;
import org.hongting.sync.course.CourseShelf;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.JournalFault;
import org.hongting.sync.journal.Retention;
import org.hongting.sync.link.Link;
import org.hongting.sync.link.LinkIdentity;
import org.hongting.sync.link.LinkListener;
import org.hongting.sync.link.LinkMemory;
import org.hongting.sync.link.LinkSetup;
import org.hongting.sync.link.LinkStatus;
import org.hongting.sync.link.LinkTiming;
import org.hongting.sync.link.LinkWorld;
import org.hongting.sync.mqtt.MqttTransport;
import org.hongting.sync.mqtt.SerialScheduler;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;

/// A claimed terminal without its window: memory, desk and link, and the two threads they run on.
///
/// Every read goes into the desk's queue on the reader's thread and is decided on the desk's, one after the other;
/// nothing is dropped on the way. The link has a thread of its own and is never waited for.
final class Terminal implements CredentialReader.Listener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Terminal.class.getName());
    private static final Duration RECOVERY_PAUSE = Duration.ofSeconds(2);
    private static final Duration FIGURES_PAUSE = GroupDesk.EVERY;

    /// So long after the start: whoever checks in comes first.
    private static final Duration LESSON_REHEARSAL = Duration.ofSeconds(45);

    private final TerminalFace face;
    private final SystemTerminalClock clock;
    private final SerialScheduler desking = new SerialScheduler("desk");
    private final SerialScheduler linking = new SerialScheduler("link");
    private final SqliteDatabase database;
    private final DeskTables tables;
    private final Journal journal;
    private final CheckInDesk desk;
    private final PhoneCodes codes;
    private final TerminalTouch touch;
    private final TerminalStudy study;
    private final TerminalQuiz quiz;
    private final GroupDesk groups;
    private final FloorTable floor;
    private final TerminalIdentity own;
    private final TerminalTransfers transfers;
    private final TerminalCourier courier;
    private final CommandDesk commands;
    private final TerminalConfiguration configuration;
    private final Link link;
    private final DiskReserve reserve;
    private final TerminalErasures erasures;
    private final TerminalRetention retention;
    private Optional<Station> shown = Optional.empty();
    private final TerminalStanding standing;
    private final TerminalDiagnosis diagnosis;
    private boolean outOfOrder;

    /// What is the same everywhere but in tests.
    ///
    /// @param sticks where sticks are mounted
    record Habits(TerminalRetention.Pace retaining, List<Path> sticks) {
        static final Habits STANDARD = new Habits(TerminalRetention.Pace.STANDARD, Sticks.PLACES);

        Habits {
            sticks = List.copyOf(sticks);
        }
    }

    /// What a terminal remembers by.
    private record Disk(SqliteDatabase database, Path folder) {}

    private Terminal(
            Disk disk,
            Identity identity,
            SystemTerminalClock clock,
            TerminalFace face,
            TerminalConfiguration.Given given,
            Habits habits) {
        this.face = face;
        this.clock = clock;
        TerminalId terminal = identity.terminal();
        SecureRandom random = new SecureRandom();
        this.database = disk.database();
        Path data = disk.folder();
        Schema.apply(database, DeskTables.migrations());
        Schema.apply(database, FloorTable.MIGRATIONS);
        Schema.apply(database, RecordDesk.migrations());
        Schema.apply(database, StudyTables.migrations());
        Schema.apply(database, QuizTables.migrations());
        Schema.apply(database, CourseShelf.MIGRATIONS);
        Schema.apply(database, Courier.MIGRATIONS);
        Schema.apply(database, CommandDesk.MIGRATIONS);
        this.floor = new FloorTable(database);
        clock.raiseFloor(floor.read());
        this.tables = new DeskTables(terminal);
        keepZone();
        this.journal = Journal.open(database, terminal, clock, random, Software.VERSION);
        StudyTables studyTables = new StudyTables();
        QuizTables quizTables = new QuizTables(clock);
        this.erasures = new TerminalErasures(database);
        Replica replica = new Replica(
                database,
                Stream.of(
                                TerminalCourses.projections(tables, terminal),
                                studyTables.projections(),
                                quizTables.projections(),
                                List.of(erasures.projection()))
                        .flatMap(List::stream)
                        .toList());
        erasures.again(replica);
        replica.listen(this::documentChanged);
        this.own = new TerminalIdentity(
                data, identity, clock, random, () -> TerminalAttachments.announced(database, tables));
        TerminalReleases.World world = new TerminalReleases.World(database, tables, journal, clock);
        this.transfers = new TerminalTransfers(data, world, own, random, replica::entries, face);
        TerminalRooms rooms = TerminalRooms.of(
                world,
                identity,
                new TerminalRooms.Learnt(studyTables, quizTables, this::heardLast),
                transfers,
                random,
                desking,
                face,
                this::afterDecision);
        this.desk = rooms.desk();
        this.codes = rooms.codes();
        this.groups = rooms.groups();
        this.study = rooms.study();
        this.quiz = rooms.quiz();
        this.touch = rooms.touch();
        this.configuration = new TerminalConfiguration(
                given, journal, () -> replica.entries(DocumentName.configurationOf(terminal)), desking, face);
        this.standing = new TerminalStanding(
                () -> replica.entries(DocumentName.farewellOf(terminal)),
                desking,
                new TerminalFarewell(desk, groups, face, own, new LeavingMark(data), this::isBrought, this::showAnew));
        MqttTransport transport = MqttTransport.secured(identity.brokers(), terminal, own::tls, linking);
        LinkIdentity ours = new LinkIdentity(terminal, identity.signer(), identity.serverKeys(), Software.VERSION);
        LinkMemory memory = new LinkMemory(journal.outbox(), replica);
        this.link = new Link(
                new LinkSetup(ours, new LinkWorld(transport, linking, clock, random), memory, LinkTiming.STANDARD),
                new LinkEars());
        this.courier = new TerminalCourier(
                new Courier(database, ours, memory, clock, random),
                terminal,
                habits.sticks(),
                () -> desking.execute(this::tellStation));
        journal.listen(_ -> link.nudge());
        this.diagnosis = new TerminalDiagnosis(
                face,
                new TerminalTrials(
                        clock, link::status, () -> TerminalAttachments.announced(database, tables), data, random),
                new TerminalBundle(
                        LogMemory.ofThisProcess(),
                        () -> given.trial().inForce().under(given.local()),
                        link::status,
                        journal,
                        database,
                        data)::zip,
                transfers.attachments());
        this.commands = new CommandDesk(database, journal, desking, new TerminalCommands(face, desking, diagnosis));
        this.reserve = DiskReserve.in(data);
        this.retention = new TerminalRetention(
                new Retention(database, terminal),
                () -> erasures.again(replica),
                clock,
                data,
                linking,
                reserve,
                habits.retaining());
    }

    /// Opens memory and desk, begins an epoch, tells the face the first figures and starts the link.
    ///
    /// @throws DatabaseFault if the memory cannot be opened
    /// @throws JournalFault if the beginning could not be recorded
    static Terminal open(
            Path data,
            Identity identity,
            SystemTerminalClock clock,
            TerminalFace face,
            TerminalConfiguration.Given given) {
        return open(data, identity, clock, face, given, Habits.STANDARD);
    }

    static Terminal open(
            Path data,
            Identity identity,
            SystemTerminalClock clock,
            TerminalFace face,
            TerminalConfiguration.Given given,
            Habits habits) {
        SqliteDatabase database = SqliteDatabase.open(data.resolve("terminal.db"));
        Terminal terminal;
        try {
            terminal = new Terminal(new Disk(database, data), identity, clock, face, given, habits);
        } catch (RuntimeException e) {
            // It is tried again until it works: each attempt would otherwise leave a connection behind.
            database.close();
            throw e;
        }
        terminal.desking.execute(terminal.desk::settleAll);
        terminal.desking.execute(terminal::keepFigures);
        terminal.study.recover();
        terminal.quiz.keepTidy();
        terminal.commands.start();
        terminal.configuration.start();
        terminal.link.start();
        terminal.own.start(
                terminal.link::reconnect, said -> terminal.desking.execute(() -> terminal.standing.hear(said)));
        terminal.courier.start();
        terminal.transfers.start();
        terminal.retention.start();
        return terminal;
    }

    private Optional<OffsetDateTime> heardLast() {
        return link.status().lastContact();
    }

    EpochId epoch() {
        return journal.epoch();
    }

    /// Everything of this start works: readers are open and the screen is painted.
    void ready() {
        configuration.ready();
        transfers.ready();
    }

    /// For what is told of the terminal beside its records.
    Link line() {
        return link;
    }

    /// Makes the desk ready for the first read, on its own thread.
    void rehearse() {
        desking.execute(desk::rehearse);
        desking.after(LESSON_REHEARSAL, study::rehearse);
    }

    /// Calls back on the desk's thread once that has read the journal's file, behind whatever holds either.
    void askDesk(Runnable passed) {
        desking.execute(() -> {
            try {
                database.reading(tables::zone);
                passed.run();
            } catch (DatabaseFault e) {
                LOG.log(System.Logger.Level.WARNING, "the journal''s file could not be read: {0}", e.kind());
                desking.after(RECOVERY_PAUSE, () -> askDesk(passed));
            }
        });
    }

    /// Calls back on the link's thread.
    void askLink(Runnable passed) {
        linking.execute(passed);
    }

    @Override
    public void onRead(CredentialRead read) {
        desking.execute(() -> {
            Decision decision = decide(read);
            face.answer(read, decision);
            touch.afterRead(read, decision);
            afterDecision();
        });
    }

    /// Whoever shows something gets an answer, whatever goes wrong. What a terminal writes that was shut out reaches
    /// nobody, so it promises nothing.
    private Decision decide(CredentialRead read) {
        if (standing.closed().isPresent()) {
            return new Decision.NotRecorded();
        }
        try {
            return touch.before(read).orElseGet(() -> touch.after(desk.decide(read)));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a read could not be decided", e);
            return new Decision.NotRecorded();
        }
    }

    /// What is typed goes in here.
    TouchLine touch() {
        return touch;
    }

    /// The desk may have fallen out of order, or be in order again, and the heads may have changed.
    private void afterDecision() {
        if (desk.isOutOfOrder() && !outOfOrder) {
            outOfOrder = true;
            desking.after(RECOVERY_PAUSE, this::recover);
        } else if (outOfOrder && !desk.isOutOfOrder()) {
            outOfOrder = false;
            face.recovered();
        }
        tellStation();
    }

    @Override
    public void onFault(DeviceFault fault) {
        LOG.log(System.Logger.Level.WARNING, "{0}: {1}, {2}", fault.device(), fault.kind(), fault.reason());
        desking.execute(() -> {
            note(new Fact.DeviceLost(fault.device().value(), fault.kind().name()));
            face.device(fault.device(), false);
        });
    }

    @Override
    public void onRecovered(DeviceName device) {
        desking.execute(() -> {
            note(new Fact.DeviceReturned(device.value()));
            face.device(device, true);
        });
    }

    @Override
    public void close() {
        link.stop();
        diagnosis.close();
        own.close();
        touch.close();
        study.close();
        transfers.close();
        courier.close();
        desking.close();
        linking.close();
        database.close();
    }

    /// A fact about a device is of use, but nobody waits for it: where it cannot be written, it is in the log.
    private void note(Fact fact) {
        try {
            journal.write((_, appender) -> appender.append(fact));
        } catch (JournalFault e) {
            LOG.log(System.Logger.Level.WARNING, "a device''s fact could not be journaled: {0}", e.kind());
        }
    }

    private void recover() {
        reserve.release();
        if (desk.recover()) {
            outOfOrder = false;
            face.recovered();
            tellStation();
        } else {
            desking.after(RECOVERY_PAUSE, this::recover);
        }
    }

    /// Meetings open and close by the clock alone, so the figures are looked at now and then even when nothing
    /// happens.
    private void keepFigures() {
        desking.after(FIGURES_PAUSE, this::keepFigures);
        tickGroup();
        configuration.look();
        standing.look();
        tellStation();
    }

    private void tickGroup() {
        try {
            groups.tick();
        } catch (DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "the group could not be kept: {0}", e.kind());
        }
    }

    private boolean isBrought(boolean backup) {
        return journal.outbox().isBrought(backup) && transfers.attachments().waiting() == 0;
    }

    private void showAnew() {
        shown = Optional.empty();
        tellStation();
    }

    private void tellStation() {
        Optional<ClaimTrouble> closed = standing.closed();
        if (closed.isPresent()) {
            face.shutOut(closed.get());
            return;
        }
        try {
            LinkStatus status = link.status();
            ClockReading now = clock.read();
            Station station = new Station(
                            desk.currentMeeting(),
                            desk.nextMeeting(),
                            journal.outbox().pending(),
                            status.state() == LinkStatus.State.ONLINE,
                            now.quality() != ClockQuality.GUESSED,
                            codes.isOffered(),
                            groups.board())
                    .with(courier.notice())
                    .troubledBy(standing.trouble(status));
            if (now.quality() == ClockQuality.SYNCED) {
                floor.raise(now.wall().toInstant());
            }
            if (!shown.equals(Optional.of(station))) {
                shown = Optional.of(station);
                face.station(station);
            }
        } catch (DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "the figures could not be read: {0}", e.kind());
        }
    }

    /// The school's zone, as the centre told it last, is the zone of everything from now on.
    private void keepZone() {
        try {
            clock.moveTo(database.reading(tables::zone));
        } catch (DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "the school''s zone could not be read: {0}", e.kind());
        }
    }

    private void documentChanged(DocumentName document) {
        transfers.documentChanged(document);
        if (document.equals(DocumentName.ERASE)) {
            linking.execute(erasures::emptyLog);
        }
        desking.execute(() -> {
            if (document.equals(DocumentName.CONFIGURATION)) {
                keepZone();
            }
            if (document.kind().equals("configuration")) {
                configuration.look();
            }
            if (document.kind().equals("farewell")) {
                standing.look();
            }
            face.document(document);
            tellStation();
        });
    }

    /// Hears the link on its own thread and passes on to the desk's.
    private final class LinkEars implements LinkListener {
        @Override
        public void status(LinkStatus status) {
            boolean online = status.state() == LinkStatus.State.ONLINE;
            transfers.online(online);
            if (online) {
                own.calm();
            } else if (status.state() == LinkStatus.State.OFFLINE) {
                own.troubled();
            }
            desking.execute(() -> {
                standing.hear(status);
                tellStation();
            });
            if (status.state() == LinkStatus.State.ONLINE && status.pending() == 0) {
                transfers.nudge();
            }
        }

        @Override
        public void command(Command command) {
            commands.hear(command);
        }

        @Override
        public void serverTime(Instant serverTime, ClockReading heard) {
            clock.onServerTime(serverTime);
            desking.execute(() -> floor.raise(serverTime));
        }
    }
}
