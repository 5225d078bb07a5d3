package org.hongting.central.console;

import java.security.Principal;
import java.util.Optional;
import org.hongting.central.organisation.BadgeOffice;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Issues, shows and revokes printed badges. A badge's digits open doors, so whoever takes them out stands in the
/// audit log.
@Controller
class BadgeController {
    private final Database database;
    private final Members members;
    private final BadgeOffice badges;
    private final BadgeSheet sheet;
    private final AuditLog audit;

    BadgeController(Database database, Members members, BadgeOffice badges, BadgeSheet sheet, AuditLog audit) {
        this.database = database;
        this.members = members;
        this.badges = badges;
        this.sheet = sheet;
        this.audit = audit;
    }

    @PostMapping("/members/{id}/badge")
    String issue(@PathVariable String id, Principal principal) {
        Member member = MemberPath.find(database, members, id);
        database.inTransaction(transaction -> {
            BadgeOffice.Badge badge = badges.issue(transaction, member, principal.getName());
            audit.record(transaction, principal.getName(), "badge.issue", id, "serial " + badge.serial());
            return null;
        });
        return "redirect:/members/" + id;
    }

    @PostMapping("/members/{id}/badge/revoke")
    String revoke(@PathVariable String id, Principal principal) {
        Member member = MemberPath.find(database, members, id);
        database.inTransaction(transaction -> {
            badges.revoke(transaction, member, principal.getName());
            audit.record(transaction, principal.getName(), "badge.revoke", id, "");
            return null;
        });
        return "redirect:/members/" + id;
    }

    /// The digits of the badge in force, as text.
    @GetMapping(path = "/members/{id}/badge", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> digits(@PathVariable String id, Principal principal) {
        Member member = MemberPath.find(database, members, id);
        Optional<BadgeOffice.Badge> badge = database.reading(transaction -> badges.current(transaction, member.id()));
        if (badge.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        audit.record(
                principal.getName(), "badge.read", id, "serial " + badge.get().serial());
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(badges.digits(badge.get()) + "\n");
    }

    /// Issues a badge to everybody of a unit who has none.
    @PostMapping("/members/badges")
    String issueMissing(@RequestParam(defaultValue = "") String branch, Principal principal) {
        database.inTransaction(transaction -> {
            int issued = badges.issueMissing(
                    transaction, Scopes.spelledOut(BranchTree.load(transaction), branch), principal.getName());
            audit.record(transaction, principal.getName(), "badge.issue", branch, issued + " badges");
            return null;
        });
        return "redirect:/members?branch=" + (branch.matches("[a-z0-9-]{1,48}") ? branch : "");
    }

    @GetMapping("/members/badges.csv")
    ResponseEntity<byte[]> export(@RequestParam(defaultValue = "") String branch, Principal principal) {
        audit.record(principal.getName(), "badge.export", branch, "");
        return Downloads.csv("badges.csv", sheet.write(branch));
    }

    /// Sheets to print and cut.
    @GetMapping("/members/badges.pdf")
    ResponseEntity<byte[]> print(@RequestParam(defaultValue = "") String branch, Principal principal) {
        audit.record(principal.getName(), "badge.print", branch, "");
        return Downloads.pdf("badges.pdf", sheet.print(branch));
    }
}
