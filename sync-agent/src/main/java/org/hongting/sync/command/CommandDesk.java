package org.hongting.sync.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hongting.protocol.Limits;
import org.hongting.protocol.command.Action;
import org.hongting.protocol.command.Timeliness;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CommandObstacle;
import org.hongting.protocol.record.CommandOutcome;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.wire.Command;
import org.hongting.sync.command.CommandTable.Row;
import org.hongting.sync.command.CommandTable.State;
import org.hongting.sync.journal.Appender;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.JournalFault;
import org.hongting.sync.store.Migration;
import org.jspecify.annotations.Nullable;

/// Takes the centre's commands, each once however often it comes, and has them done one after the other while nobody
/// uses the screen. What disturbs nobody ([Action#waitsForPeople]) does not wait for that, nor behind what does.
///
/// A command is received, then begun, then ended. Each of these steps is one transaction, and the last one writes the
/// [Fact.CommandResult] in it: the result goes up with the other records and is not lost. That it begins is on the
/// disk before anything is done, so that a terminal that goes down meanwhile finds it at its next start and does not do
/// it a second time ([Action.AfterCrash]).
///
/// [#hear] may be called from any thread; everything else happens on the scheduler.
public final class CommandDesk {
    /// Where its table comes from; applied by whoever opens the database.
    public static final List<Migration> MIGRATIONS = CommandTable.MIGRATIONS;

    /// So long the foremost command waits for whoever uses the screen.
    static final Duration LONGEST_WAIT = Action.LONGEST_WAIT;

    /// Commands that wait at one time.
    static final int MOST_WAITING = Limits.COMMANDS_OPEN;

    /// An id is remembered for so long after its moment: a repeat that comes later is over by its own word.
    static final Duration REMEMBERED = Duration.ofDays(30);

    static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private static final Duration WRITE_AGAIN = Duration.ofSeconds(30);
    private static final System.Logger LOG = System.getLogger(CommandDesk.class.getName());

    private final Database database;
    private final Journal journal;
    private final Scheduler scheduler;
    private final Performer performer;
    private boolean occupied;
    private boolean settled;
    private boolean settledOnce;
    private Scheduler.Cancellable later = () -> {};
    private String waiting = "";
    private long waitingSince;

    /// @param database with [#MIGRATIONS] applied
    /// @param journal of that database
    public CommandDesk(Database database, Journal journal, Scheduler scheduler, Performer performer) {
        this.database = database;
        this.journal = journal;
        this.scheduler = scheduler;
        this.performer = performer;
    }

    /// Settles what the process before this one began and did not end, and goes on with what waits.
    public void start() {
        scheduler.execute(this::next);
    }

    /// A command whose signature and address are good.
    public void hear(Command command) {
        scheduler.execute(() -> {
            try {
                journal.write((transaction, appender) -> {
                    receive(transaction, appender, command);
                    return true;
                });
                next();
            } catch (JournalFault e) {
                // It was not taken: the centre says it again.
                LOG.log(System.Logger.Level.WARNING, "a command could not be kept: {0}", e.kind());
            }
        });
    }

    private void receive(Transaction transaction, Appender appender, Command command) {
        if (appender.now().quality() == ClockQuality.SYNCED) {
            Instant forgotten = appender.now().wall().toInstant().minus(REMEMBERED);
            CommandTable.forget(transaction, forgotten);
            if (command.expires().isBefore(forgotten)) {
                // Whether it was answered is not known any more: it would be answered each time it comes.
                return;
            }
        }
        Optional<State> known = CommandTable.find(transaction, command.id());
        if (Action.Cancel.WORD.equals(command.action())) {
            cancel(transaction, appender, command, known);
        } else if (known.isEmpty()) {
            take(transaction, appender, command);
        }
    }

    /// What has not begun is taken back; what never came must not begin when it comes after this.
    private static void cancel(Transaction transaction, Appender appender, Command command, Optional<State> known) {
        Fact.CommandResult cancelled = result(command, CommandOutcome.CANCELLED, null);
        if (known.isEmpty()) {
            CommandTable.add(transaction, command, Map.of(), State.ENDED);
            appender.append(cancelled);
        } else if (known.get() == State.RECEIVED) {
            end(transaction, appender, cancelled);
        }
    }

    private static void take(Transaction transaction, Appender appender, Command command) {
        endWhatIsOver(transaction, appender);
        Optional<Action> action;
        Optional<Fact.CommandResult> answer;
        try {
            action = Action.find(command.action(), command.arguments());
            answer = action.isEmpty()
                    ? Optional.of(result(command, CommandOutcome.UNKNOWN, null))
                    : judge(appender, command.id(), command.action(), command.expires())
                            .or(() -> CommandTable.count(transaction, State.RECEIVED) < MOST_WAITING
                                    ? Optional.empty()
                                    : Optional.of(result(command, CommandOutcome.REFUSED, CommandObstacle.TOO_MANY)));
        } catch (IllegalArgumentException e) {
            action = Optional.empty();
            answer = Optional.of(result(command, CommandOutcome.REFUSED, CommandObstacle.ARGUMENTS));
        }
        Map<String, String> kept =
                answer.isPresent() ? Map.of() : action.map(Action::arguments).orElseGet(Map::of);
        CommandTable.add(transaction, command, kept, answer.isPresent() ? State.ENDED : State.RECEIVED);
        answer.ifPresent(appender::append);
    }

    /// What waits behind another one is over with its moment, and takes up no room from then on.
    private static void endWhatIsOver(Transaction transaction, Appender appender) {
        for (Row row : CommandTable.all(transaction, State.RECEIVED)) {
            judge(appender, row)
                    .filter(answer -> answer.outcome() == CommandOutcome.EXPIRED)
                    .ifPresent(answer -> end(transaction, appender, answer));
        }
    }

