package org.hongting.central.console;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Terminals: the list, one terminal, claiming and revoking.
@Controller
class TerminalController {
    private static final int PAGE = 200;

    private final TerminalBoard terminals;

    TerminalController(TerminalBoard terminals) {
        this.terminals = terminals;
    }

    @ModelAttribute("section")
    String section() {
        return "terminals";
    }

    @GetMapping("/terminals")
    String list(@RequestParam(defaultValue = "0") int page, Model model) {
        fill(page, model);
        return "terminals";
    }

    @GetMapping("/terminals/live")
    String live(@RequestParam(defaultValue = "0") int page, Model model) {
        fill(page, model);
        return "terminals :: live";
    }

    @GetMapping("/terminals/{id}")
    String show(@PathVariable String id, Model model) {
        model.addAttribute(
                "terminal", terminals.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "terminal";
    }

    private void fill(int page, Model model) {
        int at = Paging.clamp(page);
        var found = terminals.terminals(at * PAGE, PAGE + 1);
        model.addAttribute("paging", Paging.of(at, found.size() > PAGE));
        model.addAttribute("terminals", found.stream().limit(PAGE).toList());
    }
}
