package org.hongting.central.console;

import java.security.Principal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hongting.central.course.Course;
import org.hongting.central.course.Courses;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.quiz.QuestionBanks;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.QuizRefusal;
import org.hongting.central.quiz.Quizzes;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.quiz.Paper;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;
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

/// Makes quizzes and changes them.
@Controller
class QuizEditController {
    private static final String PREVIEW = "preview";

    private final Database database;
    private final Quizzes quizzes;
    private final QuestionBanks banks;
    private final Courses courses;
    private final PageTimes times;
    private final ZoneId zone;

    QuizEditController(
            Database database,
            Quizzes quizzes,
            QuestionBanks banks,
            Courses courses,
            PageTimes times,
            ZoneId siteZone) {
        this.database = database;
        this.quizzes = quizzes;
        this.banks = banks;
        this.courses = courses;
        this.times = times;
        this.zone = siteZone;
    }

    @ModelAttribute("section")
    String section() {
        return "study";
    }

    /// A question of a sample paper, with its options in the order in which somebody would see them.
    public record Asked(String text, String kind, List<String> options) {}

    @GetMapping("/study/quizzes/new")
    String form(@RequestParam(defaultValue = "") String course, Model model) {
        Map<String, String> there = withBanks();
        String chosen = there.containsKey(course)
                ? course
                : there.keySet().stream().findFirst().orElse("");
        frame(model, there, chosen);
        model.addAttribute("form", QuizForm.fresh(chosen, counts(chosen), times));
        return "quiz-form";
    }

    @GetMapping("/study/quizzes/{id}/edit")
    String edit(@PathVariable String id, Model model) {
        Quiz quiz = database.reading(transaction -> QuizPath.find(transaction, id));
        return again(QuizForm.of(quiz, times), Optional.of(quiz), model);
    }

    @PostMapping("/study/quizzes")
    String make(QuizForm form, @RequestParam(defaultValue = "") String act, Principal principal, Model model) {
        try {
            Quiz.Plan plan = form.plan(zone);
            if (act.equals(PREVIEW)) {
                model.addAttribute("sample", sample(plan));
                return again(form, Optional.empty(), model);
            }
            Quiz made = database.inTransaction(transaction -> quizzes.make(transaction, plan, principal.getName()));
            return "redirect:/study/quizzes/" + made.id();
        } catch (QuizRefusal e) {
            model.addAttribute("refusal", e.why().word());
            return again(form, Optional.empty(), model);
        }
    }

    @PostMapping("/study/quizzes/{id}")
    String change(
            @PathVariable String id,
            QuizForm form,
            @RequestParam(defaultValue = "") String act,
            Principal principal,
            Model model) {
        Quiz quiz = database.reading(transaction -> QuizPath.find(transaction, id));
        try {
            Quiz.Plan plan = plan(form, quiz);
            if (act.equals(PREVIEW)) {
                model.addAttribute("sample", sample(plan));
                return again(form, Optional.of(quiz), model);
            }
            database.inTransaction(transaction -> {
                quizzes.change(transaction, quiz.id(), plan, principal.getName());
                return null;
            });
            return "redirect:/study/quizzes/" + quiz.id();
        } catch (QuizRefusal e) {
            model.addAttribute("refusal", e.why().word());
            return again(form, Optional.of(quiz), model);
        }
    }

    /// Once somebody has a paper the form sends title and end alone.
    private Quiz.Plan plan(QuizForm form, Quiz quiz) {
        boolean begun = database.reading(transaction -> Quizzes.hasBegun(transaction, quiz.id()));
        if (!begun) {
            return form.plan(zone);
        }
        QuizForm was = QuizForm.of(quiz, times);
        Quiz.Plan typed = was.with(form.title(), form.closes()).plan(zone);
        Quiz.Plan plan = quiz.plan();
        return new Quiz.Plan(
                typed.title(),
                plan.kind(),
                plan.mode(),
                plan.course(),
                plan.paper(),
                plan.part(),
                new Quiz.Limits(
                        plan.limits().seconds(),
                        plan.limits().opens(),
                        typed.limits().closes(),
                        plan.limits().attempts(),
                        plan.limits().pass()),
                plan.branches(),
                plan.best());
    }

    @PostMapping("/study/quizzes/{id}/end")
    String end(@PathVariable String id, Principal principal, RedirectAttributes back) {
        try {
            database.inTransaction(transaction -> {
                quizzes.end(transaction, QuizPath.id(id), principal.getName());
                return null;
            });
        } catch (QuizRefusal e) {
            if (e.why() == QuizRefusal.Why.NO_SUCH_QUIZ) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
            }
            back.addFlashAttribute("refusal", e.why().word());
        }
        return "redirect:/study/quizzes/" + QuizPath.id(id);
    }

    private String again(QuizForm form, Optional<Quiz> quiz, Model model) {
        frame(model, withBanks(), form.course() == null ? "" : form.course());
        model.addAttribute("form", form);
        quiz.ifPresent(known -> {
            model.addAttribute("quiz", known);
            model.addAttribute("begun", database.reading(transaction -> Quizzes.hasBegun(transaction, known.id())));
        });
        return "quiz-form";
    }

    private void frame(Model model, Map<String, String> there, String course) {
        model.addAttribute("courses", there);
        model.addAttribute("course", course);
        model.addAttribute("counts", counts(course));
        model.addAttribute("kinds", QuizEntry.Kind.values());
        model.addAttribute("modes", QuizEntry.Mode.values());
        model.addAttribute("titleCharacters", QuizEntry.TITLE);
        model.addAttribute("mostBest", Quiz.Plan.MOST_BEST);
        model.addAttribute(
                "places",
                database.reading(transaction -> BranchTree.load(transaction).places()));
    }

    /// The courses that have questions, by id.
    private Map<String, String> withBanks() {
        Map<String, String> there = new TreeMap<>();
        for (Course course : courses.all()) {
            if (course.withdrawn().isEmpty() && banks.bankOf(course.id()).isPresent()) {
                there.put(course.id().value(), course.edition().title());
            }
        }
        return there;
    }

    private Optional<QuestionBank> bank(String course) {
        try {
            CourseId id = new CourseId(course);
            return banks.bankOf(id).flatMap(digest -> database.reading(transaction -> banks.look(transaction, digest)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Questions of each kind, in the order of the kinds.
    private List<Integer> counts(String course) {
        return bank(course)
                .map(bank -> Arrays.stream(Question.Kind.values())
                        .map(kind -> bank.of(kind).size())
                        .toList())
                .orElse(List.of(0, 0, 0, 0));
    }

    private List<Asked> sample(Quiz.Plan plan) {
        QuestionBank bank = bank(plan.course().value()).orElseThrow(() -> new QuizRefusal(QuizRefusal.Why.NO_BANK));
        if (!plan.paper().fits(bank)) {
            throw new QuizRefusal(QuizRefusal.Why.PAPER);
        }
        // Of nobody's seed: what is shown here is no paper that anybody gets.
        return sample(
                bank,
                Paper.draw(bank, plan.paper(), Digest.of(PREVIEW.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    }

    private static List<Asked> sample(QuestionBank bank, Paper paper) {
        List<Asked> sample = new ArrayList<>();
        for (Paper.Item item : paper.items()) {
            bank.find(item.question()).ifPresent(question -> {
                List<String> options = question.options();
                sample.add(new Asked(
                        question.text(),
                        org.hongting.protocol.Words.of(question.kind()),
                        options == null
                                ? List.of()
                                : item.order().stream().map(options::get).toList()));
            });
        }
        return sample;
    }
}
