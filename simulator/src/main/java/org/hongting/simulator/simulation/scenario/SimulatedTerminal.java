package org.hongting.simulator.simulation.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.wire.Hello.HeldEpoch;
import org.hongting.simulator.simulation.judge.DiskContents;
import org.hongting.simulator.simulation.judge.Invariant;
import org.hongting.simulator.simulation.judge.Judge;
import org.hongting.simulator.simulation.judge.Place;
import org.hongting.simulator.simulation.world.CommitFault;
import org.hongting.simulator.simulation.world.Disk;
import org.hongting.simulator.simulation.world.FragileDatabase;
import org.hongting.simulator.simulation.world.Image;
import org.hongting.simulator.simulation.world.JumpingClock;
import org.hongting.simulator.simulation.world.ProcessDeath;
import org.hongting.simulator.simulation.world.Timeline;
import org.hongting.sync.erasure.Erasures;
import org.hongting.sync.journal.Entry;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.JournalFault;
import org.hongting.sync.link.Link;
import org.hongting.sync.link.LinkIdentity;
import org.hongting.sync.link.LinkMemory;
import org.hongting.sync.link.LinkSetup;
import org.hongting.sync.link.LinkStatus;
import org.hongting.sync.link.LinkTiming;
import org.hongting.sync.link.LinkWorld;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.SqliteDatabase;
import org.jspecify.annotations.Nullable;

/// One machine with a terminal on it: journal, outbox, replica and link as they are, on a real file.
final class SimulatedTerminal {
    /// As shipped, but that a quiet line says hello rarely: signatures are most of what a seed costs.
    private static final LinkTiming TIMING = new LinkTiming(
            LinkTiming.STANDARD.connect(),
            LinkTiming.STANDARD.answer(),
            LinkTiming.STANDARD.progress(),
            LinkTiming.STANDARD.gap(),
            Duration.ofMinutes(20),
            LinkTiming.STANDARD.willDelay());

    private static final long LONGEST_RESTART_MILLIS = 20_000;

    private final Stage stage;
    private final String name;
    private final int number;
    private final TerminalId id;
    private final SplittableGenerator chance;
    private final Timeline.Lane power;
    private JumpingClock clock;
    private int boots;
    private Image image;
    private @Nullable Life life;

    /// @param name of the machine; two with copies of one disk have two
    /// @param number whose identity it has
    SimulatedTerminal(Stage stage, String name, int number, Image image, SplittableGenerator chance) {
        this.stage = stage;
        this.name = name;
        this.number = number;
        this.id = Ground.idOf(number);
        this.image = image;
        this.chance = chance;
        this.power = stage.timeline().lane(death -> {
            throw death;
        });
        this.clock = boot(Duration.ZERO);
    }

    private JumpingClock boot(Duration off) {
        boots++;
        return new JumpingClock(stage.timeline(), Ground.BEGINNING, new BootId(name + "-" + boots), off);
    }

    /// One start of the process.
    private final class Life {
        private final Timeline.Lane lane = stage.timeline().lane(SimulatedTerminal.this::died);
        private final Disk disk = stage.disk(image);
        private final SqliteDatabase real = SqliteDatabase.open(disk.file());
        private final FragileDatabase fragile = new FragileDatabase(real, disk, chance.split());
        private @Nullable Journal journal;
        private @Nullable Door door;
        private LinkStatus.State state = LinkStatus.State.STOPPED;

        void open() {
            RandomGenerator random = chance.split();
            Database database =
                    stage.defect().map(defect -> defect.atTerminal(fragile)).orElse(fragile);
            Journal opened = Journal.open(database, id, clock, random, "simulated");
            journal = opened;
            Erasures erasures = Door.erasures();
            Replica replica = new Replica(database, List.of(erasures));
            if (replica.find(DocumentName.ERASE).isPresent()) {
                erasures.again(database, replica);
            }
            door = new Door(
                    opened,
                    database,
                    stage.defect()
                            .filter(Defect.MARK_IN_ANOTHER_TRANSACTION::equals)
                            .isPresent());
            Link link = new Link(
                    new LinkSetup(
                            new LinkIdentity(
                                    id,
                                    stage.ground().signerOf(number),
                                    KeyDirectory.of(stage.ground().centreKeys().getPublic()),
                                    "simulated"),
                            new LinkWorld(stage.network().from(name, lane), lane, clock, random),
                            new LinkMemory(opened.outbox(), replica),
                            TIMING),
                    this::told);
            opened.listen(_ -> link.nudge());
            link.start();
        }

        private void told(LinkStatus status) {
            if (status.state() != state) {
                state = status.state();
                stage.trace().add(name, state + " with " + status.pending() + " pending, " + status.problem());
            }
        }

        void read(MemberId member) {
            Door open = door;
            if (open == null) {
                return;
            }
            try {
                Optional<Entry> entry = open.read(member);
                entry.ifPresent(written -> {
                    Place place = new Place(id, written.epoch(), written.seq());
                    stage.books().confirmed(place, written.head());
                    stage.books().isAbout(place, member);
                });
                stage.trace()
                        .add(
                                name,
                                entry.map(written -> "records " + written.seq()).orElse("knows them"));
            } catch (JournalFault e) {
                stage.trace().add(name, "not recorded");
            }
        }

