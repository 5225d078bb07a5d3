package org.hongting.central.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.document.Downlink;
import org.hongting.central.document.Gate;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.central.platform.lease.Tidings;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.command.Action;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.CommandObstacle;
import org.hongting.protocol.record.CommandOutcome;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Command;
import org.hongting.protocol.wire.Hello;
import org.hongting.testing.VirtualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class CommandsTest {
    private static final KeyPair SERVER = P256.newKeyPair(new SecureRandom());
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Action MESSAGE = new Action.ShowMessage("请到二楼", "", Duration.ofSeconds(30));

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-22T01:00:00Z"), ZoneId.of("UTC"));
    private final TestTerminal kiosk = TestTerminal.named("kiosk-1", new Random(1));
    private TestStore store;
    private Commands commands;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        store.enrol(kiosk);
        commands = new Commands(new AuditLog(store.database, clock), Signer.of(SERVER), clock, new Random(2));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String ask(Action action) {
        return store.database.inTransaction(
                transaction -> commands.ask(transaction, kiosk.id(), action, HOUR, "drill", "admin"));
    }

    private void cancel(String id) {
        store.database.inTransaction(transaction -> {
            commands.cancel(transaction, kiosk.id(), id, "admin");
            return true;
        });
    }

    private List<Command> take() {
        return store.database.inTransaction(transaction -> commands.take(transaction, kiosk.id())).stream()
                .map(frame -> Command.open(frame, id -> SERVER.getPublic()))
                .toList();
    }

    private List<AskedCommand> asked() {
        return store.database.reading(transaction -> commands.of(transaction, kiosk.id(), 50));
    }

    private CommandState state() {
        return asked().getFirst().state();
    }

    private void hear(Fact.CommandResult result) {
        kiosk.append(result);
        new Ingest(store.database, store.id, Signer.of(SERVER), clock, new Random(3), List.of(commands))
                .take(List.of(kiosk.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1), kiosk.all()), Duration.ZERO);
    }

    @Test
    void aCommandWaitsAndIsSaidAgainUntilItsResultComes() {
        String id = ask(MESSAGE);
        assertThat(state()).isEqualTo(CommandState.WAITING);

        Command sent = take().getFirst();
        assertThat(sent.terminal()).isEqualTo(kiosk.id());
        assertThat(sent.id()).isEqualTo(id);
        assertThat(Action.find(sent.action(), sent.arguments())).contains(MESSAGE);
        assertThat(sent.expires()).isEqualTo(clock.instant().plus(HOUR));
        assertThat(state()).isEqualTo(CommandState.SENT);
        assertThat(take()).as("no result yet").containsExactly(sent);

        hear(new Fact.CommandResult(id, sent.action(), CommandOutcome.DONE, null));
        assertThat(state()).isEqualTo(CommandState.DONE);
        assertThat(take()).isEmpty();
        assertThat(store.texts("action", "audit")).contains("command.asked");
    }

    @Test
    void theFirstResultCountsAndNoneOfAnotherTerminal() {
        String id = ask(new Action.Identify());
        take();
        TestTerminal other = TestTerminal.named("kiosk-2", new Random(4));
        store.enrol(other);
        other.append(new Fact.CommandResult(id, "terminal.identify", CommandOutcome.DONE, null));
        new Ingest(store.database, store.id, Signer.of(SERVER), clock, new Random(5), List.of(commands))
                .take(List.of(other.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1), other.all()), Duration.ZERO);
        assertThat(state()).isEqualTo(CommandState.SENT);

        hear(new Fact.CommandResult(id, "terminal.identify", CommandOutcome.FAILED, CommandObstacle.IN_USE));
        hear(new Fact.CommandResult(id, "terminal.identify", CommandOutcome.DONE, null));
        assertThat(state()).isEqualTo(CommandState.FAILED);
        assertThat(asked().getFirst().obstacle()).contains(CommandObstacle.IN_USE);
    }

    @Test
    void whatWasNeverSentIsTakenBackHereAndWhatWasIsTakenBackThere() {
        cancel(ask(MESSAGE));
        assertThat(state()).isEqualTo(CommandState.CANCELLED);
        assertThat(take()).isEmpty();

        clock.pass(Duration.ofSeconds(1));
        String id = ask(MESSAGE);
        take();
        cancel(id);
        assertThat(state()).isEqualTo(CommandState.CANCELLING);
        assertThat(take()).extracting(Command::id, Command::action).containsExactly(tuple(id, Action.Cancel.WORD));
        assertThatExceptionOfType(CommandRefusal.class).isThrownBy(() -> cancel(id));
        hear(new Fact.CommandResult(id, MESSAGE.word(), CommandOutcome.DONE, null));
        assertThat(state()).as("it was too late").isEqualTo(CommandState.DONE);
    }

    @Test
    void whatIsOverIsNotSentAndALateResultStillCounts() {
        String sent = ask(MESSAGE);
        take();
        clock.pass(Duration.ofSeconds(1));
        ask(MESSAGE);
        clock.pass(HOUR);

        assertThat(take()).isEmpty();
        assertThat(asked()).extracting(AskedCommand::state).containsExactly(CommandState.EXPIRED, CommandState.UNHEARD);
        hear(new Fact.CommandResult(sent, MESSAGE.word(), CommandOutcome.DONE, null));
        assertThat(asked().getLast().state()).isEqualTo(CommandState.DONE);
    }

    @Test
    void aRevokedTerminalIsToldNothing() {
        ask(MESSAGE);
        take();
        ask(new Action.Identify());
        new Terminals(store.database, clock, List.of(commands)).revoke(kiosk.id(), "admin");

        assertThat(take()).isEmpty();
        assertThatExceptionOfType(CommandRefusal.class)
                .isThrownBy(() -> ask(MESSAGE))
                .extracting(CommandRefusal::reason)
                .isEqualTo(CommandRefusal.Reason.NO_TERMINAL);
        assertThat(asked())
                .extracting(AskedCommand::state)
                .containsExactlyInAnyOrder(CommandState.CANCELLING, CommandState.CANCELLED);
    }

    @Test
    void noMoreWaitThanATerminalShouldHaveAndNoneForLongerThanAWeek() {
        for (int i = 0; i < Commands.MOST_OPEN; i++) {
            ask(MESSAGE);
        }
        assertThatExceptionOfType(CommandRefusal.class)
                .isThrownBy(() -> ask(MESSAGE))
                .extracting(CommandRefusal::reason)
                .isEqualTo(CommandRefusal.Reason.TOO_MANY);
        assertThat(take()).hasSize(Commands.MOST_OPEN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.database.inTransaction(transaction ->
                        commands.ask(transaction, kiosk.id(), MESSAGE, Duration.ofDays(8), "drill", "admin")));
    }

    /// A store that came back from a backup says nothing of its own before somebody lets it.
    @Test
    void nothingIsSaidWhileTheGateIsShutAndThenAfterTheNextHello() {
        ask(MESSAGE);
        boolean[] shut = {true};
        VirtualScheduler scheduler = new VirtualScheduler();
        List<Command> sent = new ArrayList<>();
        Downlink downlink = new Downlink(
                store.database,
                new DocumentStore(store.database, store.id, AfterCommit.ofSpring()),
                (terminal, channel, frame) -> {},
                Signer.of(SERVER),
                scheduler,
                new Gate() {
                    @Override
                    public boolean isShut() {
                        return shut[0];
                    }

                    @Override
                    public void heard(Hello hello) {}
                });
        downlink.onGreeting(_ -> sent.addAll(take()));
        List<TerminalId> owing = new ArrayList<>();
        downlink.watchedBy(new Downlink.Watch() {
            @Override
            public void heard(TerminalId terminal) {}

            @Override
            public void sent(TerminalId terminal) {
                owing.add(terminal);
            }

            @Override
            public void gone(TerminalId terminal) {}

            @Override
            public void saidToBeGone(TerminalId terminal) {}
        });
        Hello hello = kiosk.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1, List.of());
        downlink.greet(hello);
        downlink.turnTo(kiosk.id());
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(sent).isEmpty();

        shut[0] = false;
        downlink.turnTo(kiosk.id());
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(sent).hasSize(1);
        assertThat(owing).as("what is lost on the way is noticed").containsExactly(kiosk.id());
        downlink.forget(kiosk.id());
        downlink.turnTo(kiosk.id());
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(sent).as("it is away").hasSize(1);
    }

    @Test
    void whatIsAskedAtOneServerIsSaidWhereverTheTerminalIs() {
        VirtualScheduler scheduler = new VirtualScheduler();
        List<TerminalId> turnedToHere = new ArrayList<>();
        List<TerminalId> turnedToThere = new ArrayList<>();
        Tidings tidingsHere = new Tidings(store.database, scheduler);
        Tidings tidingsThere = new Tidings(store.database, scheduler);
        CommandCalls here = new CommandCalls(store.database, commands, turnedToHere::add, tidingsHere);
        CommandCalls there = new CommandCalls(store.database, commands, turnedToThere::add, tidingsThere);
        tidingsHere.onTiding(_ -> here.heardOfOthers());
        tidingsThere.onTiding(_ -> there.heardOfOthers());
        tidingsHere.start();
        tidingsThere.start();

        String id = ask(MESSAGE);
        here.call(kiosk.id());
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(turnedToHere).containsExactly(kiosk.id());
        assertThat(turnedToThere).containsExactly(kiosk.id());

        take();
        there.call(kiosk.id());
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(turnedToHere).as("it was said meanwhile").hasSize(1);
        cancel(id);
        there.call(kiosk.id());
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(turnedToHere).as("taken back").hasSize(2);
    }

    @Test
    void whatEndedOrExpiredLongAgoIsForgottenAndNothingElse() {
        String over = ask(MESSAGE);
        String done = ask(new Action.Identify());
        take();
        clock.pass(CommandPruning.KEPT);
        hear(new Fact.CommandResult(done, "terminal.identify", CommandOutcome.DONE, null)); // it was away all summer
        String open = ask(MESSAGE);
        CommandPruning pruning = new CommandPruning(store.database, clock);
        pruning.turn();
        assertThat(asked()).as("its moment came an hour later").hasSize(3);
        clock.pass(Duration.ofDays(1));
        pruning.turn();
        assertThat(asked())
                .extracting(AskedCommand::id)
                .containsExactlyInAnyOrder(done, open)
                .doesNotContain(over);
        clock.pass(CommandPruning.KEPT);
        pruning.turn();
        assertThat(asked()).isEmpty();
    }
}
