package org.hongting.kiosk.study;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.document.AssignmentEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.QuizId;

/// What there is to study for one member, and why it stands where it stands.
///
/// @param year what the centre counts for them; empty where it has not said
/// @param goOn what they studied last and did not finish
/// @param assigned what they are to study, what is due first coming first, what is done last
/// @param forYou what nobody asked of them
/// @param library everything, by title
public record StudyHome(
        Optional<Progress.Year> year,
        Optional<CourseState> goOn,
        List<Assigned> assigned,
        List<Suggested> forYou,
        List<CourseState> library) {
    private static final int SUGGESTIONS = 3;

    public StudyHome {
        assigned = List.copyOf(assigned);
        forYou = List.copyOf(forYou);
        library = List.copyOf(library);
    }

    /// @param state empty where the course is not on this terminal, or there is nothing in it to read
    /// @param isRead whether nothing of it is left to read
    /// @param testsLeft tests of it that have to be passed yet
    public record Assigned(
            AssignmentEntry assignment, Optional<CourseState> state, boolean isRead, int testsLeft, boolean overdue) {
        public boolean isDone() {
            return isRead && testsLeft == 0;
        }

        private static Assigned of(
                AssignmentEntry plan,
                Optional<CourseState> state,
                boolean questionsAlone,
                Progress progress,
                LocalDate today) {
            List<QuizId> tests = Optional.ofNullable(plan.tests()).orElse(List.of());
            return new Assigned(
                    plan,
                    state,
                    state.map(CourseState::isDone).orElse(questionsAlone && !tests.isEmpty()),
                    (int) tests.stream()
                            .filter(test -> !progress.passed().contains(test))
                            .count(),
                    plan.due() != null && today.isAfter(plan.due()));
        }
    }

    public record Suggested(CourseState state, Why why) {}

    /// Why something is suggested. Each can be said in a sentence.
    public enum Why {
        /// It was begun and not finished.
        BEGUN,
        /// The year asks for more than was studied.
        HOURS_MISSING,
        /// It is short, and nothing else is to be done.
        SHORT
    }

    /// A course of questions alone is not among them: there is nothing in it to read.
    ///
    /// @param courses on the shelf
    /// @param plans what the member is to study
    public static StudyHome of(
            List<Library.Shelved> courses, List<AssignmentEntry> plans, Progress progress, LocalDate today) {
        Map<CourseId, CourseState> states = new LinkedHashMap<>();
        courses.stream()
                .filter(shelved -> shelved.manifest().isGoodOn(today))
                // A bank of questions and nothing else is answered, not read.
                .filter(shelved -> !shelved.manifest().lessons().isEmpty())
                .sorted(Comparator.comparing(shelved -> shelved.manifest().title()))
                .forEach(shelved -> states.put(shelved.manifest().id(), new CourseState(shelved, progress)));
        Set<CourseId> questionsAlone = courses.stream()
                .map(Library.Shelved::manifest)
                .filter(manifest -> manifest.lessons().isEmpty())
                .map(CourseManifest::id)
                .collect(Collectors.toSet());
        List<Assigned> assigned = plans.stream()
                .map(plan -> Assigned.of(
                        plan,
                        Optional.ofNullable(states.get(plan.course())),
                        questionsAlone.contains(plan.course()),
                        progress,
                        today))
                .sorted(Comparator.comparing(Assigned::isDone))
                .toList();
        Optional<CourseState> goOn = progress.lessons().stream()
                .map(lesson -> states.get(lesson.name().course()))
                .filter(state -> state != null && !state.isDone())
                .map(Optional::of)
                .findFirst()
                .orElse(Optional.empty());
        return new StudyHome(
                progress.year(),
                goOn,
                assigned,
                suggested(states, assigned, goOn, progress),
                List.copyOf(states.values()));
    }

    private static List<Suggested> suggested(
            Map<CourseId, CourseState> states, List<Assigned> assigned, Optional<CourseState> goOn, Progress progress) {
        List<CourseState> free = states.values().stream()
                .filter(state -> !state.isDone())
                .filter(state -> goOn.filter(state::equals).isEmpty())
                .filter(state -> assigned.stream()
                        .noneMatch(one ->
                                one.assignment().course().equals(state.course().id())))
                .sorted(Comparator.comparing(CourseState::isBegun).reversed().thenComparingInt(CourseState::minutes))
                .toList();
        boolean missing = progress.year()
                .flatMap(year -> year.target().map(target -> year.credited().compareTo(target) < 0))
                .orElse(false);
        List<Suggested> suggested = new ArrayList<>();
        for (CourseState state : free.subList(0, Math.min(SUGGESTIONS, free.size()))) {
            suggested.add(new Suggested(state, state.isBegun() ? Why.BEGUN : missing ? Why.HOURS_MISSING : Why.SHORT));
        }
        return suggested;
    }

    /// The courses whose title, or the initials of whose title, hold what was typed.
    public List<CourseState> search(String typed) {
        String wanted = typed.strip().toUpperCase(Locale.ROOT);
        return library.stream()
                .filter(state -> state.course().title().toUpperCase(Locale.ROOT).contains(wanted)
                        || state.shelved().initials().contains(wanted))
                .toList();
    }
}