    private static Fact.CommandResult result(
            Command command, CommandOutcome outcome, @Nullable CommandObstacle obstacle) {
        return new Fact.CommandResult(command.id(), command.action(), outcome, obstacle);
    }

    /// What to answer to a command that must not begin now; nothing if it may.
    private static Optional<Fact.CommandResult> judge(Appender appender, Row row) {
        return judge(appender, row.id(), row.action().word(), row.expires());
    }

    private static Optional<Fact.CommandResult> judge(Appender appender, String id, String action, Instant expires) {
        return switch (Timeliness.of(expires, appender.now())) {
            case IN_TIME -> Optional.empty();
            case OVER -> Optional.of(new Fact.CommandResult(id, action, CommandOutcome.EXPIRED, null));
            case UNPROVEN ->
                Optional.of(new Fact.CommandResult(id, action, CommandOutcome.REFUSED, CommandObstacle.CLOCK));
        };
    }

    private static void end(Transaction transaction, Appender appender, Fact.CommandResult result) {
        CommandTable.end(transaction, result.command());
        appender.append(result);
    }

    /// What was begun and is not being done was left by the process before this one; or, where that is settled, by a
    /// write of this one that was reported as failed: then nothing of it was done.
    private void settle() {
        boolean isOwn = settledOnce;
        journal.write((transaction, appender) -> {
            for (Row row : CommandTable.all(transaction, State.STARTED)) {
                switch (isOwn ? Action.AfterCrash.AGAIN : row.action().afterCrash()) {
                    case AGAIN -> CommandTable.move(transaction, row.id(), State.RECEIVED);
                    case INTERRUPTED -> end(transaction, appender, row.result(CommandOutcome.INTERRUPTED, null));
                    case DONE -> end(transaction, appender, row.result(CommandOutcome.DONE, null));
                }
            }
            return true;
        });
        settled = true;
        settledOnce = true;
    }

    /// Asks whether the foremost command may begin, unless one is being asked about or done.
    private void next() {
        if (occupied) {
            return;
        }
        foremost().ifPresent(row -> {
            if (row.action().waitsForPeople()) {
                askFor(row);
            } else {
                begin(row);
            }
        });
    }

    private void askFor(Row row) {
        if (!row.id().equals(waiting)) {
            waiting = row.id();
            waitingSince = scheduler.nanoTime();
        }
        occupied = true;
        performer.whenAsked(free -> scheduler.execute(() -> {
            occupied = false;
            if (free) {
                begin(row);
            } else {
                waitLonger(row);
            }
        }));
    }

    private void nextAfter(Duration pause) {
        later.cancel();
        later = scheduler.after(pause, this::next);
    }

    private Optional<Row> foremost() {
        try {
            if (!settled) {
                settle();
            }
            List<Row> received = database.reading(transaction -> CommandTable.all(transaction, State.RECEIVED));
            return received.stream()
                    .filter(row -> !row.action().waitsForPeople())
                    .findFirst()
                    .or(() -> received.stream().findFirst());
        } catch (JournalFault | DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "commands must wait for the disk: {0}", e.getMessage());
            nextAfter(WRITE_AGAIN);
            return Optional.empty();
        }
    }

    private void waitLonger(Row row) {
        boolean tooLong = scheduler.nanoTime() - waitingSince >= LONGEST_WAIT.toNanos();
        write(
                row,
                State.RECEIVED,
                appender -> tooLong
                        ? Optional.of(row.result(CommandOutcome.FAILED, CommandObstacle.IN_USE))
                        : judge(appender, row));
        nextAfter(ASK_AGAIN);
    }

    private void begin(Row row) {
        switch (write(row, State.STARTED, appender -> judge(appender, row))) {
            case MOVED -> {
                occupied = true;
                performer.perform(row.action(), performed -> scheduler.execute(() -> finish(row, performed)));
            }
            case OVER -> next();
            case UNWRITTEN -> {
                settled = false;
                nextAfter(WRITE_AGAIN);
            }
        }
    }

    /// What it came to is tried to be written until it is: nothing else begins before.
    private void finish(Row row, Performed performed) {
        try {
            journal.write((transaction, appender) -> {
                // A write that was reported as failed may be there after all.
                if (CommandTable.find(transaction, row.id()).equals(Optional.of(State.STARTED))) {
                    performed.found().write(transaction, appender, row.id());
                    end(transaction, appender, row.ended(performed.obstacle()));
                }
                return true;
            });
        } catch (JournalFault e) {
            LOG.log(System.Logger.Level.WARNING, "a command''s result could not be kept: {0}", e.kind());
            scheduler.after(WRITE_AGAIN, () -> finish(row, performed));
            return;
        }
        occupied = false;
        next();
    }

    private enum Written {
        MOVED,
        /// It has its result, or somebody took it back meanwhile.
        OVER,
        UNWRITTEN
    }

    /// Writes how a command that waits goes on.
    ///
    /// @param answer what ends it, if something does
    private Written write(Row row, State onward, Function<Appender, Optional<Fact.CommandResult>> answer) {
        try {
            return journal.write((transaction, appender) -> {
                if (!CommandTable.find(transaction, row.id()).equals(Optional.of(State.RECEIVED))) {
                    return Written.OVER;
                }
                Optional<Fact.CommandResult> ended = answer.apply(appender);
                ended.ifPresentOrElse(
                        result -> end(transaction, appender, result),
                        () -> CommandTable.move(transaction, row.id(), onward));
                return ended.isPresent() ? Written.OVER : Written.MOVED;
            });
        } catch (JournalFault e) {
            LOG.log(System.Logger.Level.WARNING, "a command could not go on: {0}", e.kind());
            return Written.UNWRITTEN;
        }
    }
}
