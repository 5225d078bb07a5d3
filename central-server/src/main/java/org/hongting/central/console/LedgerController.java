package org.hongting.central.console;

import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hongting.central.conclusion.Ledger;
import org.hongting.central.conclusion.MeetingRule;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// The yearly ledger of the three meetings and one lesson, its rules, and the records sealed last.
@Controller
class LedgerController {
    private static final int FEED = 20;
    private static final int EARLIEST = 2000;
    private static final int LATEST = 2999;
    private static final int SOURCE_CHARACTERS = 120;

    private final Ledger ledger;
    private final Database database;
    private final AuditLog audit;

    LedgerController(Ledger ledger, Database database, AuditLog audit) {
        this.ledger = ledger;
        this.database = database;
        this.audit = audit;
    }

    @ModelAttribute("section")
    String section() {
        return "meetings";
    }

    @GetMapping("/ledger")
    String show(
            @RequestParam(defaultValue = "0") int year, @RequestParam(defaultValue = "") String branch, Model model) {
        int shown = year >= EARLIEST && year <= LATEST ? year : ledger.thisYear();
        database.reading(transaction -> {
            BranchTree tree = BranchTree.load(transaction);
            Optional<BranchId> within = find(tree, branch);
            List<Ledger.Line> lines = ledger.year(transaction, tree, shown, within);
            model.addAttribute("places", tree.places());
            model.addAttribute("tree", tree);
            model.addAttribute("branch", within.map(BranchId::value).orElse(""));
            model.addAttribute("lines", lines);
            model.addAttribute(
                    "overdue", lines.stream().mapToLong(Ledger.Line::overdue).sum());
            model.addAttribute("feed", ledger.feed(transaction, tree, within, FEED));
            model.addAttribute("rules", ledger.rules(transaction));
            return null;
        });
        model.addAttribute("year", shown);
        model.addAttribute("kinds", MeetingKind.values());
        model.addAttribute("branchKinds", BranchKind.values());
        model.addAttribute("periods", MeetingRule.Period.values());
        model.addAttribute("sourceCharacters", SOURCE_CHARACTERS);
        return "ledger";
    }

    @PostMapping("/ledger/rules")
    String rule(
            @RequestParam String kind,
            @RequestParam String branchKind,
            @RequestParam int times,
            @RequestParam String period,
            @RequestParam(defaultValue = "") String source,
            Principal principal) {
        MeetingRule rule = read(kind, branchKind, times, period, source);
        database.inTransaction(transaction -> {
            ledger.save(transaction, rule);
            audit.record(
                    transaction,
                    principal.getName(),
                    "ledger.rule",
                    rule.kind().word() + "/" + rule.branchKind().word(),
                    rule.times() + " a " + rule.period().word());
            return null;
        });
        return "redirect:/ledger";
    }

    private static MeetingRule read(String kind, String branchKind, int times, String period, String source) {
        try {
            if (source.length() > SOURCE_CHARACTERS) {
                throw new IllegalArgumentException("a source is a line");
            }
            return new MeetingRule(
                    MeetingKind.find(kind).orElseThrow(() -> new IllegalArgumentException("no such kind")),
                    BranchKind.of(branchKind),
                    times,
                    MeetingRule.Period.valueOf(period.toUpperCase(Locale.ROOT)),
                    source.strip());
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        }
    }

    private static Optional<BranchId> find(BranchTree tree, String id) {
        try {
            return id.isEmpty() ? Optional.empty() : tree.find(new BranchId(id)).map(branch -> branch.id());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
