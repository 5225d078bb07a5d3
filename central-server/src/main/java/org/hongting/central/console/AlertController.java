package org.hongting.central.console;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hongting.central.alert.AlertBook;
import org.hongting.central.alert.AlertRule;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What is wrong with terminals, who looks after it, and from when on something counts as wrong.
@Controller
class AlertController {
    private static final int CLEARED = 50;

    private final Database database;
    private final TerminalBoard terminals;
    private final Clock clock;

    AlertController(Database database, TerminalBoard terminals, Clock clock) {
        this.database = database;
        this.terminals = terminals;
        this.clock = clock;
    }

    @ModelAttribute("section")
    String section() {
        return "terminals";
    }

    @GetMapping("/alerts")
    String alerts(Model model) {
        fill(model);
        return "alerts";
    }

    @GetMapping("/alerts/live")
    String live(Model model) {
        fill(model);
        return "alerts :: live";
    }

    private void fill(Model model) {
        List<AlertBook.Alert> firing = database.reading(AlertBook::firing);
        model.addAttribute("firing", firing);
        model.addAttribute("cleared", database.reading(transaction -> AlertBook.cleared(transaction, CLEARED)));
        model.addAttribute("names", terminals.names());
    }

    @PostMapping("/alerts/{id}/acknowledged")
    String acknowledge(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String words,
            Principal principal,
            RedirectAttributes back) {
        try {
            boolean taken = database.inTransaction(
                    transaction -> AlertBook.acknowledge(transaction, id, principal.getName(), words, clock.instant()));
            if (!taken) {
                back.addFlashAttribute("problem", "alert.problem.over");
            }
        } catch (IllegalArgumentException e) {
            back.addFlashAttribute("problem", "alert.problem.words");
        }
        return "redirect:/alerts";
    }

    @GetMapping("/alerts/rules")
    String rules(Model model) {
        Map<AlertRule, AlertRule.Setting> rules = database.reading(AlertBook::rules);
        model.addAttribute("rules", rules);
        return "alert-rules";
    }

    @PostMapping("/alerts/rules/{word}")
    String change(
            @PathVariable String word,
            @RequestParam(defaultValue = "false") boolean enabled,
            @RequestParam(defaultValue = "0") long seconds,
            @RequestParam(defaultValue = "0") long threshold,
            Principal principal,
            RedirectAttributes back) {
        AlertRule rule = AlertRule.find(word).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            AlertRule.Setting setting = new AlertRule.Setting(enabled, Duration.ofSeconds(seconds), threshold);
            database.inTransaction(transaction -> {
                AlertBook.change(transaction, rule, setting, principal.getName(), clock.instant());
                return rule;
            });
            back.addFlashAttribute("changed", rule.word());
        } catch (IllegalArgumentException | ArithmeticException e) {
            back.addFlashAttribute("problem", "alert.problem.number");
        }
        return "redirect:/alerts/rules#" + rule.word();
    }
}
