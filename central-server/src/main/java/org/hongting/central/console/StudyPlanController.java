package org.hongting.central.console;

import java.security.Principal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hongting.central.course.Courses;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.study.PlanProgress;
import org.hongting.central.study.StudyPlans;
import org.hongting.central.study.StudyRefusal;
import org.hongting.central.study.StudyRole;
import org.hongting.central.study.TestResults;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
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
    String list(Model model) {
        database.reading(transaction -> {
            List<StudyPlans.Kept> all = StudyPlans.all(transaction);
            BranchTree tree = BranchTree.load(transaction);
            model.addAttribute("plans", all);
            model.addAttribute("tree", tree);
            model.addAttribute("places", tree.places());
            model.addAttribute("titles", titles(transaction, all));
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
                            all.stream().filter(kept -> !kept.ended()).toList()));
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

    private Map<String, String> titles(Transaction transaction, List<StudyPlans.Kept> all) {
        return all.stream()
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
            database.inTransaction(transaction -> {
                StudyPlans.Plan plan = new StudyPlans.Plan(
                        name.strip(),
                        due.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(due)),
                        words(String.join(",", courses)).map(CourseId::new).collect(Collectors.toSet()),
                        tests.stream()
                                .filter(test -> !test.isEmpty())
                                .map(QuizId::new)
                                .collect(Collectors.toSet()),
                        new StudyPlans.Audience(
                                branches(transaction, branches),
                                roles.stream()
                                        .flatMap(role -> StudyRole.find(role).stream())
                                        .collect(Collectors.toSet()),
                                people(transaction, numbers)));
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

    /// @throws IllegalArgumentException if a number is nobody's: a slip of the pen would leave somebody out
    private Set<MemberId> people(Transaction transaction, String numbers) {
        Set<MemberId> people = new HashSet<>();
        words(numbers)
                .forEach(number -> people.add(members.withNumber(transaction, number)
                        .map(Member::id)
                        .orElseThrow(() -> new IllegalArgumentException("nobody has that number"))));
        return people;
    }
}
