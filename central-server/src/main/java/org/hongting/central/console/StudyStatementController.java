package org.hongting.central.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.study.Statements;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.node.ObjectNode;

/// Learning as xAPI statements, for a learning record store.
@Controller
class StudyStatementController {
    private static final String NAME = "statements.json";

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

    /// Of one unit with all below it, written member by member: of a whole school they do not fit into memory.
    @GetMapping("/study/statements.json")
    void ofUnit(@RequestParam String branch, Principal principal, HttpServletResponse response) throws IOException {
        List<Member> all = database.reading(
                transaction -> members.activeIn(transaction, unit(BranchTree.load(transaction), branch)));
        audit.record(principal.getName(), "study.statements", branch, "");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Downloads.attachment(NAME));
        OutputStream out = response.getOutputStream();
        out.write('[');
        boolean isFirst = true;
        for (Member member : all) {
            for (ObjectNode statement : database.reading(transaction -> statements.of(transaction, member.id()))) {
                if (!isFirst) {
                    out.write(',');
                }
                isFirst = false;
                out.write(Json.write(statement));
            }
        }
        out.write(']');
        out.flush();
    }

    private static Set<BranchId> unit(BranchTree tree, String branch) {
        return tree.places().stream()
                .map(place -> place.branch().id())
                .filter(id -> id.value().equals(branch))
                .findFirst()
                .map(tree::within)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "no such unit"));
    }

    private static ResponseEntity<byte[]> file(List<ObjectNode> all) {
        return Downloads.file(NAME, MediaType.APPLICATION_JSON, Json.write(all));
    }
}
