package org.hongting.central.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hongting.central.course.Course;
import org.hongting.central.course.CourseJobs;
import org.hongting.central.course.Courses;
import org.hongting.central.course.QuestionCounts;
import org.hongting.central.course.QuestionUpload;
import org.hongting.central.course.question.QuestionFile;
import org.hongting.central.course.question.QuestionTemplate;
import org.hongting.central.fleet.TerminalSummary;
import org.hongting.central.fleet.Terminals;
import org.hongting.central.platform.PlainText;
import org.hongting.protocol.Words;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.document.CourseDelivery;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.quiz.Question;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/// Courses: what there is, how far terminals are with it, and adding one.
@Controller
class CourseController {
    private static final int NAME = 80;
    private static final int OPEN = 20;
    private static final int KILO = 1024;

    private final Courses courses;
    private final QuestionCounts counts;
    private final CourseJobs jobs;
    private final Terminals terminals;
    private final ZoneId siteZone;

    CourseController(Courses courses, QuestionCounts counts, CourseJobs jobs, Terminals terminals, ZoneId siteZone) {
        this.courses = courses;
        this.counts = counts;
        this.jobs = jobs;
        this.terminals = terminals;
        this.siteZone = siteZone;
    }

    /// A course as its line shows it.
    ///
    /// @param ready terminals on which it can be studied
    /// @param all terminals that are to hold it
    /// @param open those that said how far they are and have not all of it
    /// @param questions how many of each kind, those of which there are any
    public record Line(Course course, long ready, long all, List<Underway> open, String from, List<Asked> questions) {
        public long megabytes() {
            return Math.max(1, course.edition().size() / KILO / KILO);
        }

        public String terminals() {
            return String.join(
                    " ", course.terminals().stream().map(TerminalId::value).toList());
        }

        public String dailyFrom() {
            return Optional.ofNullable(course.delivery().daily())
                    .map(daily -> daily.from().toString())
                    .orElse("");
        }

        public String dailyUntil() {
            return Optional.ofNullable(course.delivery().daily())
                    .map(daily -> daily.until().toString())
                    .orElse("");
        }

        public String cap() {
            Integer cap = course.delivery().bytesPerSecond();
            return cap == null ? "" : String.valueOf(cap / KILO);
        }
    }

    /// Questions of one kind.
    public record Asked(Question.Kind kind, int count) {
        public String word() {
            return Words.of(kind);
        }
    }

    /// A terminal that has not all of a course.
    public record Underway(TerminalId terminal, long percent, Optional<String> problem) {}

    @ModelAttribute("section")
    String section() {
        return "courses";
    }

    @GetMapping("/courses")
    String list(Model model) {
        fill(model);
        return "courses";
    }

    @GetMapping("/courses/live")
    String live(Model model) {
        fill(model);
        return "courses :: live";
    }

    /// The body is the file itself: courses are far larger than what forms may send.
    @PostMapping("/courses/packages")
    ResponseEntity<Void> upload(@RequestParam String name, HttpServletRequest request, Principal principal)
            throws IOException {
        try {
            jobs.take(shown(name), request.getInputStream(), principal.getName());
            return ResponseEntity.accepted().build();
        } catch (RefusedCourse e) {
            return ResponseEntity.status(HttpStatus.INSUFFICIENT_STORAGE).build();
        }
    }

    private static String shown(String name) {
        return name.substring(Math.max(0, name.length() - NAME));
    }

    /// The body is the file itself, of any form that has questions; it is looked at when its turn comes.
    @PostMapping("/courses/questions")
    ResponseEntity<Void> uploadQuestions(
            @RequestParam String name,
            @RequestParam String title,
            @RequestParam String holder,
            @RequestParam(defaultValue = "") String terms,
            HttpServletRequest request,
            Principal principal)
            throws IOException {
        try {
            QuestionUpload upload = new QuestionUpload(shown(name), title, new Rights(holder.strip(), terms.strip()));
            if (!PlainText.isPlain(upload.title())) {
                return ResponseEntity.badRequest().build();
            }
            jobs.take(
                    upload,
                    new ByteArrayInputStream(request.getInputStream().readNBytes(QuestionFile.BYTES + 1)),
                    principal.getName());
            return ResponseEntity.accepted().build();
        } catch (IllegalArgumentException e) {
            return ResponseEntity.badRequest().build();
        } catch (RefusedCourse e) {
            return ResponseEntity.status(HttpStatus.INSUFFICIENT_STORAGE).build();
        }
    }

