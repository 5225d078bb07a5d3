package org.hongting.central.console;

import java.security.Principal;
import java.util.List;
import org.hongting.central.ingest.Forks;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
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

/// Terminals of which there are two disks: both, side by side, and what to do about the second.
@Controller
class ForkController {
    /// Terminals of one page; hardly any school has one.
    private static final int TERMINALS = 50;

    private final Database database;
    private final Forks forks;
    private final AuditLog audit;
    private final TerminalBoard terminals;

    ForkController(Database database, Forks forks, AuditLog audit, TerminalBoard terminals) {
        this.database = database;
        this.forks = forks;
        this.audit = audit;
        this.terminals = terminals;
    }

    @ModelAttribute("section")
    String section() {
        return "system";
    }

    @GetMapping("/forks")
    String page(Model model) {
        List<Forks.Fork> found = database.reading(transaction -> forks.terminals(transaction, TERMINALS).stream()
                .flatMap(terminal -> forks.of(transaction, terminal).stream())
                .toList());
        model.addAttribute(
                "open", found.stream().filter(fork -> fork.decision().isEmpty()).toList());
        model.addAttribute(
                "decided",
                found.stream().filter(fork -> fork.decision().isPresent()).toList());
        model.addAttribute("names", terminals.names());
        return "forks";
    }

    /// An empty note says enough: the page shows who decided, and when.
    @PostMapping("/forks/{terminal}/{branch}")
    String decide(
            @PathVariable String terminal,
            @PathVariable String branch,
            @RequestParam String verdict,
            @RequestParam(defaultValue = "") String note,
            Principal principal,
            RedirectAttributes back) {
        try {
            TerminalId id = new TerminalId(terminal);
            EpochId epoch = new EpochId(branch);
            Forks.Verdict decided = Words.find(Forks.Verdict.class, verdict)
                    .orElseThrow(() -> new IllegalArgumentException("no such verdict"));
            String words = note.isBlank() ? "" : QuarantineDesk.checked(note);
            int taken = database.inTransaction(transaction -> {
                int records = forks.decide(transaction, id, epoch, decided, principal.getName(), words)
                        .orElseThrow(() -> new IllegalArgumentException("no such fork"));
                audit.record(transaction, principal.getName(), "fork." + decided.word(), id + "/" + epoch, words);
                return records;
            });
            back.addFlashAttribute("taken", taken);
            return "redirect:/forks";
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
