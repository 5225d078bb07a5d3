package org.hongting.central.console;

import java.security.Principal;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.TouchOffice;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.port.Database;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A member's PIN and role at the kiosk. A PIN is shown once, on the page that follows.
@Controller
class TouchController {
    private final Database database;
    private final Members members;
    private final TouchOffice office;
    private final AuditLog audit;

    TouchController(Database database, Members members, TouchOffice office, AuditLog audit) {
        this.database = database;
        this.members = members;
        this.office = office;
        this.audit = audit;
    }

    @PostMapping("/members/{id}/pin")
    String setPin(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String pin,
            Principal principal,
            RedirectAttributes next) {
        Member member = MemberPath.find(database, members, id);
        boolean typed = !pin.isBlank();
        String chosen = typed ? pin.strip() : office.draw(member);
        if (!TouchOffice.isAcceptable(chosen, member)) {
            next.addFlashAttribute("pinProblem", "pin.problem");
            return page(id);
        }
        database.inTransaction(transaction -> {
            office.setPin(transaction, member, chosen, principal.getName());
            audit.record(transaction, principal.getName(), "pin.set", id, typed ? "typed" : "drawn");
            return null;
        });
        next.addFlashAttribute("newPin", chosen);
        return page(id);
    }

    @PostMapping("/members/{id}/pin/clear")
    String clearPin(@PathVariable String id, Principal principal) {
        Member member = MemberPath.find(database, members, id);
        database.inTransaction(transaction -> {
            office.clearPin(transaction, member.id());
            audit.record(transaction, principal.getName(), "pin.clear", id, "");
            return null;
        });
        return page(id);
    }

    @PostMapping("/members/{id}/charge")
    String setCharge(
            @PathVariable String id, @RequestParam(defaultValue = "false") boolean inCharge, Principal principal) {
        Member member = MemberPath.find(database, members, id);
        database.inTransaction(transaction -> {
            office.setInCharge(transaction, member.id(), inCharge, principal.getName());
            audit.record(transaction, principal.getName(), inCharge ? "charge.give" : "charge.take", id, "");
            return null;
        });
        return page(id);
    }

    private static String page(String id) {
        return "redirect:/members/" + id + "#kiosk";
    }
}
