package org.hongting.central.command;

import java.util.function.Consumer;
import org.hongting.central.platform.lease.Tidings;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;

/// Has a terminal told at once of what was asked of it, or taken back, whichever server it is at: elsewhere than here
/// within a second. Whoever is away is told after their next hello.
public final class CommandCalls {
    /// What servers tell each other: something was asked of some terminal.
    public static final String TIDING = "commands";

    private final Database database;
    private final Commands commands;
    private final Consumer<TerminalId> here;
    private final Tidings others;

    /// @param here turns to a terminal, if it is at this server
    public CommandCalls(Database database, Commands commands, Consumer<TerminalId> here, Tidings others) {
        this.database = database;
        this.commands = commands;
        this.here = here;
        this.others = others;
    }

    /// There is something to say to this one.
    public void call(TerminalId terminal) {
        here.accept(terminal);
        others.tell(TIDING);
    }

    /// Another server was asked something.
    public void heardOfOthers() {
        database.reading(commands::unsaid).forEach(here);
    }
}
