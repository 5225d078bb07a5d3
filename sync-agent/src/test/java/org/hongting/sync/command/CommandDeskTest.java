package org.hongting.sync.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hongting.protocol.command.Action;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.record.CommandObstacle;
import org.hongting.protocol.record.CommandOutcome;
import org.hongting.protocol.record.DiagnosisFact;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.TestVerdict;
import org.hongting.protocol.record.TestedPart;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.Command;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.FaultyDatabase;
import org.hongting.testing.VirtualScheduler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandDeskTest {
    private static final TerminalId TERMINAL = new TerminalId("door-1");
    private static final Instant NINE = Instant.parse("2026-11-22T01:00:00Z");
    private static final Instant TEN = NINE.plus(Duration.ofHours(1));
    private static final Action MESSAGE = new Action.ShowMessage("请到二楼", "Upstairs", Duration.ofSeconds(30));

    private final Machine machine = new Machine(1);

    /// A terminal whose process can be killed after any commit, and whoever does what is asked of it.
    private static final class Machine implements Performer {
        private final Random random;
        private final List<String> begun = new ArrayList<>();
        private final List<Consumer<Performed>> open = new ArrayList<>();
        private final VirtualScheduler world = new VirtualScheduler();
        private SqliteDatabase disk = SqliteDatabase.inMemory();
        private FaultyDatabase database = new FaultyDatabase(disk);
        private VirtualScheduler scheduler = new VirtualScheduler();
        private ClockQuality quality = ClockQuality.SYNCED;
        private boolean free = true;
        private int asked;
        private Performed.@Nullable Finding finding;
        private CommandDesk desk;

        Machine(long seed) {
            random = new Random(seed);
            desk = boot();
        }

        private CommandDesk boot() {
            Schema.apply(database, CommandDesk.MIGRATIONS);
            Journal journal = Journal.open(database, TERMINAL, this::clock, random, "test");
            CommandDesk made = new CommandDesk(database, journal, scheduler, this);
            made.start();
            return made;
        }

        private ClockReading clock() {
            Instant now = NINE.plusNanos(world.nanoTime());
            return new ClockReading(now.atOffset(ZoneOffset.UTC), quality, new BootId("boot-1"), world.nanoTime());
        }

        void pass(Duration duration) {
            world.pass(duration);
            scheduler.pass(duration);
        }

        void hear(Command command) {
            desk.hear(command);
            pass(Duration.ZERO);
        }

        /// The process is gone, and what was committed is there.
        void crash() {
            disk = SqliteDatabase.ofImage(disk.image());
            database = new FaultyDatabase(disk);
            scheduler = new VirtualScheduler();
            open.clear();
            desk = boot();
            pass(Duration.ZERO);
        }

        void endOne(boolean worked) {
            if (!open.isEmpty()) {
                open.removeFirst().accept(worked ? finding() : Performed.failed(CommandObstacle.FAULT));
                pass(Duration.ZERO);
            }
        }

        private Performed finding() {
            return finding == null ? Performed.done() : Performed.found(finding);
        }

        @Override
        public void whenAsked(Consumer<Boolean> answer) {
            asked++;
            answer.accept(free);
        }

        @Override
        public void perform(Action action, Consumer<Performed> ended) {
            List<String> started = disk.reading(transaction ->
                    transaction.query("SELECT id FROM command WHERE state = 'STARTED'", row -> row.text("id")));
            assertThat(started).hasSize(1);
            begun.add(started.getFirst());
            open.add(ended);
        }

        List<Fact.CommandResult> results() {
            return facts().stream()
                    .filter(Fact.CommandResult.class::isInstance)
                    .map(Fact.CommandResult.class::cast)
                    .toList();
        }

        List<Fact> facts() {
            return disk.reading(transaction -> transaction
                    .query(
                            "SELECT envelope, body FROM journal_record ORDER BY position",
                            row -> ReadFact.of(
                                    Envelope.ofLine(Line.of(row.bytes("envelope"))), Line.of(row.bytes("body"))))
                    .stream()
                    .filter(ReadFact.Known.class::isInstance)
                    .map(read -> ((ReadFact.Known) read).fact())
                    .toList());
        }
    }

    private static Command command(String id, Action action) {
        return new Command(TERMINAL, id, TEN, action.word(), action.arguments());
    }

    private static Fact.CommandResult result(String id, Action action, CommandOutcome outcome) {
        return new Fact.CommandResult(id, action.word(), outcome, null);
    }

    @Test
    void whatACommandFoundStandsBeforeItsResultAndBothOrNeitherAreThere() {
        var found = new DiagnosisFact.SelfTested(
                "c-1", List.of(new TestedPart("disk", null, TestVerdict.FINE, null, new TreeMap<>())));
        machine.finding =
                (_, appender, command) -> appender.append(new DiagnosisFact.SelfTested(command, found.parts()));
        machine.hear(command("c-1", new Action.SelfTest(false)));
        machine.database.failNextBeforeCommit(DatabaseFault.Kind.FULL);
        machine.endOne(true);
        assertThat(machine.facts()).isNotEmpty().noneMatch(DiagnosisFact.class::isInstance);

        machine.pass(Duration.ofMinutes(1));
        assertThat(machine.facts())
                .endsWith(found, result("c-1", new Action.SelfTest(false), CommandOutcome.DONE))
                .containsOnlyOnce(found);
    }

    @Test
    void whatDisturbsNobodyWaitsForNobodyAndNotBehindWhatDoes() {
        machine.free = false;
        machine.hear(command("c-1", MESSAGE));
        machine.hear(command("c-2", new Action.Screenshot()));
        assertThat(machine.begun).containsExactly("c-2");
        machine.endOne(true);

        machine.free = true;
        machine.pass(CommandDesk.ASK_AGAIN);
        assertThat(machine.begun).containsExactly("c-2", "c-1");
    }

    @Test
    void aCommandThatComesThreeTimesIsDoneOnceAndAnsweredOnce() {
        machine.hear(command("c-1", MESSAGE));
        machine.hear(command("c-1", MESSAGE));
        machine.endOne(true);
        machine.hear(command("c-1", MESSAGE));

        assertThat(machine.begun).containsExactly("c-1");
        assertThat(machine.results()).containsExactly(result("c-1", MESSAGE, CommandOutcome.DONE));
    }

    @Test
    void whatFailsSaysSoAndTheNextGoesOn() {
        machine.hear(command("c-1", MESSAGE));
        machine.hear(command("c-2", new Action.Identify()));
        machine.endOne(false);
        machine.endOne(true);

        assertThat(machine.results())
                .containsExactly(
                        new Fact.CommandResult("c-1", MESSAGE.word(), CommandOutcome.FAILED, CommandObstacle.FAULT),
                        result("c-2", new Action.Identify(), CommandOutcome.DONE));
    }

    @Test
    void itWaitsForWhoeverUsesTheScreenAndTenMinutesAtMost() {
        machine.free = false;
        machine.hear(command("c-1", MESSAGE));
        machine.pass(Duration.ofMinutes(9));
        assertThat(machine.results()).isEmpty();
        machine.free = true;
        machine.pass(CommandDesk.ASK_AGAIN);
        assertThat(machine.begun).containsExactly("c-1");
        machine.endOne(true);

        machine.free = false;
        machine.hear(command("c-2", MESSAGE));
        machine.pass(CommandDesk.LONGEST_WAIT.plus(CommandDesk.ASK_AGAIN));
        machine.free = true;
        machine.pass(Duration.ofMinutes(1));

        assertThat(machine.begun).containsExactly("c-1");
        assertThat(machine.results().getLast())
                .isEqualTo(
                        new Fact.CommandResult("c-2", MESSAGE.word(), CommandOutcome.FAILED, CommandObstacle.IN_USE));
    }

    @Test
    void itsMomentPassesWhileItWaitsAndItIsNotDoneLate() {
        machine.free = false;
        machine.hear(new Command(TERMINAL, "c-1", NINE.plusSeconds(60), MESSAGE.word(), MESSAGE.arguments()));
        machine.pass(Duration.ofMinutes(2));
        machine.free = true;
        machine.pass(Duration.ofMinutes(1));

        assertThat(machine.begun).isEmpty();
        assertThat(machine.results()).containsExactly(result("c-1", MESSAGE, CommandOutcome.EXPIRED));
    }

    @Test
    void aClockThatOnlyGuessesRefusesRatherThanBeLate() {
        machine.quality = ClockQuality.GUESSED;
        machine.hear(command("c-1", MESSAGE));
        machine.quality = ClockQuality.RTC;
        machine.hear(new Command(TERMINAL, "c-2", NINE.plusSeconds(90), MESSAGE.word(), MESSAGE.arguments()));

        assertThat(machine.begun).isEmpty();
        assertThat(machine.results())
                .extracting(Fact.CommandResult::outcome, Fact.CommandResult::obstacle)
                .containsOnly(tuple(CommandOutcome.REFUSED, CommandObstacle.CLOCK));
    }

    @Test
    void whatIsUnknownDoesNotFitOrIsTooMuchIsAnsweredAndRemembered() {
        machine.free = false;
        machine.hear(new Command(TERMINAL, "c-unknown", TEN, "door.unlock", Map.of("which", "all")));
        machine.hear(new Command(TERMINAL, "c-unknown", TEN, "door.unlock", Map.of("which", "all")));
        machine.hear(new Command(TERMINAL, "c-long", TEN, "message.show", Map.of("zh", "长".repeat(201))));
        for (int i = 0; i <= CommandDesk.MOST_WAITING; i++) {
            machine.hear(command("c-" + i, MESSAGE));
        }

        assertThat(machine.results())
                .containsExactly(
                        new Fact.CommandResult("c-unknown", "door.unlock", CommandOutcome.UNKNOWN, null),
                        new Fact.CommandResult(
                                "c-long", MESSAGE.word(), CommandOutcome.REFUSED, CommandObstacle.ARGUMENTS),
                        new Fact.CommandResult(
                                "c-" + CommandDesk.MOST_WAITING,
                                MESSAGE.word(),
                                CommandOutcome.REFUSED,
                                CommandObstacle.TOO_MANY));
    }

    @Test
    void whatIsOverWhileItWaitsTakesUpNoRoom() {
        machine.free = false;
        machine.hear(command("c-first", MESSAGE));
        for (int i = 1; i < CommandDesk.MOST_WAITING; i++) {
            machine.hear(new Command(TERMINAL, "c-" + i, NINE.plusSeconds(60), MESSAGE.word(), MESSAGE.arguments()));
        }
        machine.pass(Duration.ofMinutes(2));
        machine.hear(command("c-last", MESSAGE));

        assertThat(machine.results())
                .hasSize(CommandDesk.MOST_WAITING - 1)
                .allSatisfy(result -> assertThat(result.outcome()).isEqualTo(CommandOutcome.EXPIRED));
        machine.free = true;
        machine.pass(CommandDesk.ASK_AGAIN);
        machine.endOne(true);
        machine.endOne(true);
        assertThat(machine.begun).containsExactly("c-first", "c-last");
    }

    @Test
    void whatIsTakenBackBeforeItBeginsIsNotDoneWhicheverComesFirst() {
        machine.free = false;
        machine.hear(command("c-1", MESSAGE));
        machine.hear(command("c-1", new Action.Cancel()));
        machine.hear(command("c-2", new Action.Cancel()));
        machine.free = true;
        machine.hear(command("c-2", MESSAGE));
        machine.pass(Duration.ofMinutes(1));

        assertThat(machine.begun).isEmpty();
        assertThat(machine.results())
                .extracting(Fact.CommandResult::command, Fact.CommandResult::outcome)
                .containsExactly(tuple("c-1", CommandOutcome.CANCELLED), tuple("c-2", CommandOutcome.CANCELLED));
    }

    @Test
    void whatHasBegunIsNotTakenBack() {
        machine.hear(command("c-1", MESSAGE));
        machine.hear(command("c-1", new Action.Cancel()));
        machine.endOne(true);

        assertThat(machine.results()).containsExactly(result("c-1", MESSAGE, CommandOutcome.DONE));
    }

    @Test
    void aCrashInTheMiddleEndsEachKindInItsWay() {
        machine.hear(command("c-name", new Action.Identify()));
        machine.crash();
        machine.hear(command("c-restart", new Action.Restart()));
        machine.crash();
        machine.hear(command("c-message", MESSAGE));
        machine.crash();
        machine.endOne(true);

        assertThat(machine.begun).containsExactly("c-name", "c-restart", "c-message", "c-message");
        assertThat(machine.results())
                .containsExactly(
                        result("c-name", new Action.Identify(), CommandOutcome.INTERRUPTED),
                        result("c-restart", new Action.Restart(), CommandOutcome.DONE),
                        result("c-message", MESSAGE, CommandOutcome.DONE));
    }

    @Test
    void whatCouldNotBeWrittenAsBegunWasNotBegunAndIsTriedAgain() {
        machine.free = false;
        machine.hear(command("c-restart", new Action.Restart()));
        machine.free = true;
        machine.database.failNextAfterCommit(DatabaseFault.Kind.INPUT_OUTPUT);
        machine.pass(CommandDesk.ASK_AGAIN);
        assertThat(machine.begun).isEmpty();
        machine.pass(Duration.ofMinutes(1));

        assertThat(machine.begun).containsExactly("c-restart");
        assertThat(machine.results()).isEmpty();
        machine.crash();
        assertThat(machine.results()).containsExactly(result("c-restart", new Action.Restart(), CommandOutcome.DONE));
    }

    @Test
    void howeverOftenItIsSaidWhileItWaitsTheScreenIsAskedOnceInFiveSeconds() {
        machine.free = false;
        for (int i = 0; i < 20; i++) {
            machine.hear(command("c-1", MESSAGE));
        }
        machine.asked = 0;
        machine.pass(CommandDesk.ASK_AGAIN.multipliedBy(4));

        assertThat(machine.asked).isEqualTo(4);
    }

    @Test
    void idsAreForgottenOnlyWhenARepeatWouldBeOver() {
        machine.hear(command("c-1", new Action.Identify()));
        machine.endOne(true);
        machine.pass(CommandDesk.REMEMBERED.plusHours(2));
        machine.hear(new Command(
                TERMINAL, "c-2", TEN.plus(CommandDesk.REMEMBERED.plusHours(9)), MESSAGE.word(), MESSAGE.arguments()));
        machine.hear(command("c-1", new Action.Identify()));

        assertThat(machine.begun).containsExactly("c-1", "c-2");
    }

    @Test
    void whatWasOverLongAgoIsNotAnsweredAnewHoweverOftenItIsSaid() {
        machine.hear(command("c-1", new Action.Identify()));
        machine.endOne(true);
        machine.pass(CommandDesk.REMEMBERED.plusHours(2));
        for (int i = 0; i < 3; i++) {
            machine.hear(command("c-1", new Action.Identify()));
            machine.hear(command("c-1", new Action.Cancel()));
            machine.hear(command("c-2", new Action.Cancel()));
        }

        assertThat(machine.begun).containsExactly("c-1");
        assertThat(machine.results()).containsExactly(result("c-1", new Action.Identify(), CommandOutcome.DONE));
    }

    @Test
    void whatALaterReleaseKeptAndThisOneCannotReadHoldsUpNothing() {
        machine.free = false;
        machine.hear(command("c-1", MESSAGE));
        machine.disk.inTransaction(
                transaction -> transaction.update("UPDATE command SET arguments = '{\"seconds\":\"0\"}'"));
        machine.hear(command("c-2", new Action.Identify()));
        machine.free = true;
        machine.pass(CommandDesk.ASK_AGAIN);

        assertThat(machine.begun).containsExactly("c-2");
    }

    /// Whatever is doubled, reordered, taken back, cut off by a crash, or reported as unwritten: nothing begins twice
    /// that must not, and everything that was heard of has one result.
    @Test
    void underDrawnFaultsEveryCommandIsDoneOnceAtMostAndAnsweredOnce() {
        for (long seed = 1; seed <= 60; seed++) {
            play(seed);
        }
    }

    private static void play(long seed) {
        Machine drawn = new Machine(seed);
        Random random = new Random(seed);
        List<Action> kinds = List.of(MESSAGE, new Action.Identify(), new Action.Restart());
        List<Command> commands = IntStream.range(0, 6)
                .mapToObj(i -> command("c-" + i, kinds.get(random.nextInt(kinds.size()))))
                .toList();
        for (int step = 0; step < 60; step++) {
            Command one = commands.get(random.nextInt(commands.size()));
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> drawn.hear(one);
                case 3 -> drawn.hear(command(one.id(), new Action.Cancel()));
                case 4 -> drawn.crash();
                case 5 -> drawn.endOne(random.nextBoolean());
                case 6 -> drawn.free = !drawn.free;
                case 7 -> {
                    if (random.nextBoolean()) {
                        drawn.database.failNextAfterCommit(DatabaseFault.Kind.INPUT_OUTPUT);
                    } else {
                        drawn.database.failNextBeforeCommit(DatabaseFault.Kind.FULL);
                    }
                }
                default -> drawn.pass(Duration.ofSeconds(random.nextInt(40)));
            }
        }
        drawn.free = true;
        // A fault that nothing met yet must not meet what heals.
        drawn.crash();
        for (Command one : commands) {
            drawn.hear(one);
        }
        for (int i = 0; i < 20; i++) {
            drawn.endOne(true);
            drawn.pass(Duration.ofSeconds(31));
        }
        assertThat(drawn.results().stream().map(Fact.CommandResult::command).toList())
                .as("results of seed %s", seed)
                .containsExactlyInAnyOrderElementsOf(
                        commands.stream().map(Command::id).toList());
        Map<String, Long> times = drawn.begun.stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        for (Command one : commands) {
            if (!one.action().equals(MESSAGE.word())) {
                assertThat(times.getOrDefault(one.id(), 0L))
                        .as("%s of seed %s", one, seed)
                        .isLessThanOrEqualTo(1);
            }
        }
    }
}
