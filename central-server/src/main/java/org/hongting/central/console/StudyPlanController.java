package org.hongting.central.console;

import java.security.Principal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hongting.central.course.Courses;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.study.PlanProgress;
import org.hongting.central.study.StudyPlans;
import org.hongting.central.study.StudyRefusal;
import org.hongting.central.study.StudyRole;
import org.hongting.central.study.TestResults;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.QuizId;
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

/// Plans: who is to study what until when.
@Controller
class StudyPlanController {
    /// Plans on a page: how far everybody is in each of them is reckoned at each look.
    private static final int PAGE = 20;

    private final Database database;
    private final StudyPlans plans;
    private final Members members;
    private final Courses courses;
    private final PlanProgress progress;
    private final TestResults results;
    private final AuditLog audit;

    StudyPlanController(
            Database database,
            StudyPlans plans,
            Members members,
            Courses courses,
            PlanProgress progress,
            TestResults results,
            AuditLog audit) {
        this.database = database;
        this.plans = plans;
        this.members = members;
        this.courses = courses;
        this.progress = progress;
        this.results = results;
        this.audit = audit;
    }

    @ModelAttribute("section")
    String section() {
        return "study";
    }

    @GetMapping("/study/plans")
    String list(@RequestParam(defaultValue = "0") int page, Model model) {
        database.reading(transaction -> {
            List<StudyPlans.Kept> all = StudyPlans.all(transaction);
            int at = Math.min(Paging.clamp(page), Math.max(0, all.size() - 1) / PAGE);
            List<StudyPlans.Kept> shown = all.subList(at * PAGE, Math.min(all.size(), (at + 1) * PAGE));
            model.addAttribute("paging", Paging.of(at, all.size() > (at + 1) * PAGE));
            BranchTree tree = BranchTree.load(transaction);
            model.addAttribute("plans", shown);
            model.addAttribute("tree", tree);
            model.addAttribute("places", tree.places());
            model.addAttribute("titles", titles(transaction, shown));
            List<TestResults.Test> tests = results.tests(transaction);
            model.addAttribute(
                    "tests", tests.stream().filter(test -> !test.isOver()).toList());
            model.addAttribute(
                    "testTitles",
                    tests.stream().collect(Collectors.toMap(test -> test.id().value(), TestResults.Test::title)));
            model.addAttribute(
                    "totals",
                    progress.totals(
                            transaction,
                            shown.stream().filter(kept -> !kept.ended()).toList()));
            return null;
        });
        model.addAttribute(
                "shelf",
                courses.all().stream()
                        .filter(course -> course.withdrawn().isEmpty())
                        .toList());
        model.addAttribute("roles", List.of(StudyRole.SECRETARY, StudyRole.CANDIDATE, StudyRole.OTHER));
        model.addAttribute("nameCharacters", StudyPlans.NAME_CHARACTERS);
        return "study-plans";
    }

    private Map<String, String> titles(Transaction transaction, List<StudyPlans.Kept> shown) {
        return shown.stream()
                .flatMap(kept -> kept.plan().courses().stream())
                .distinct()
                .collect(Collectors.toMap(CourseId::value, course -> courses.title(transaction, course)));
    }

    /// @param courses ids, chosen one by one or typed, apart by blanks or commas
    /// @param numbers student numbers, the same
    @PostMapping("/study/plans")
    String add(
            @RequestParam String name,
            @RequestParam(defaultValue = "") String due,
            @RequestParam(defaultValue = "") List<String> courses,
            @RequestParam(defaultValue = "") List<String> tests,
            @RequestParam(defaultValue = "") List<String> branches,
            @RequestParam(defaultValue = "") List<String> roles,
            @RequestParam(defaultValue = "") String numbers,
            Principal principal,
            RedirectAttributes back) {
        try {
            StudyPlans.Audience audience = database.reading(transaction -> new StudyPlans.Audience(
                    branches(transaction, branches),
                    roles.stream()
                            .flatMap(role -> StudyRole.find(role).stream())
                            .collect(Collectors.toSet()),
                    StudentNumbers.people(transaction, members, words(numbers), StudyPlans.NAMED + 1)));
            StudyPlans.Plan plan = new StudyPlans.Plan(
                    name.strip(),
                    due.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(due)),
                    words(String.join(",", courses)).map(CourseId::new).collect(Collectors.toSet()),
                    tests.stream()
                            .filter(test -> !test.isEmpty())
                            .map(QuizId::new)
                            .collect(Collectors.toSet()),
                    audience);
            database.inTransaction(transaction -> {
                String id = plans.add(transaction, plan, principal.getName());
                audit.record(transaction, principal.getName(), "study.plan", id, plan.name());
                return null;
            });
        } catch (StudyRefusal e) {
            back.addFlashAttribute("problem", "study.refusal." + e.why().word());
            keepWhatWasTyped(back, name, String.join(", ", courses), numbers);
        } catch (IllegalArgumentException | DateTimeException e) {
            back.addFlashAttribute("problem", "study.plan-problem");
            keepWhatWasTyped(back, name, String.join(", ", courses), numbers);
        }
        return "redirect:/study/plans";
    }

    private static void keepWhatWasTyped(RedirectAttributes back, String name, String courses, String numbers) {
        back.addFlashAttribute("typedName", name);
        back.addFlashAttribute("typedCourses", courses);
        back.addFlashAttribute("typedNumbers", numbers);
    }

    @PostMapping("/study/plans/{id}/end")
    String end(@PathVariable String id, Principal principal) {
        database.inTransaction(transaction -> {
            if (!plans.end(transaction, id)) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            audit.record(transaction, principal.getName(), "study.plan-end", id, "");
            return null;
        });
        return "redirect:/study/plans";
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split("[\\s,，、;；]+", -1)).filter(word -> !word.isEmpty());
    }

    private static Set<BranchId> branches(Transaction transaction, List<String> ids) {
        BranchTree tree = BranchTree.load(transaction);
        return ids.stream()
                .filter(id -> !id.isEmpty())
                .map(BranchId::new)
                .filter(id -> tree.find(id).isPresent())
                .collect(Collectors.toSet());
    }
}
