package org.hongting.central.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.central.platform.Years;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.QuizRefusal;
import org.hongting.protocol.Words;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.quiz.PaperRule;
import org.jspecify.annotations.Nullable;

/// A quiz as it is typed: every field may be missing or nonsense until [#plan] has read it.
public record QuizForm(
        @Nullable String title,
        @Nullable String kind,
        @Nullable String mode,
        @Nullable String course,
        @Nullable String singles,
        @Nullable String multiples,
        @Nullable String statements,
        @Nullable String blanks,
        @Nullable String shuffled,
        @Nullable String part,
        @Nullable String minutes,
        @Nullable String opens,
        @Nullable String closes,
        @Nullable String attempts,
        @Nullable String pass,
        @Nullable String best,
        @Nullable List<String> branches) {
    private static final int DIGITS = 6;
    private static final int SECONDS = 60;

    /// What somebody most likely wants: as many questions of each kind as there are, up to ten.
    static QuizForm fresh(String course, List<Integer> there, PageTimes times) {
        return new QuizForm(
                "",
                "test",
                "person",
                course,
                most(there, 0),
                most(there, 1),
                most(there, 2),
                most(there, 3),
                "1",
                "1",
                "30",
                times.input(times.now()),
                times.input(times.now().plusSeconds(7L * 24 * 60 * 60)),
                "3",
                "60",
                "5",
                List.of());
    }

    private static String most(List<Integer> there, int kind) {
        return Integer.toString(Math.min(10, kind < there.size() ? there.get(kind) : 0));
    }

    static QuizForm of(Quiz quiz, PageTimes times) {
        Quiz.Plan plan = quiz.plan();
        Quiz.Limits limits = plan.limits();
        return new QuizForm(
                plan.title(),
                Words.of(plan.kind()),
                Words.of(plan.mode()),
                plan.course().value(),
                Integer.toString(plan.paper().singles()),
                Integer.toString(plan.paper().multiples()),
                Integer.toString(plan.paper().statements()),
                Integer.toString(plan.paper().blanks()),
                plan.paper().shuffled() ? "1" : null,
                plan.part() ? "1" : null,
                limits.seconds() == null ? "" : Integer.toString(Math.ceilDiv(limits.seconds(), SECONDS)),
                limits.opens() == null ? "" : times.input(limits.opens()),
                limits.closes() == null ? "" : times.input(limits.closes()),
                text(limits.attempts()),
                text(limits.pass()),
                Integer.toString(plan.best()),
                plan.branches().stream().map(BranchId::value).toList());
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    /// @throws QuizRefusal for what is no quiz
    Quiz.Plan plan(ZoneId zone) {
        Integer limit = number(minutes);
        return new Quiz.Plan(
                Objects.requireNonNullElse(title, "").strip(),
                constant(QuizEntry.Kind.class, kind),
                constant(QuizEntry.Mode.class, mode),
                courseId(),
                rule(),
                part != null,
                new Quiz.Limits(
                        limit == null ? null : limit * SECONDS,
                        moment(opens, zone),
                        moment(closes, zone),
                        number(attempts),
                        number(pass)),
                units(),
                Objects.requireNonNullElse(number(best), 1));
    }

    private CourseId courseId() {
        try {
            return new CourseId(Objects.requireNonNullElse(course, ""));
        } catch (IllegalArgumentException e) {
            throw new QuizRefusal(QuizRefusal.Why.NO_BANK, e);
        }
    }

    private PaperRule rule() {
        try {
            return new PaperRule(count(singles), count(multiples), count(statements), count(blanks), shuffled != null);
        } catch (IllegalArgumentException e) {
            throw new QuizRefusal(QuizRefusal.Why.PAPER, e);
        }
    }

    private Set<BranchId> units() {
        try {
            return Objects.requireNonNullElse(branches, List.<String>of()).stream()
                    .filter(id -> !id.isEmpty())
                    .map(BranchId::new)
                    .collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new QuizRefusal(QuizRefusal.Why.TOO_MANY_UNITS, e);
        }
    }

    private static int count(@Nullable String text) {
        return Objects.requireNonNullElse(number(text), 0);
    }

    /// @return null for none
    private static @Nullable Integer number(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!text.strip().matches("[0-9]{1," + DIGITS + "}")) {
            throw new QuizRefusal(QuizRefusal.Why.NUMBER);
        }
        return Integer.valueOf(text.strip());
    }

    private static @Nullable Instant moment(@Nullable String text, ZoneId zone) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            LocalDateTime meant = LocalDateTime.parse(text.strip());
            if (!Years.isMeant(meant.getYear())) {
                throw new QuizRefusal(QuizRefusal.Why.WINDOW);
            }
            return meant.atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new QuizRefusal(QuizRefusal.Why.WINDOW, e);
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, @Nullable String word) {
        return Words.find(type, Objects.requireNonNullElse(word, ""))
                .orElseThrow(() -> new QuizRefusal(QuizRefusal.Why.NUMBER));
    }

    /// With another title and end.
    QuizForm with(@Nullable String newTitle, @Nullable String newEnd) {
        return new QuizForm(
                newTitle,
                kind,
                mode,
                course,
                singles,
                multiples,
                statements,
                blanks,
                shuffled,
                part,
                minutes,
                opens,
                newEnd,
                attempts,
                pass,
                best,
                branches);
    }

    /// Whether a unit is chosen, for the form.
    public boolean has(String branch) {
        return branches != null && branches.contains(branch);
    }
}
