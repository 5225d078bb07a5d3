package org.hongting.central.console;

import java.security.Principal;
import org.hongting.central.fleet.Farewells;
import org.hongting.protocol.identity.TerminalId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Retiring a terminal in order: asked for twice, taken back as long as the terminal has not left.
@Controller
class FarewellPageController {
    private final Farewells farewells;
    private final TerminalBoard terminals;

    FarewellPageController(Farewells farewells, TerminalBoard terminals) {
        this.farewells = farewells;
        this.terminals = terminals;
    }

    @ModelAttribute("section")
    String section() {
        return "terminals";
    }

    @GetMapping("/terminals/{id}/farewell")
    String show(@PathVariable String id, Model model) {
        fill(id, model);
        return "farewell";
    }

    /// Asked over and over by the open page, until the terminal has left.
    @GetMapping("/terminals/{id}/farewell/live")
    String live(@PathVariable String id, Model model) {
        fill(id, model);
        return "farewell :: live";
    }

    /// @param name typed once more: nobody retires a terminal by one touch
    @PostMapping("/terminals/{id}/farewell")
    String ask(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "true") boolean backup,
            Principal principal,
            Model model) {
        TerminalBoard.Terminal terminal = find(id);
        if (!terminal.name().equals(name.strip())) {
            model.addAttribute("problem", "farewell.problem.name");
            fill(id, model);
            return "farewell";
        }
        farewells.ask(new TerminalId(terminal.id()), backup, principal.getName());
        return "redirect:/terminals/" + terminal.id() + "/farewell";
    }

    @PostMapping("/terminals/{id}/farewell/cancelled")
    String cancel(@PathVariable String id, Principal principal) {
        TerminalBoard.Terminal terminal = find(id);
        farewells.cancel(new TerminalId(terminal.id()), principal.getName());
        return "redirect:/terminals/" + terminal.id() + "/farewell";
    }

    private void fill(String id, Model model) {
        TerminalBoard.Terminal terminal = find(id);
        model.addAttribute("terminal", terminal);
        model.addAttribute("asked", farewells.find(new TerminalId(terminal.id())));
    }

    private TerminalBoard.Terminal find(String id) {
        return terminals.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
