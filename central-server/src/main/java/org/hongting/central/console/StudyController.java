package org.hongting.central.console;

import java.security.Principal;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.sheet.Sheet;
import org.hongting.central.study.LearningLedger;
import org.hongting.central.study.RulePacks;
import org.hongting.central.study.StudyRulings;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// The ledger of learning time: everybody's year, units by month, who lags behind, and each as a file.
@Controller
class StudyController {
    private static final int PAGE = 50;
    private static final int LAGGING = 200;
    private static final int EARLIEST = 2000;
    private static final int LATEST = 2999;

    private final StudyBook book;
    private final LearningLedger ledger;
    private final Database database;
    private final AuditLog audit;

    StudyController(StudyBook book, LearningLedger ledger, Database database, AuditLog audit) {
        this.book = book;
        this.ledger = ledger;
        this.database = database;
        this.audit = audit;
    }

    @ModelAttribute("section")
    String section() {
        return "study";
    }

    @GetMapping("/study")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String branch,
            @RequestParam(defaultValue = "0") int year,
            @RequestParam(defaultValue = "0") int page,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean piece,
            Model model) {
        int at = Paging.clamp(page);
        database.reading(transaction -> {
            BranchTree tree = frame(transaction, branch, year, model);
            StudyBook.People found = book.people(transaction, tree, asked(tree, q, branch, year), at * PAGE, PAGE);
            model.addAttribute("people", found.people());
            model.addAttribute("total", found.total());
            model.addAttribute("paging", Paging.of(at, found.total() > (at + 1L) * PAGE));
            model.addAttribute(
                    "open", StudyRulings.open(transaction, java.util.Set.of()).size());
            return null;
        });
        model.addAttribute("q", q);
        return piece ? "study :: list" : "study";
    }

    @GetMapping("/study/months")
    String months(
            @RequestParam(defaultValue = "") String branch, @RequestParam(defaultValue = "0") int year, Model model) {
        database.reading(transaction -> {
            BranchTree tree = frame(transaction, branch, year, model);
            model.addAttribute("units", book.units(transaction, tree, asked(tree, "", branch, year)));
            return null;
        });
        return "study-months";
    }

    @GetMapping("/study/lagging")
    String lagging(
            @RequestParam(defaultValue = "") String branch, @RequestParam(defaultValue = "0") int year, Model model) {
        database.reading(transaction -> {
            BranchTree tree = frame(transaction, branch, year, model);
            model.addAttribute("people", book.lagging(transaction, tree, asked(tree, "", branch, year), LAGGING));
            return null;
        });
        model.addAttribute("most", LAGGING);
        return "study-lagging";
    }

    @GetMapping("/study/export/{view}.{form}")
    ResponseEntity<byte[]> export(
            @PathVariable String view,
            @PathVariable String form,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String branch,
            @RequestParam(defaultValue = "0") int year,
            Principal principal) {
        if (!form.equals("csv") && !form.equals("xlsx")) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Sheet sheet = database.reading(transaction -> {
            BranchTree tree = BranchTree.load(transaction);
            StudyBook.Asked asked = asked(tree, q, branch, year);
            return switch (view) {
                case "ledger" -> book.peopleSheet(transaction, tree, asked);
                case "months" -> book.unitsSheet(transaction, tree, asked);
                case "lagging" -> book.laggingSheet(transaction, tree, asked);
                default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            };
        });
        audit.record(principal.getName(), "study.export", view, form + " " + year(year) + " " + branch);
        return Downloads.sheet("study-" + view + "-" + year(year), form, sheet);
    }

    private BranchTree frame(Transaction transaction, String branch, int year, Model model) {
        BranchTree tree = BranchTree.load(transaction);
        model.addAttribute("places", tree.places());
        model.addAttribute("branch", branch);
        model.addAttribute("year", year(year));
        model.addAttribute("pack", RulePacks.of(transaction, year(year)));
        return tree;
    }

    private StudyBook.Asked asked(BranchTree tree, String text, String branch, int year) {
        return new StudyBook.Asked(text, Scopes.within(tree, branch), year(year));
    }

    private int year(int asked) {
        return asked >= EARLIEST && asked <= LATEST ? asked : ledger.thisYear();
    }
}
