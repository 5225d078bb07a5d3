package org.hongting.central.console;

import java.security.Principal;
import java.util.List;
import org.hongting.central.command.CommandCalls;
import org.hongting.central.command.CommandRefusal;
import org.hongting.central.command.Commands;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Commands for scripts.
@RestController
class ApiCommandController {
    private static final int SHOWN = 50;

    private final Database database;
    private final Commands commands;
    private final CommandCalls calls;

    ApiCommandController(Database database, Commands commands, CommandCalls calls) {
        this.database = database;
        this.commands = commands;
        this.calls = calls;
    }

    record Asked(String command) {}

    /// @param state how far it is, in the words of [org.hongting.central.command.CommandState]
    record Line(String command, String action, String state) {}

    /// Asks with the fields of the console's form. 400 where they do not fit, 409 where nothing can be asked.
    @PostMapping("/api/terminals/{id}/commands")
    Asked ask(@PathVariable String id, CommandForm form, Principal principal) {
        try {
            TerminalId terminal = new TerminalId(id);
            String command = database.inTransaction(transaction -> commands.ask(
                    transaction, terminal, form.asked(), form.validity(), form.why(), principal.getName()));
            calls.call(terminal);
            return new Asked(command);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        } catch (CommandRefusal e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, null, e);
        }
    }

    /// Takes a command back. 409 where it has its result, was taken back before, or never was; how far a terminal was
    /// that had been told of it, the list says once it has answered.
    @DeleteMapping("/api/terminals/{id}/commands/{command}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String id, @PathVariable String command, Principal principal) {
        try {
            TerminalId terminal = new TerminalId(id);
            database.inTransaction(transaction -> {
                commands.cancel(transaction, terminal, command, principal.getName());
                return terminal;
            });
            calls.call(terminal);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        } catch (CommandRefusal e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, null, e);
        }
    }

    @GetMapping("/api/terminals/{id}/commands")
    List<Line> all(@PathVariable String id) {
        try {
            TerminalId terminal = new TerminalId(id);
            return database.reading(transaction -> commands.of(transaction, terminal, SHOWN)).stream()
                    .map(one -> new Line(one.id(), one.action(), Words.of(one.state())))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
