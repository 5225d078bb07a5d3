package org.hongting.central.console;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hongting.central.badge.CodePicture;
import org.hongting.central.draw.Draw;
import org.hongting.central.draw.DrawProof;
import org.hongting.central.draw.DrawRefusal;
import org.hongting.central.draw.Draws;
import org.hongting.central.draw.Prizes;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.MaskedName;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.quiz.Quizzes;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
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
    private final Members members;
    private final MeetingHall hall;

    DrawController(Database database, Draws draws, Members members, MeetingHall hall) {
        this.database = database;
        this.draws = draws;
        this.members = members;
        this.hall = hall;
    }

    /// A ticket as a public page may show it.
    ///
    /// @param name masked
    public record Line(String name, String branch, String ticket) {}

    /// A prize that somebody has won.
    public record Won(String prize, Line line) {}

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
        model.addAttribute("reasonCharacters", Draws.REASON_CHARACTERS);
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

    /// Where people in the hall look for their own ticket before the call.
    @GetMapping("/draws/{id}/tickets")
    String tickets(@PathVariable String id, @RequestParam(defaultValue = "") String q, Model model) {
        database.reading(transaction -> {
            Draw draw = find(transaction, id);
            BranchTree tree = BranchTree.load(transaction);
            List<Line> lines = new ArrayList<>();
            for (Draws.Ticket ticket : Draws.tickets(transaction, draw.id())) {
                Line line = line(transaction, tree, ticket);
                if (line.name().contains(q.strip()) || line.ticket().startsWith(q.strip())) {
                    lines.add(line);
                }
            }
            lines.sort(
                    Comparator.comparing(Line::name).thenComparing(Line::branch).thenComparing(Line::ticket));
            model.addAttribute("draw", draw);
            model.addAttribute("found", lines.size());
            model.addAttribute("lines", lines.subList(0, Math.min(SHOWN, lines.size())));
            return true;
        });
        model.addAttribute("q", q);
        return "draw-tickets";
    }

    @GetMapping("/draws/{id}/commitment.svg")
    ResponseEntity<byte[]> code(@PathVariable String id) {
        Draw draw = database.reading(transaction -> find(transaction, id));
        String svg =
                CodePicture.svg(draw.id() + " commitment " + draw.commitment().hex());
        return ResponseEntity.ok()
                .contentType(new MediaType("image", "svg+xml"))
                .body(svg.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/draws/{id}/proof.json")
    ResponseEntity<byte[]> proof(@PathVariable String id) {
        DrawProof proof = database.reading(transaction -> Draws.proof(transaction, find(transaction, id)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
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
        database.reading(transaction -> {
            Draw draw = find(transaction, id);
            BranchTree tree = BranchTree.load(transaction);
            model.addAttribute("draw", draw);
            model.addAttribute("state", draw.state().word());
            model.addAttribute(
                    "wins",
                    Draws.wins(transaction, draw).stream()
                            .map(win -> new Won(win.prize(), line(transaction, tree, win.ticket())))
                            .toList());
            return true;
        });
    }

    private Line line(Transaction transaction, BranchTree tree, Draws.Ticket ticket) {
        return members.find(transaction, ticket.member())
                .map(member -> line(tree, member, ticket))
                .orElseGet(() -> new Line("—", "", ticket.ticket()));
    }

    private static Line line(BranchTree tree, Member member, Draws.Ticket ticket) {
        return new Line(MaskedName.of(member.name()), tree.name(member.branch()), ticket.ticket());
    }

    private static Draw find(Transaction transaction, String id) {
        return Draws.find(transaction, idOf(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static DrawId idOf(String id) {
        try {
            return new DrawId(id);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
