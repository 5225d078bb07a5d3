package org.hongting.central.console;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import org.hongting.central.command.CommandCalls;
import org.hongting.central.command.CommandRefusal;
import org.hongting.central.command.Commands;
import org.hongting.central.diagnosis.Diagnoses;
import org.hongting.central.diagnosis.DiagnosisPruning;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What a terminal found out about itself, and asking for it.
@Controller
class DiagnosisController {
    private static final int TESTS = 10;
    private static final int FILES = 20;
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final Database database;
    private final Diagnoses diagnoses;
    private final DiagnosisFiles files;
    private final Commands commands;
    private final CommandCalls calls;
    private final TerminalBoard terminals;

    DiagnosisController(
            Database database,
            Diagnoses diagnoses,
            DiagnosisFiles files,
            Commands commands,
            CommandCalls calls,
            TerminalBoard terminals) {
        this.database = database;
        this.diagnoses = diagnoses;
        this.files = files;
        this.commands = commands;
        this.calls = calls;
        this.terminals = terminals;
    }

    @ModelAttribute("section")
    String section() {
        return "terminals";
    }

    @GetMapping("/terminals/{id}/diagnosis")
    String show(@PathVariable String id, Model model) {
        fill(id, model);
        return "diagnosis";
    }

    @GetMapping("/terminals/{id}/diagnosis/live")
    String live(@PathVariable String id, Model model) {
        fill(id, model);
        return "diagnosis :: live";
    }

    private void fill(String id, Model model) {
        TerminalBoard.Terminal terminal = find(id);
        TerminalId name = new TerminalId(terminal.id());
        model.addAttribute("terminal", terminal);
        model.addAttribute("whats", List.of(DiagnosisForm.What.values()));
        model.addAttribute("kept", DiagnosisPruning.FILES_KEPT.toDays());
        model.addAttribute("tests", database.reading(transaction -> diagnoses.tests(transaction, name, TESTS)));
        model.addAttribute("files", database.reading(transaction -> diagnoses.files(transaction, name, FILES)));
    }

    @PostMapping("/terminals/{id}/diagnosis")
    String ask(@PathVariable String id, DiagnosisForm form, Principal principal, RedirectAttributes back) {
        TerminalId terminal = new TerminalId(find(id).id());
        try {
            database.inTransaction(transaction ->
                    commands.ask(transaction, terminal, form.asked(), VALIDITY, form.why(), principal.getName()));
            calls.call(terminal);
            back.addFlashAttribute("asked", true);
        } catch (IllegalArgumentException e) {
            back.addFlashAttribute("problem", "diagnosis.problem.form");
        } catch (CommandRefusal e) {
            back.addFlashAttribute("problem", "command.problem." + Words.of(e.reason()));
        }
        return "redirect:/terminals/" + terminal + "/diagnosis";
    }

    @GetMapping("/terminals/{id}/files/{command}")
    ResponseEntity<byte[]> file(@PathVariable String id, @PathVariable String command, Principal principal) {
        return files.open(new TerminalId(find(id).id()), command, principal.getName());
    }

    private TerminalBoard.Terminal find(String id) {
        return terminals.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