    @GetMapping("/courses/questions/template.xlsx")
    ResponseEntity<byte[]> template() {
        return Downloads.xlsx("questions.xlsx", QuestionTemplate.write());
    }

    @PostMapping("/courses/{id}/withdrawn")
    String withdraw(@PathVariable String id, Principal principal) {
        courses.withdraw(course(id), principal.getName());
        return "redirect:/courses";
    }

    /// What the form of a delivery says.
    record DeliveryForm(
            @Nullable String terminals,
            @Nullable String from,
            @Nullable String dailyFrom,
            @Nullable String dailyUntil,
            @Nullable Integer cap) {}

    @PostMapping("/courses/{id}/sent")
    String send(@PathVariable String id, DeliveryForm form, Principal principal, RedirectAttributes back) {
        try {
            List<TerminalId> named = Arrays.stream(said(form.terminals()).split("[\\s,，]+"))
                    .filter(one -> !one.isEmpty())
                    .map(TerminalId::new)
                    .toList();
            courses.send(course(id), delivery(form), named, principal.getName());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            back.addFlashAttribute("problem", true);
        }
        return "redirect:/courses";
    }

    private CourseDelivery delivery(DeliveryForm form) {
        OffsetDateTime from = said(form.from()).isEmpty()
                ? null
                : LocalDateTime.parse(said(form.from())).atZone(siteZone).toOffsetDateTime();
        boolean daily =
                !said(form.dailyFrom()).isEmpty() || !said(form.dailyUntil()).isEmpty();
        Integer cap = form.cap();
        return new CourseDelivery(
                from,
                daily
                        ? new CourseDelivery.DailyWindow(
                                LocalTime.parse(said(form.dailyFrom())), LocalTime.parse(said(form.dailyUntil())))
                        : null,
                cap == null ? null : Math.multiplyExact(cap, KILO));
    }

    private static String said(@Nullable String field) {
        return field == null ? "" : field.strip();
    }

    private static CourseId course(String id) {
        try {
            return new CourseId(id);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private void fill(Model model) {
        List<TerminalId> present = terminals.all().stream()
                .filter(terminal -> !terminal.revoked())
                .map(TerminalSummary::id)
                .toList();
        List<CourseJobs.Job> said = jobs.all();
        model.addAttribute("jobs", said);
        model.addAttribute("busy", said.stream().anyMatch(job -> job.isWaiting() || job.isBuilding()));
        model.addAttribute(
                "lines",
                courses.all().stream().map(course -> line(course, present)).toList());
    }

    private Line line(Course course, List<TerminalId> present) {
        List<TerminalId> meant = present.stream().filter(course::goesTo).toList();
        List<Courses.Delivery> told = courses.deliveries(course).stream()
                .filter(delivery -> meant.contains(delivery.terminal()))
                .toList();
        OffsetDateTime from = course.delivery().from();
        return new Line(
                course,
                told.stream().filter(Courses.Delivery::whole).count(),
                meant.size(),
                told.stream()
                        .filter(delivery -> !delivery.whole())
                        .limit(OPEN)
                        .map(delivery -> new Underway(
                                delivery.terminal(),
                                100 * delivery.here() / Math.max(1, delivery.size()),
                                delivery.problem()))
                        .toList(),
                from == null
                        ? ""
                        : from.atZoneSameInstant(siteZone).toLocalDateTime().toString(),
                counts.of(course).entrySet().stream()
                        .map(kind -> new Asked(kind.getKey(), kind.getValue()))
                        .toList());
    }
}
