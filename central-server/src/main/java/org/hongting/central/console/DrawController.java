package org.hongting.central.console;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import org.hongting.central.badge.CodePicture;
import org.hongting.central.draw.Draw;
import org.hongting.central.draw.DrawBook;
import org.hongting.central.draw.DrawProof;
import org.hongting.central.draw.DrawRefusal;
import org.hongting.central.draw.Draws;
import org.hongting.central.draw.Prizes;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.quiz.Quizzes;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.QuizRuling;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Lucky draws: announcing, closing and revealing them, everybody's ticket, the proof, and the big screen. No page here
/// knows a secret before the reveal: it is not part of a [Draw].
@Controller
class DrawController {
    private static final int MEETINGS = 20;
    private static final int SHOWN = 500;

    private final Database database;
    private final Draws draws;
    private final DrawBook book;
    private final MeetingHall hall;
    private final PhoneAddress address;

    DrawController(Database database, Draws draws, DrawBook book, MeetingHall hall, PhoneAddress address) {
        this.database = database;
        this.draws = draws;
        this.book = book;
        this.hall = hall;
        this.address = address;
    }

    @ModelAttribute("section")
    String section() {
        return "study";
    }

    @GetMapping("/draws")
    String list(Model model) {
        model.addAttribute("draws", database.reading(Draws::all));
        model.addAttribute("titleCharacters", Draw.TITLE_CHARACTERS);
        return "draws";
    }

    @PostMapping("/draws")
    String announce(
            @RequestParam String title, @RequestParam String prizes, Principal principal, RedirectAttributes back) {
        try {
            Prizes read = Prizes.of(prizes);
            DrawId id = database.inTransaction(
                    transaction -> draws.announce(transaction, title, read, principal.getName()));
            return "redirect:/draws/" + id;
        } catch (DrawRefusal refusal) {
            back.addFlashAttribute("refusal", refusal.why().word());
            back.addFlashAttribute("typedTitle", title);
            back.addFlashAttribute("typedPrizes", prizes);
            return "redirect:/draws";
        }
    }

    @GetMapping("/draws/{id}")
    String draw(@PathVariable String id, Model model) {
        fill(id, model);
        model.addAttribute("sources", draws.sources());
        model.addAttribute("meetings", hall.page("", 0, MEETINGS));
        model.addAttribute("quizzes", database.reading(Quizzes::all));
        model.addAttribute("callCharacters", Draws.CALL_CHARACTERS);
        model.addAttribute("reasonCharacters", QuizRuling.DrawCancelled.REASON);
        return "draw";
    }

    private interface Act {
        void on(Transaction transaction, DrawId id);
    }

    private String act(String id, RedirectAttributes back, Act act) {
        DrawId draw = idOf(id);
        try {
            database.inTransaction(transaction -> {
                act.on(transaction, draw);
                return true;
            });
        } catch (DrawRefusal refusal) {
            if (refusal.why() == DrawRefusal.Why.NO_SUCH_DRAW) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, refusal);
            }
            back.addFlashAttribute("refusal", refusal.why().word());
        }
        return "redirect:/draws/" + draw;
    }

    @PostMapping("/draws/{id}/close")
    String close(
            @PathVariable String id,
            @RequestParam String source,
            @RequestParam String named,
            Principal principal,
            RedirectAttributes back) {
        return act(id, back, (transaction, draw) -> draws.close(transaction, draw, source, named, principal.getName()));
    }

    @PostMapping("/draws/{id}/reveal")
    String reveal(@PathVariable String id, @RequestParam String call, Principal principal, RedirectAttributes back) {
        return act(id, back, (transaction, draw) -> draws.reveal(transaction, draw, call, principal.getName()));
    }

    @PostMapping("/draws/{id}/cancel")
    String cancel(@PathVariable String id, @RequestParam String reason, Principal principal, RedirectAttributes back) {
        return act(id, back, (transaction, draw) -> draws.cancel(transaction, draw, reason, principal.getName()));
    }

    /// The list with the units, for whoever is asked by somebody without a phone.
    @GetMapping("/draws/{id}/tickets")
    String tickets(@PathVariable String id, @RequestParam(defaultValue = "") String q, Model model) {
        DrawBook.Page page = open(id);
        List<DrawBook.Line> lines = page.found(q);
        model.addAttribute("draw", page.draw());
        model.addAttribute("found", lines.size());
        model.addAttribute("lines", lines.subList(0, Math.min(SHOWN, lines.size())));
        model.addAttribute("q", q);
        return "draw-tickets";
    }

    @GetMapping("/draws/{id}/commitment.svg")
    ResponseEntity<byte[]> code(@PathVariable String id) {
        Draw draw = open(id).draw();
        return picture(
                CodePicture.svg(draw.id() + " commitment " + draw.commitment().hex()));
    }

    /// The way to the page that everybody in the hall may open.
    @GetMapping("/draws/{id}/hall.svg")
    ResponseEntity<byte[]> hall(@PathVariable String id) {
        return picture(CodePicture.svg(address.ofPage(open(id).draw().path())));
    }

    private static ResponseEntity<byte[]> picture(String svg) {
        return ResponseEntity.ok()
                .contentType(new MediaType("image", "svg+xml"))
                .body(svg.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/draws/{id}/proof.json")
    ResponseEntity<byte[]> proof(@PathVariable String id) {
        DrawProof proof = open(id).proof().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Downloads.file("draw-" + proof.draw() + ".json", MediaType.APPLICATION_JSON, proof.write());
    }

    @GetMapping("/screen/draw/{id}")
    String screen(@PathVariable String id, Model model) {
        fill(id, model);
        return "draw-screen";
    }

    @GetMapping("/screen/draw/{id}/live")
    String live(@PathVariable String id, Model model) {
        fill(id, model);
        return "draw-screen :: live";
    }

    private void fill(String id, Model model) {
        DrawBook.Page page = open(id);
        String hallAddress = address.ofPage(page.draw().path());
        model.addAttribute("draw", page.draw());
        model.addAttribute("state", page.draw().state().word());
        model.addAttribute("wins", page.won());
        model.addAttribute("hallAddress", hallAddress);
        model.addAttribute("hallShort", hallAddress.replaceFirst("^https://", ""));
        model.addAttribute("hallTrusted", PhoneAddress.isTrusted(hallAddress));
    }

    private DrawBook.Page open(String id) {
        return book.open(idOf(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static DrawId idOf(String id) {
        try {
            return new DrawId(id);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
