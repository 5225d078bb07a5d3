package org.hongting.central.console;

import java.security.Principal;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.sheet.Sheet;
import org.hongting.central.study.LearningLedger;
import org.hongting.central.study.PlanProgress;
import org.hongting.central.study.StudyPlans;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// How far everybody is whom a plan asks, as a page and as a file.
@Controller
class StudyPlanProgressController {
    private static final int PAGE = 50;

    private final Database database;
    private final PlanProgress progress;
    private final LearningLedger ledger;
    private final AuditLog audit;

    StudyPlanProgressController(Database database, PlanProgress progress, LearningLedger ledger, AuditLog audit) {
        this.database = database;
        this.progress = progress;
        this.ledger = ledger;
        this.audit = audit;
    }

    @ModelAttribute("section")
    String section() {
        return "study";
    }

    @GetMapping("/study/plans/{id}")
    String page(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String branch,
            @RequestParam(defaultValue = "all") String state,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        int at = Paging.clamp(page);
        PlanBook.Shown shown = PlanBook.Shown.of(state);
        database.reading(transaction -> {
            BranchTree tree = BranchTree.load(transaction);
            StudyPlans.Kept kept = find(transaction, id);
            PlanProgress.Progress all = progress.of(transaction, kept);
            PlanBook.Found found = PlanBook.find(tree, all, new PlanBook.Asked(q, Scopes.within(tree, branch), shown));
            int total = found.lines().size();
            int first = (int) Math.min(total, (long) at * PAGE);
            model.addAttribute("kept", kept);
            model.addAttribute("tree", tree);
            model.addAttribute("places", tree.places());
            model.addAttribute("courses", all.courses());
            model.addAttribute("totals", found.totals());
            model.addAttribute("lines", found.lines().subList(first, Math.min(total, first + PAGE)));
            model.addAttribute("total", total);
            model.addAttribute("paging", Paging.of(at, total > (at + 1L) * PAGE));
            return null;
        });
        model.addAttribute("year", ledger.thisYear());
        model.addAttribute("q", q);
        model.addAttribute("branch", branch);
        model.addAttribute("state", shown.word());
        model.addAttribute("states", PlanBook.Shown.values());
        return "study-plan";
    }

    @GetMapping("/study/plans/{id}/progress.{form}")
    ResponseEntity<byte[]> export(
            @PathVariable String id,
            @PathVariable String form,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String branch,
            @RequestParam(defaultValue = "all") String state,
            Principal principal) {
        if (!form.equals("csv") && !form.equals("xlsx")) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Sheet sheet = database.reading(transaction -> {
            BranchTree tree = BranchTree.load(transaction);
            PlanProgress.Progress all = progress.of(transaction, find(transaction, id));
            return PlanBook.sheet(
                    all,
                    PlanBook.find(
                            tree, all, new PlanBook.Asked(q, Scopes.within(tree, branch), PlanBook.Shown.of(state))));
        });
        audit.record(principal.getName(), "study.export", id, form + " " + branch);
        return Downloads.sheet("study-plan-" + id, form, sheet);
    }

    private static StudyPlans.Kept find(Transaction transaction, String id) {
        return StudyPlans.find(transaction, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
