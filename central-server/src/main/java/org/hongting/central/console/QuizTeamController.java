package org.hongting.central.console;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.QuizRefusal;
import org.hongting.central.quiz.Teams;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Puts teams of a quiz together.
@Controller
class QuizTeamController {
    private static final int PASTED = 20_000;

    private final Database database;
    private final Teams teams;
    private final Members members;

    QuizTeamController(Database database, Teams teams, Members members) {
        this.database = database;
        this.teams = teams;
        this.members = members;
    }

    @ModelAttribute("section")
    String section() {
        return "study";
    }

    /// A team with its people by name.
    public record Shown(String id, String name, List<Member> members) {}

    @GetMapping("/study/quizzes/{id}/teams")
    String list(@PathVariable String id, Model model) {
        database.reading(transaction -> {
            Quiz quiz = QuizPath.find(transaction, id);
            Map<MemberId, Member> known =
                    members.all(transaction).stream().collect(Collectors.toMap(Member::id, Function.identity()));
            model.addAttribute("quiz", quiz);
            model.addAttribute(
                    "teams",
                    Teams.all(transaction, quiz.id()).stream()
                            .map(team -> new Shown(
                                    team.id(),
                                    team.name(),
                                    team.members().stream()
                                            .filter(known::containsKey)
                                            .map(known::get)
                                            .toList()))
                            .toList());
            return null;
        });
        model.addAttribute("nameCharacters", Teams.NAME_CHARACTERS);
        model.addAttribute("pasted", PASTED);
        return "quiz-teams";
    }

    /// @param numbers student numbers, apart by whatever people put between them
    @PostMapping("/study/quizzes/{id}/teams")
    String add(
            @PathVariable String id,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String numbers,
            Principal principal,
            RedirectAttributes back) {
        List<String> pasted = Arrays.stream(
                        numbers.substring(0, Math.min(PASTED, numbers.length())).split("[\\s,，、;；]+", -1))
                .filter(number -> !number.isEmpty())
                .distinct()
                .toList();
        boolean done =
                does(back, transaction -> teams.add(transaction, QuizPath.id(id), name, pasted, principal.getName()));
        if (!done) {
            back.addFlashAttribute("typedName", name);
            back.addFlashAttribute("typedNumbers", numbers);
        }
        return "redirect:/study/quizzes/" + QuizPath.id(id) + "/teams";
    }

    @PostMapping("/study/quizzes/{id}/teams/out")
    String remove(@PathVariable String id, @RequestParam String member, Principal principal, RedirectAttributes back) {
        MemberId whom;
        try {
            whom = new MemberId(member);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        }
        does(back, transaction -> teams.remove(transaction, QuizPath.id(id), whom, principal.getName()));
        return "redirect:/study/quizzes/" + QuizPath.id(id) + "/teams";
    }

    @PostMapping("/study/quizzes/{id}/teams/disband")
    String disband(@PathVariable String id, @RequestParam String team, Principal principal, RedirectAttributes back) {
        does(back, transaction -> teams.disband(transaction, QuizPath.id(id), team, principal.getName()));
        return "redirect:/study/quizzes/" + QuizPath.id(id) + "/teams";
    }

    private boolean does(RedirectAttributes back, Consumer<Transaction> act) {
        try {
            database.inTransaction(transaction -> {
                act.accept(transaction);
                return null;
            });
            return true;
        } catch (QuizRefusal e) {
            if (e.why() == QuizRefusal.Why.NO_SUCH_QUIZ) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
            }
            back.addFlashAttribute("refusal", e.why().word());
            back.addFlashAttribute("refusalDetail", e.detail());
            return false;
        }
    }
}
