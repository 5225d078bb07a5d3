package org.hongting.central.console;

import java.security.Principal;
import java.util.List;
import org.hongting.central.command.AskedCommand;
import org.hongting.central.command.CommandCalls;
import org.hongting.central.command.CommandRefusal;
import org.hongting.central.command.Commands;
import org.hongting.protocol.Words;
import org.hongting.protocol.command.Action;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What people ask a terminal to do, and what became of it.
@Controller
class CommandController {
    /// Shown of one terminal; the audit log has all.
    private static final int SHOWN = 50;

    private final Database database;
    private final Commands commands;
    private final CommandCalls calls;
    private final TerminalBoard terminals;

    CommandController(Database database, Commands commands, CommandCalls calls, TerminalBoard terminals) {
        this.database = database;
        this.commands = commands;
        this.calls = calls;
        this.terminals = terminals;
    }

    @ModelAttribute("section")
    String section() {
        return "terminals";
    }

    @GetMapping("/terminals/{id}/commands")
    String show(@PathVariable String id, Model model) {
        fill(id, model);
        return "commands";
    }

    @GetMapping("/terminals/{id}/commands/live")
    String live(@PathVariable String id, Model model) {
        fill(id, model);
        return "commands :: live";
    }

    private void fill(String id, Model model) {
        TerminalBoard.Terminal terminal = find(id);
        List<AskedCommand> asked =
                database.reading(transaction -> commands.of(transaction, new TerminalId(terminal.id()), SHOWN));
        model.addAttribute("terminal", terminal);
        model.addAttribute("commands", asked);
        model.addAttribute(
                "open", asked.stream().anyMatch(command -> command.state().isOpen()));
        model.addAttribute("longest", Action.ShowMessage.LONGEST);
    }

    @PostMapping("/terminals/{id}/commands")
    String ask(@PathVariable String id, CommandForm form, Principal principal, RedirectAttributes back) {
        TerminalId terminal = new TerminalId(find(id).id());
        try {
            database.inTransaction(transaction -> commands.ask(
                    transaction, terminal, form.asked(), form.validity(), form.why(), principal.getName()));
            calls.call(terminal);
        } catch (IllegalArgumentException e) {
            back.addFlashAttribute("problem", "command.problem.form");
        } catch (CommandRefusal e) {
            back.addFlashAttribute("problem", "command.problem." + Words.of(e.reason()));
        }
        return "redirect:/terminals/" + terminal + "/commands";
    }

    @PostMapping("/terminals/{id}/commands/{command}/cancelled")
    String cancel(@PathVariable String id, @PathVariable String command, Principal principal, RedirectAttributes back) {
        TerminalId terminal = new TerminalId(find(id).id());
        try {
            database.inTransaction(transaction -> {
                commands.cancel(transaction, terminal, command, principal.getName());
                return terminal;
            });
            calls.call(terminal);
        } catch (CommandRefusal e) {
            back.addFlashAttribute("problem", "command.problem." + Words.of(e.reason()));
        }
        return "redirect:/terminals/" + terminal + "/commands";
    }

    private TerminalBoard.Terminal find(String id) {
        return terminals.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
