package org.hongting.central.console;

import java.security.Principal;
import java.time.Clock;
import java.util.List;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.sheet.Sheet;
import org.hongting.central.quiz.ContestBoard;
import org.hongting.central.quiz.QuestionBanks;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.Quizzes;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Quizzes: which there are, who took part, and what they reached.
@Controller
class QuizController {
    private static final int PAGE = 50;
    private static final int MISSING = 200;
    private static final int SHOWN = 10;

    private final Database database;
    private final QuizBook book;
    private final QuestionBanks banks;
    private final AuditLog audit;
    private final Clock clock;

    QuizController(Database database, QuizBook book, QuestionBanks banks, AuditLog audit, Clock clock) {
        this.database = database;
        this.book = book;
        this.banks = banks;
        this.audit = audit;
        this.clock = clock;
    }

    @ModelAttribute("section")
    String section() {
        return "study";
    }

    /// A quiz in the list.
    ///
    /// @param taken people with an attempt
    public record Listed(Quiz quiz, String phase, long taken) {}

    @GetMapping("/study/quizzes")
    String list(Model model) {
        model.addAttribute(
                "quizzes",
                database.reading(transaction -> Quizzes.all(transaction).stream()
                        .map(quiz -> new Listed(quiz, phase(quiz), Quizzes.people(transaction, quiz.id())))
                        .toList()));
        return "quizzes";
    }

    private String phase(Quiz quiz) {
        return switch (quiz.phase(clock)) {
            case BEFORE -> "before";
            case OPEN -> "open";
            case OVER -> "over";
        };
    }

    @GetMapping("/study/quizzes/{id}")
    String show(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String branch,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "0") int page,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean piece,
            Model model) {
        int at = Paging.clamp(page);
        database.reading(transaction -> {
            Quiz quiz = frame(transaction, id, model);
            BranchTree tree = BranchTree.load(transaction);
            QuizBook.Look look = book.look(transaction, tree, quiz);
            List<QuizBook.Line> lines = book.lines(look, asked(tree, q, branch, all));
            model.addAttribute(
                    "lines", lines.stream().skip((long) at * PAGE).limit(PAGE).toList());
            model.addAttribute("total", lines.size());
            model.addAttribute("paging", Paging.of(at, lines.size() > (at + 1L) * PAGE));
            model.addAttribute("places", tree.places());
            if (!piece) {
                ContestBoard.Board standing = book.board(transaction, look);
                model.addAttribute("board", standing);
                model.addAttribute(
                        "groups", standing.groups().stream().limit(SHOWN).toList());
                List<QuizBook.Unit> units = book.units(transaction, look);
                model.addAttribute("units", units);
                model.addAttribute(
                        "asked", units.stream().mapToInt(QuizBook.Unit::asked).sum());
                model.addAttribute(
                        "taken", units.stream().mapToInt(QuizBook.Unit::taken).sum());
                model.addAttribute("begun", Quizzes.hasBegun(transaction, quiz.id()));
            }
            return null;
        });
        model.addAttribute("q", q);
        model.addAttribute("branch", branch);
        model.addAttribute("all", all);
        return piece ? "quiz :: list" : "quiz";
    }

    private Quiz frame(Transaction transaction, String id, Model model) {
        Quiz quiz = QuizPath.find(transaction, id);
        model.addAttribute("quiz", quiz);
        model.addAttribute("phase", phase(quiz));
        return quiz;
    }

    private static QuizBook.Asked asked(BranchTree tree, String q, String branch, boolean all) {
        return new QuizBook.Asked(q, Scopes.within(tree, branch), all);
    }

    @GetMapping("/study/quizzes/{id}/missing")
    String missing(@PathVariable String id, @RequestParam(defaultValue = "") String branch, Model model) {
        database.reading(transaction -> {
            Quiz quiz = frame(transaction, id, model);
            BranchTree tree = BranchTree.load(transaction);
            var people = book.missing(transaction, tree, quiz, Scopes.within(tree, branch));
            model.addAttribute("people", people.stream().limit(MISSING).toList());
            model.addAttribute("total", people.size());
            model.addAttribute("tree", tree);
            model.addAttribute("places", tree.places());
            return null;
        });
        model.addAttribute("branch", branch);
        return "quiz-missing";
    }

    @GetMapping("/study/quizzes/{id}/items")
    String items(@PathVariable String id, Model model) {
        database.reading(transaction -> {
            Quiz quiz = frame(transaction, id, model);
            QuizItems.show(transaction, quiz, banks, model);
            return null;
        });
        return "quiz-items";
    }

    @GetMapping("/study/quizzes/{id}/export/{view}.{form}")
    ResponseEntity<byte[]> export(
            @PathVariable String id,
            @PathVariable String view,
            @PathVariable String form,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String branch,
            @RequestParam(defaultValue = "false") boolean all,
            Principal principal) {
        if (!form.equals("csv") && !form.equals("xlsx")) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Sheet sheet = database.reading(transaction -> {
            Quiz quiz = QuizPath.find(transaction, id);
            BranchTree tree = BranchTree.load(transaction);
            return switch (view) {
                case "results" -> book.sheet(book.look(transaction, tree, quiz), asked(tree, q, branch, all));
                case "missing" -> book.missingSheet(transaction, tree, quiz, Scopes.within(tree, branch));
                default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            };
        });
        audit.record(principal.getName(), "quiz.export", id, view + " " + form + " " + branch);
        return Downloads.sheet("quiz-" + view + "-" + id, form, sheet);
    }
}
