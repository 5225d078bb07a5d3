package org.hongting.central.console;

import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Branches;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.identity.BranchId;
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

/// The organisation's tree.
@Controller
class BranchController {
    private final Database database;
    private final Branches branches;
    private final AuditLog audit;

    BranchController(Database database, Branches branches, AuditLog audit) {
        this.database = database;
        this.branches = branches;
        this.audit = audit;
    }

    @ModelAttribute("section")
    String section() {
        return "members";
    }

    @GetMapping("/branches")
    String tree(Model model) {
        database.reading(transaction -> {
            model.addAttribute("places", BranchTree.load(transaction).places());
            Map<String, Long> counts = new HashMap<>();
            transaction
                    .query(
                            "SELECT branch, count(*) AS n FROM member WHERE status = 'active' GROUP BY branch",
                            row -> Map.entry(row.text("branch"), row.integer("n")))
                    .forEach(count -> counts.put(count.getKey(), count.getValue()));
            model.addAttribute("counts", counts);
            model.addAttribute("since", Branches.since(transaction));
            return null;
        });
        model.addAttribute("kinds", BranchKind.values());
        return "branches";
    }

    @PostMapping("/branches")
    String add(
            @RequestParam String name,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String parent,
            @RequestParam(defaultValue = "today") String since,
            Principal principal,
            Model model) {
        String problem = database.inTransaction(transaction -> {
            BranchTree tree = BranchTree.load(transaction);
            Optional<BranchId> above = tree.places().stream()
                    .map(place -> place.branch().id())
                    .filter(id -> id.value().equals(parent))
                    .findFirst();
            if (!parent.isEmpty() && above.isEmpty()) {
                return "branch.problem.parent";
            }
            if (tree.child(above.orElse(null), name.strip()).isPresent()) {
                return "branch.problem.taken";
            }
            try {
                Branch added = branches.add(transaction, above.orElse(null), BranchKind.of(kind), name.strip());
                if (!since.equals("today")) {
                    branches.existsFrom(transaction, added.id(), day(since));
                }
                audit.record(
                        transaction,
                        principal.getName(),
                        "branch.add",
                        added.id().value(),
                        "");
                return "";
            } catch (IllegalArgumentException e) {
                return "branch.problem.name";
            }
        });
        if (problem.isEmpty()) {
            return "redirect:/branches";
        }
        model.addAttribute("problem", problem);
        model.addAttribute("typed", name);
        return tree(model);
    }

    /// Says from which day on a unit exists.
    @PostMapping("/branches/{id}/since")
    String since(@PathVariable String id, @RequestParam(defaultValue = "") String since, Principal principal) {
        database.inTransaction(transaction -> {
            boolean found = BranchTree.load(transaction).places().stream()
                    .map(place -> place.branch().id())
                    .filter(one -> one.value().equals(id))
                    .anyMatch(one -> branches.existsFrom(transaction, one, day(since)));
            if (!found) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            audit.record(transaction, principal.getName(), "branch.since", id, since);
            return null;
        });
        return "redirect:/branches";
    }

    private static Optional<LocalDate> day(String written) {
        try {
            return written.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(written));
        } catch (DateTimeParseException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        }
    }
}
