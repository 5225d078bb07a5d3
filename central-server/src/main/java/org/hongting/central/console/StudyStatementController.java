package org.hongting.central.console;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.study.Statements;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ObjectNode;

/// Learning as xAPI statements, for a learning record store.
@Controller
class StudyStatementController {
    private final Database database;
    private final Members members;
    private final Statements statements;
    private final AuditLog audit;

    StudyStatementController(Database database, Members members, Statements statements, AuditLog audit) {
        this.database = database;
        this.members = members;
        this.statements = statements;
        this.audit = audit;
    }

    @GetMapping("/study/members/{id}/statements.json")
    ResponseEntity<byte[]> ofMember(@PathVariable String id, Principal principal) {
        Member member = MemberPath.find(database, members, id);
        audit.record(principal.getName(), "study.statements", id, "");
        return file(database.reading(transaction -> statements.of(transaction, member.id())));
    }

    @GetMapping("/study/statements.json")
    ResponseEntity<byte[]> ofUnit(@RequestParam String branch, Principal principal) {
        audit.record(principal.getName(), "study.statements", branch, "");
        return file(database.reading(transaction -> {
            List<ObjectNode> all = new ArrayList<>();
            members.activeIn(transaction, Scopes.spelledOut(BranchTree.load(transaction), branch))
                    .forEach(member -> all.addAll(statements.of(transaction, member.id())));
            return all;
        }));
    }

    private static ResponseEntity<byte[]> file(List<ObjectNode> all) {
        return Downloads.file("statements.json", MediaType.APPLICATION_JSON, Json.write(all));
    }
}
