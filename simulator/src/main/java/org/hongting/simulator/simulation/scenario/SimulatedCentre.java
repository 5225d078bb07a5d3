package org.hongting.simulator.simulation.scenario;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.Downlink;
import org.hongting.central.document.Gate;
import org.hongting.central.document.HelloAsks;
import org.hongting.central.ingest.Answer;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.ErasedBodies;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.platform.broker.TerminalOutlet;
import org.hongting.central.platform.database.JdbcDatabase;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.platform.database.StoreIdentity;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.EraseEntry;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.Topic;
import org.hongting.simulator.simulation.judge.Invariant;
import org.hongting.simulator.simulation.judge.Place;
import org.hongting.simulator.simulation.world.CommitFault;
import org.hongting.simulator.simulation.world.Disk;
import org.hongting.simulator.simulation.world.FragileDatabase;
import org.hongting.simulator.simulation.world.Image;
import org.hongting.simulator.simulation.world.ProcessDeath;
import org.hongting.simulator.simulation.world.Timeline;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// The central server: the ingest core as it is, over its real database, driven as its worker drives it.
final class SimulatedCentre {
    private static final String NAME = "centre";
    private static final Duration GATHER = Duration.ofMillis(5);
    private static final Duration AFTER_FAULT = Duration.ofMillis(200);

    /// How much later than the other a second server gets to its messages, where there are two.
    private static final Duration SECOND_SERVER = Duration.ofMillis(30);

    private final Stage stage;
    private final SplittableGenerator chance;
    private Image image;
    private @Nullable Life life;

    SimulatedCentre(Stage stage, SplittableGenerator chance) {
        this.stage = stage;
        this.chance = chance;
        this.image = stage.ground().centre();
    }

    /// One start of the process.
    private final class Life {
        private final Timeline.Lane lane = stage.timeline().lane(SimulatedCentre.this::died);
        private final Disk disk = stage.disk(image);
        private final SingleConnectionDataSource connection;
        private final FragileDatabase fragile;
        private final Database database;
        private final Ingest ingest;
        private final DocumentStore documents;
        private final Downlink downlink;
        private List<Arrived> waiting = new ArrayList<>();
        private Duration gather = GATHER;
        private int shared;

        Life() throws SQLException {
            connection = new SingleConnectionDataSource(
                    SqliteFile.source(disk.file()).getConnection(), true);
            SqliteFile.requireSafe(connection, disk.file());
            fragile = new FragileDatabase(new JdbcDatabase(connection), disk, chance.split());
            database = stage.defect().map(defect -> defect.atCentre(fragile)).orElse(fragile);
            RandomGenerator random = chance.split();
            StoreId store = StoreIdentity.ensure(fragile, random);
            documents = new DocumentStore(database, store, Runnable::run);
            TerminalOutlet outlet =
                    (terminal, channel, frame) -> stage.network().deliver(new Topic(terminal, channel), frame);
            Signer signer = Signer.of(stage.ground().centreKeys());
            InstantSource clock = () ->
                    Ground.BEGINNING.toInstant().plusNanos(stage.timeline().now());
            downlink = new Downlink(database, documents, outlet, signer, lane, Gate.OPEN);
            HelloAsks asks = new HelloAsks(outlet, signer, store, clock, lane, List::of);
            downlink.watchedBy(asks);
            asks.start();
            documents.onPublication(downlink::published);
            ingest = new Ingest(
                    database,
                    store,
                    signer,
                    clock,
                    random,
                    List.of((transaction, facts) -> transaction.updateEach(
                            "INSERT INTO audit (at, actor, action, subject, detail) VALUES ('', '', '', ?, '')",
                            facts.stream()
                                    .map(fact -> new @Nullable Object[] {fact.source()})
                                    .toList())));
        }

        void arrived(Topic topic, byte[] payload) {
            if (stage.defect().filter(Defect.SHARED_SUBSCRIPTION::equals).isPresent() && shared++ % 2 == 0) {
                lane.after(SECOND_SERVER, () -> take(topic, payload));
            } else {
                take(topic, payload);
            }
        }

        private void take(Topic topic, byte[] payload) {
            waiting.add(new Arrived(topic, payload));
            if (waiting.size() == 1) {
                lane.after(gather, this::take);
            }
        }

        private void take() {
            List<Arrived> group = waiting;
            waiting = new ArrayList<>();
            try {
                Ingest.Outcome outcome = ingest.take(group, Duration.ZERO);
                stage.trace()
                        .add(
                                NAME,
                                group.size() + " messages, " + outcome.stored() + " records, "
                                        + outcome.answers().size() + " answers, "
                                        + outcome.faults().size() + " faults");
                outcome.answers().forEach(this::answer);
                outcome.hellos().forEach(downlink::greet);
                gather = outcome.faults().isEmpty() ? GATHER : AFTER_FAULT;
            } catch (RuntimeException e) {
                stage.trace().add(NAME, "gives a group up");
            }
        }

