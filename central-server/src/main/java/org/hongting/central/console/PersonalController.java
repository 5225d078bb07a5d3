package org.hongting.central.console;

import java.security.Principal;
import org.hongting.central.erasure.EverythingHeld;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.personal.PersonalRecords;
import org.hongting.central.personal.PersonalSheet;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.port.Database;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// A member's year on paper, and everything that is held of them as a file. Whoever takes either out stands in the
/// audit log.
@Controller
class PersonalController {
    private final Database database;
    private final Members members;
    private final PersonalRecords records;
    private final PersonalSheet sheet;
    private final EverythingHeld held;
    private final AuditLog audit;

    PersonalController(
            Database database,
            Members members,
            PersonalRecords records,
            PersonalSheet sheet,
            EverythingHeld held,
            AuditLog audit) {
        this.database = database;
        this.members = members;
        this.records = records;
        this.sheet = sheet;
        this.held = held;
        this.audit = audit;
    }

    /// Everything that is held of them, for machines.
    @GetMapping("/members/{id}/held.json")
    ResponseEntity<byte[]> held(@PathVariable String id, Principal principal) {
        Member member = MemberPath.find(database, members, id);
        byte[] file = database.reading(transaction -> held.of(transaction, member));
        audit.record(principal.getName(), "member.held", id, "");
        return Downloads.file("held-" + id + ".json", MediaType.APPLICATION_JSON, file);
    }

    @GetMapping("/members/{id}/record.pdf")
    ResponseEntity<byte[]> print(
            @PathVariable String id, @RequestParam(defaultValue = "0") int year, Principal principal) {
        Member member = MemberPath.find(database, members, id);
        int shown = records.yearOr(year);
        byte[] paper = sheet.print(records.of(member, shown), LocaleContextHolder.getLocale());
        audit.record(principal.getName(), "member.record", id, Integer.toString(shown));
        return Downloads.pdf("record-" + shown + ".pdf", paper);
    }
}
