package org.hongting.central.console;

import java.security.Principal;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.central.conclusion.Conclusions;
import org.hongting.central.conclusion.Refusal;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.Verdict;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What people rule on the page of a meeting. A refusal leads back to the page, which says what it was.
@Controller
class ConclusionController {
    private final Database database;
    private final Conclusions conclusions;

    ConclusionController(Database database, Conclusions conclusions) {
        this.database = database;
        this.conclusions = conclusions;
    }

    @PostMapping("/meetings/{id}/rulings")
    String rule(
            @PathVariable String id,
            @RequestParam String member,
            @RequestParam String verdict,
            @RequestParam String reason,
            @RequestParam(defaultValue = "") String note,
            Principal principal,
            RedirectAttributes back) {
        Conclusions.Attending ruled = new Conclusions.Attending(
                meeting(id), member(member), one(Verdict.class, verdict), one(RulingReason.class, reason));
        return act(id, back, transaction -> conclusions.rule(transaction, ruled, note, principal.getName()));
    }

    @PostMapping("/meetings/{id}/written-off")
    String writeOff(
            @PathVariable String id, @RequestParam String terminal, Principal principal, RedirectAttributes back) {
        TerminalId station = terminal(terminal);
        return act(
                id, back, transaction -> conclusions.writeOff(transaction, meeting(id), station, principal.getName()));
    }

    @PostMapping("/meetings/{id}/joined")
    String join(@PathVariable String id, @RequestParam String into, Principal principal, RedirectAttributes back) {
        MeetingId other = meeting(into);
        return act(id, back, transaction -> conclusions.join(transaction, meeting(id), other, principal.getName()));
    }

    @PostMapping("/meetings/{id}/closing-taken-back")
    String takeClosingBack(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String note,
            Principal principal,
            RedirectAttributes back) {
        return act(
                id,
                back,
                transaction -> conclusions.takeClosingBack(transaction, meeting(id), note, principal.getName()));
    }

    @PostMapping("/meetings/{id}/seal")
    String seal(@PathVariable String id, Principal principal, RedirectAttributes back) {
        return act(id, back, transaction -> conclusions.seal(transaction, meeting(id), principal.getName()));
    }

    @PostMapping("/meetings/{id}/countersign")
    String countersign(@PathVariable String id, Principal principal, RedirectAttributes back) {
        return act(id, back, transaction -> conclusions.countersign(transaction, meeting(id), principal.getName()));
    }

    private String act(String id, RedirectAttributes back, Consumer<Transaction> act) {
        try {
            database.inTransaction(transaction -> {
                act.accept(transaction);
                return null;
            });
        } catch (Refusal refusal) {
            if (refusal.why() == Refusal.Why.NO_SUCH_MEETING) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, refusal);
            }
            back.addFlashAttribute("refusal", refusal.why().word());
        }
        return "redirect:/meetings/" + id;
    }

    private static MeetingId meeting(String id) {
        return required(id, MeetingId::new, HttpStatus.NOT_FOUND);
    }

    private static MemberId member(String id) {
        return required(id, MemberId::new, HttpStatus.BAD_REQUEST);
    }

    private static TerminalId terminal(String id) {
        return required(id, TerminalId::new, HttpStatus.BAD_REQUEST);
    }

    private static <E extends Enum<E>> E one(Class<E> type, String word) {
        return Words.find(type, word).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    private static <T> T required(String text, java.util.function.Function<String, T> reading, HttpStatus otherwise) {
        try {
            return Optional.of(text).map(reading).orElseThrow();
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(otherwise, null, e);
        }
    }
}