        void end() {
            lane.end();
            stage.network().gone(name);
            real.close();
            disk.discard();
        }
    }

    String name() {
        return name;
    }

    int number() {
        return number;
    }

    boolean isUp() {
        return life != null;
    }

    void start() {
        if (life != null) {
            return;
        }
        stage.trace().add(name, "starts");
        try {
            Life begun = new Life();
            life = begun;
            begun.lane.execute(() -> open(begun));
        } catch (DatabaseFault e) {
            stage.books().broken(Invariant.STARTS_AGAIN, name + " cannot open its disk: " + e);
        }
    }

    /// A journal that cannot be opened ends the process, and the machine starts it again.
    private void open(Life begun) {
        try {
            begun.open();
        } catch (JournalFault | DatabaseFault e) {
            stage.trace().add(name, "cannot open its journal");
            kill(false);
            startSoon();
        }
    }

    private void startSoon() {
        power.after(Duration.ofMillis(chance.nextLong(LONGEST_RESTART_MILLIS)), this::start);
    }

    void read(MemberId member) {
        Life now = life;
        if (now != null) {
            now.lane.execute(() -> now.read(member));
        }
    }

    void arm(CommitFault fault, int after, int count) {
        if (life != null) {
            life.fragile.arm(fault, after, count);
        }
    }

    void heal() {
        if (life != null) {
            life.fragile.heal();
        }
    }

    void jump(Duration by) {
        stage.trace().add(name, "clock jumps by " + by);
        clock.jump(by);
    }

    /// @param cut whether the machine goes down with the process
    void kill(boolean cut) {
        Life dying = life;
        if (dying != null) {
            stage.trace().add(name, cut ? "loses power" : "is killed");
            image = cut ? dying.disk.afterPowerCut() : dying.disk.image();
            if (cut) {
                clock = boot(clock.off());
            }
            dying.end();
            life = null;
        }
    }

    private void died(ProcessDeath death) {
        Life dying = running();
        stage.trace().add(name, String.valueOf(death.getMessage()));
        Image left = dying.fragile.left();
        image = left == null ? dying.disk.image() : left;
        dying.end();
        life = null;
        startSoon();
    }

    private Life running() {
        if (life == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return life;
    }

    /// What is on its disk, as somebody with the disk in their hand would copy it.
    Image copyDisk() {
        return life == null ? image : life.disk.image();
    }

    /// Puts an older state of its own disk in the place of the present one.
    void restore(Image older) {
        kill(true);
        stage.trace().add(name, "gets an older disk");
        stage.books().restored(id, name, contents(image), contents(older));
        image = older;
    }

    private DiskContents contents(Image of) {
        Disk disk = stage.disk(of);
        try (SqliteDatabase database = SqliteDatabase.open(disk.file())) {
            return DiskContents.of(database, id);
        } finally {
            disk.discard();
        }
    }

    /// While it is off, one byte of a record that nobody has acknowledged becomes another one.
    void spoil(RandomGenerator dice) {
        if (life != null) {
            return;
        }
        Disk disk = stage.disk(image);
        try (SqliteDatabase database = SqliteDatabase.open(disk.file())) {
            SpoiledByte.in(database, id, dice).ifPresent(place -> {
                stage.books().spoiled(place);
                stage.trace().add(name, "has a bad byte in record " + place.seq());
            });
        }
        image = disk.image();
        disk.discard();
    }

    /// Whether all it can send is acknowledged; epochs that wait for a person cannot be sent.
    boolean isDone() {
        Life now = life;
        return now != null && now.journal != null && now.journal.outbox().held().isEmpty();
    }

    /// Of how many people it has heard that they are erased.
    long erased() {
        Life now = life;
        return now == null
                ? 0
                : now.real.reading(transaction -> transaction
                        .queryFirst("SELECT count(*) AS n FROM erasure_done", row -> row.integer("n"))
                        .orElse(0L));
    }

    TerminalId id() {
        return id;
    }

    /// Enters into the books how far it believes the centre to be.
    void tellBelief() {
        Life now = life;
        if (now != null && now.journal != null) {
            now.real
                    .reading(transaction -> transaction.query(
                            "SELECT e.epoch, a.up_to FROM journal_acknowledged a JOIN journal_epoch e ON e.ordinal = a.epoch",
                            row -> new Belief(new EpochId(row.text("epoch")), row.integer("up_to"))))
                    .forEach(mark -> stage.books().believes(name, id, mark.epoch(), mark.upTo()));
        }
    }

    private record Belief(EpochId epoch, long upTo) {}

    /// Its disk for the judge, while it runs.
    Judge.TerminalDisk disk() {
        Life now = running();
        return new Judge.TerminalDisk(name, id, now.real, now.disk.file());
    }

    /// What it still has to send, for people.
    String waiting() {
        Life now = life;
        if (now == null || now.journal == null) {
            return name + " does not run";
        }
        List<HeldEpoch> held = now.journal.outbox().held();
        return name + " has " + held.size() + " epochs to send, " + now.state;
    }

    void close() {
        if (life != null) {
            life.end();
            life = null;
        }
    }
}