        private void answer(Answer answer) {
            try {
                Acknowledgement said = Acknowledgement.open(
                        answer.frame(), _ -> stage.ground().centreKeys().getPublic());
                said.epochs()
                        .forEach(mark -> stage.books()
                                .answered(
                                        answer.terminal(),
                                        mark.epoch(),
                                        mark.upTo(),
                                        held(answer.terminal(), mark.epoch())));
            } catch (RefusedMessage e) {
                throw new IllegalStateException("the centre signs what it says", e);
            }
            stage.network().deliver(new Topic(answer.terminal(), Channel.ACKNOWLEDGEMENT), answer.frame());
        }

        private long held(TerminalId terminal, EpochId epoch) {
            return fragile.reading(transaction -> transaction
                    .queryFirst(
                            "SELECT (SELECT count(*) FROM record WHERE terminal = ? AND epoch = ?)"
                                    + " + (SELECT count(*) FROM quarantine WHERE terminal = ? AND epoch = ?) AS n",
                            row -> row.integer("n"),
                            terminal.value(),
                            epoch.value(),
                            terminal.value(),
                            epoch.value())
                    .orElse(0L));
        }

        private Map<Place, Long> watermarks() {
            Map<Place, Long> marks = new HashMap<>();
            fragile.reading(transaction -> transaction.query(
                    "SELECT terminal, epoch, up_to FROM epoch",
                    row -> marks.put(
                                    new Place(new TerminalId(row.text("terminal")), new EpochId(row.text("epoch")), 0),
                                    row.integer("up_to"))
                            == null));
            return marks;
        }

        /// As the console's page does it, without the tables that this centre does not have.
        void erase(MemberId member) {
            OffsetDateTime now = Ground.BEGINNING.plusNanos(stage.timeline().now());
            try {
                database.inTransaction(transaction -> {
                    transaction.update(
                            "INSERT INTO erasure (member, erased_at, erased_by, reason, went, version)"
                                    + " VALUES (?, ?, '', '', '{}', 0) ON CONFLICT (member) DO NOTHING",
                            member.value(),
                            UtcText.of(now.toInstant()));
                    ErasedBodies.replace(transaction, member);
                    return documents.change(
                            transaction,
                            DocumentName.ERASE,
                            List.of(DocumentEntry.of(new EraseEntry(member, now))),
                            List.of());
                });
                stage.books().erased(member);
                stage.trace().add(NAME, "erases " + member);
            } catch (DatabaseFault e) {
                stage.trace().add(NAME, "could not erase " + member);
            }
        }

        long erased() {
            return fragile.reading(transaction -> transaction
                    .queryFirst("SELECT count(*) AS n FROM erasure", row -> row.integer("n"))
                    .orElse(0L));
        }

        void end() {
            lane.end();
            connection.destroy();
            disk.discard();
        }
    }

    void start() {
        if (life != null) {
            return;
        }
        stage.trace().add(NAME, "starts");
        try {
            Life begun = new Life();
            life = begun;
            stage.books().holds(begun.watermarks());
            stage.network().centreUp(begun::arrived);
        } catch (SQLException | RuntimeException e) {
            stage.books().broken(Invariant.STARTS_AGAIN, "the centre does not start: " + e);
        }
    }

    boolean isUp() {
        return life != null;
    }

    /// Nobody can ask for it while it is down.
    void erase(MemberId member) {
        Life now = life;
        if (now != null) {
            now.lane.execute(() -> now.erase(member));
        }
    }

    /// How many people it has erased.
    long erased() {
        return running().erased();
    }

    /// What it holds, while it runs.
    Database database() {
        return running().fragile;
    }

    private Life running() {
        if (life == null) {
            throw new IllegalStateException("the centre does not run");
        }
        return life;
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

    /// @param power whether the machine goes down with the process
    void kill(boolean power) {
        Life dying = life;
        if (dying != null) {
            stage.trace().add(NAME, power ? "loses power" : "is killed");
            image = power ? dying.disk.afterPowerCut() : dying.disk.image();
            bury(dying);
        }
    }

    private void died(ProcessDeath death) {
        Life dying = running();
        stage.trace().add(NAME, String.valueOf(death.getMessage()));
        Image left = dying.fragile.left();
        image = left == null ? dying.disk.image() : left;
        bury(dying);
    }

    private void bury(Life dying) {
        stage.network().centreDown();
        dying.end();
        life = null;
    }
}
