package org.hongting.central.console;

import java.security.Principal;
import org.hongting.central.organisation.Suspensions;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// What somebody decides about phones and cards that a revoked terminal had let in. What was decided
/// meanwhile stays decided: the page shows what is left.
@Controller
class SuspensionController {
    private final Database database;
    private final Suspensions suspensions;

    SuspensionController(Database database, Suspensions suspensions) {
        this.database = database;
        this.suspensions = suspensions;
    }

    private interface Deciding {
        void in(Transaction transaction, TerminalId terminal);
    }

    @PostMapping("/terminals/{id}/phones/{phone}/confirmed")
    String confirmPhone(@PathVariable String id, @PathVariable long phone, Principal principal) {
        return decide(
                id,
                (transaction, terminal) -> suspensions.confirmPhone(transaction, terminal, phone, principal.getName()));
    }

    @PostMapping("/terminals/{id}/phones/{phone}/ended")
    String endPhone(@PathVariable String id, @PathVariable long phone, Principal principal) {
        return decide(
                id, (transaction, terminal) -> suspensions.endPhone(transaction, terminal, phone, principal.getName()));
    }

    @PostMapping("/terminals/{id}/cards/confirmed")
    String confirmCard(@PathVariable String id, @RequestParam String card, Principal principal) {
        return decide(
                id,
                (transaction, terminal) -> suspensions.confirmCard(transaction, terminal, card, principal.getName()));
    }

    @PostMapping("/terminals/{id}/cards/ended")
    String endCard(@PathVariable String id, @RequestParam String card, Principal principal) {
        return decide(
                id, (transaction, terminal) -> suspensions.endCard(transaction, terminal, card, principal.getName()));
    }

    @PostMapping("/terminals/{id}/vouched/confirmed")
    String confirmAll(@PathVariable String id, Principal principal) {
        return decide(
                id, (transaction, terminal) -> suspensions.confirmAll(transaction, terminal, principal.getName()));
    }

    private String decide(String id, Deciding deciding) {
        TerminalId terminal;
        try {
            terminal = new TerminalId(id);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
        database.inTransaction(transaction -> {
            deciding.in(transaction, terminal);
            return terminal;
        });
        return "redirect:/terminals/" + terminal + "#vouched";
    }
}
