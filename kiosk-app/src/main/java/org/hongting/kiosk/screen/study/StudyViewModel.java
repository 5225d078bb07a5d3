package org.hongting.kiosk.screen.study;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hongting.kiosk.study.CourseState;
import org.hongting.kiosk.study.LearningClock;
import org.hongting.kiosk.study.Position;
import org.hongting.kiosk.study.Progress;
import org.hongting.kiosk.study.StudyHome;
import org.hongting.kiosk.study.StudyReply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.study.Studied;

/// The way of a member through what there is to study, and through a lesson. It feeds the desk what happens and
/// reckons no time itself. Confined to the thread of the touch screen.
public final class StudyViewModel implements AttentionSheet.Hand {
    /// Signs of the longest word that is searched for.
    private static final int LONGEST = 16;

    /// A finger that rests says the same many times a second.
    private static final Duration BETWEEN_TOUCHES = Duration.ofSeconds(1);

    private final StudyScreen screen;
    private final StudyLine line;
    private final Scheduler scheduler;
    private Optional<Signed> signed = Optional.empty();
    private Optional<Open> open = Optional.empty();
    private Optional<StudyPage.Reading> resting = Optional.empty();
    private int second;
    private boolean night;
    private boolean touchTold;
    private boolean grouped;
    private int width;

    private record Signed(Attendee attendee, StudyHome home) {}

    /// The lesson that is open.
    ///
    /// @param of its parts
    /// @param begun whether the desk knows that somebody has it before them
    private record Open(CourseManifest course, Lesson lesson, int of, boolean begun) {
        StudyFact.LessonName name() {
            return new StudyFact.LessonName(course.id(), course.edition(), lesson.id());
        }

        Open with(int parts) {
            return new Open(course, lesson, parts, false);
        }
    }

    public StudyViewModel(StudyScreen screen, StudyLine line, Scheduler scheduler) {
        this.screen = screen;
        this.line = line;
        this.scheduler = scheduler;
    }

    /// Whoever has shown who they are wants to study.
    public void begin() {
        grouped = false;
        screen.turn(new StudyPage.Opening());
        line.open(screen.visit());
    }

    /// Somebody in charge wants to open a lesson before the whole group.
    public void beginForGroup() {
        grouped = true;
        screen.turn(new StudyPage.Opening());
        line.openForGroup(screen.visit());
    }

    /// Whether what is open is before a whole group.
    public boolean isForGroup() {
        return grouped;
    }

    /// How wide a page may be drawn; told by whoever lays it out.
    public void wide(int pixels) {
        if (width != pixels && pixels > 0) {
            width = pixels;
            reading()
                    .filter(page -> page.reader() instanceof StudyPage.Reader.Sheet)
                    .ifPresent(page -> line.draw(screen.visit(), page.bar().page(), width, Integer.MAX_VALUE));
        }
    }

    public void openLibrary() {
        signed.ifPresent(here -> screen.turn(
                new StudyPage.Library(here.attendee(), "", false, here.home().library())));
    }

    public void openSearch() {
        signed.ifPresent(here -> screen.turn(
                new StudyPage.Library(here.attendee(), "", true, here.home().library())));
    }

    /// A key, while a course is searched for.
    public void type(char key) {
        search(typed -> typed.length() < LONGEST ? typed + key : typed);
    }

    public void erase() {
        search(typed -> typed.isEmpty() ? "" : typed.substring(0, typed.length() - 1));
    }

    private void search(UnaryOperator<String> change) {
        screen.touched();
        signed.ifPresent(here -> page(StudyPage.Library.class).ifPresent(library -> {
            String typed = change.apply(library.typed());
            screen.show(new StudyPage.Library(
                    here.attendee(), typed, true, here.home().search(typed)));
        }));
    }

    public void choose(CourseState course) {
        signed.ifPresent(here -> screen.turn(new StudyPage.Course(here.attendee(), course)));
    }

    /// The lesson that was open last.
    public void goOn(CourseState course) {
        choose(course.course(), course.next());
    }

    public void choose(CourseManifest course, Lesson lesson) {
        open = Optional.of(new Open(course, lesson, lesson.parts(), false));
        screen.turn(new StudyPage.Reading(
                lesson.title(),
                new StudyPage.Reader.Opening(),
                new StudyPage.Bar(Duration.ZERO, 0, 1, night),
                StudyPage.Attention.THERE,
                false));
        line.read(screen.visit(), course, lesson);
    }

    /// What the desk says to a question of this visit.
    public void hear(StudyReply reply) {
        switch (reply) {
            case StudyReply.Opened(Attendee attendee, StudyHome home) -> {
                signed = Optional.of(new Signed(attendee, home));
                screen.turn(new StudyPage.Home(attendee, home));
            }
            case StudyReply.Resumed _ ->
                resting.or(this::reading).ifPresent(page -> {
                    resting = Optional.empty();
                    screen.turn(page.with(StudyPage.Attention.THERE));
                });
            case StudyReply.Pulse pulse -> hear(pulse);
            case StudyReply.Read read ->
                open.filter(one -> one.course().equals(read.course())
                                && one.lesson().equals(read.lesson()))
                        .ifPresent(one -> hear(one, read.content()));
            case StudyReply.PageDrawn drawn -> hear(drawn);
        }
    }

    private void hear(StudyReply.Pulse pulse) {
        if (pulse.phase() == LearningClock.Phase.OVER) {
            screen.wipe();
            return;
        }
        StudyPage.Attention attention = switch (pulse.phase()) {
            case RUNNING -> StudyPage.Attention.THERE;
            case ASKING -> StudyPage.Attention.ASKED;
            case PAUSED, OVER -> pulse.needsIdentity() ? StudyPage.Attention.AWAY : StudyPage.Attention.PAUSED;
        };
        reading()
                .ifPresent(page -> screen.show(page.with(attention)
                        .with(new StudyPage.Bar(
                                pulse.credited(), page.bar().page(), page.bar().of(), night))));
    }

    private void hear(Open one, StudyReply.Content content) {
        Optional<Progress.Lesson> before = signed.flatMap(here -> here.home().library().stream()
                .filter(state -> state.course().equals(one.course()))
                .findFirst()
                .flatMap(state -> state.of(one.lesson().id())));
        switch (content) {
            case StudyReply.Content.Nothing(var why) -> show(new StudyPage.Reader.Broken(why));
            case StudyReply.Content.Words(var text, var pictures) -> {
                int block = startOf(
                        before, text.blocks().size(), text.pages().getLast().from());
                int page = text.pageOf(block);
                open = Optional.of(one.with(text.blocks().size()));
                show(
                        new StudyPage.Reader.Words(text, page, pictures),
                        page,
                        text.pages().size());
                beginAt(new Position(
                        text.pages().get(page).from(),
                        Coverage.of(
                                text.pages().get(page).from(),
                                text.pages().get(page).from() + 1),
                        text.pages().get(page).studied()));
            }
            case StudyReply.Content.Sheets(int pages) -> {
                int page = startOf(before, pages, pages - 1);
                open = Optional.of(one.with(pages));
                show(new StudyPage.Reader.Sheet(page, Optional.empty(), false), page, pages);
                line.draw(screen.visit(), page, width, Integer.MAX_VALUE);
            }
            case StudyReply.Content.Still(var picture) -> {
                open = Optional.of(one.with(1));
                show(new StudyPage.Reader.Sheet(0, Optional.of(picture), false), 0, 1);
                beginAt(new Position(
                        0,
                        Coverage.of(0, 1),
                        new Studied.Page(Duration.ofSeconds(one.lesson().expectedSeconds()))));
            }
            case StudyReply.Content.Recording(var file) -> {
                int from = startOf(before, one.of(), one.of());
                boolean film = one.lesson().kind() == Lesson.Kind.VIDEO;
                second = from;
                show(new StudyPage.Reader.Recording(file, film, from), from, one.of());
            }
        }
    }

    /// Where somebody goes on: where they left, or, where that was the last page, at the first part that was not seen.
    ///
    /// @param last the first part of the last page
    private static int startOf(Optional<Progress.Lesson> before, int of, int last) {
        return before.filter(known -> known.of() == of && !known.isCovered())
                .map(known -> known.place() >= last ? Math.min(known.seen().firstGap(), known.place()) : known.place())
                .filter(place -> place < of)
                .orElse(0);
    }

    private void beginAt(Position first) {
        open.ifPresent(one -> {
            open = Optional.of(new Open(one.course(), one.lesson(), one.of(), true));
            line.begin(one.name(), one.of(), first);
            reading().ifPresent(page -> screen.show(page.begun()));
        });
    }

    private void hear(StudyReply.PageDrawn drawn) {
        reading()
                .filter(page -> page.reader() instanceof StudyPage.Reader.Sheet
                        && page.bar().page() == drawn.page())
                .ifPresent(page -> {
                    boolean first = page.reader() instanceof StudyPage.Reader.Sheet sheet
                            && sheet.picture().isEmpty()
                            && !sheet.damaged();
                    screen.show(page.with(new StudyPage.Reader.Sheet(
                            drawn.page(), drawn.picture(), drawn.picture().isEmpty())));
                    Position position =
                            new Position(drawn.page(), Coverage.of(drawn.page(), drawn.page() + 1), drawn.studied());
                    if (open.filter(Open::begun).isEmpty()) {
                        beginAt(position);
                    } else if (first) {
                        line.turn(position);
                    }
                });
    }

    /// The big arrows.
    public void turn(int by) {
        reading().filter(page -> page.attention() == StudyPage.Attention.THERE).ifPresent(page -> {
            int to = page.bar().page() + by;
            if (to < 0 || to >= page.bar().of()) {
                return;
            }
            StudyPage.Reading moved = page.with(
                    new StudyPage.Bar(page.bar().credited(), to, page.bar().of(), night));
            switch (page.reader()) {
                case StudyPage.Reader.Words words -> {
                    screen.show(moved.with(new StudyPage.Reader.Words(words.lesson(), to, words.pictures())));
                    var next = words.lesson().pages().get(to);
                    line.turn(new Position(next.from(), Coverage.of(next.from(), next.from() + 1), next.studied()));
                }
                case StudyPage.Reader.Sheet _ -> {
                    screen.show(moved.with(new StudyPage.Reader.Sheet(to, Optional.empty(), false)));
                    line.show(Evidence.TOUCH);
                    line.draw(screen.visit(), to, width, Integer.MAX_VALUE);
                }
                case StudyPage.Reader.Opening _, StudyPage.Reader.Broken _, StudyPage.Reader.Recording _ -> {}
            }
        });
    }

    /// Blocks of a text that are in sight.
    ///
    /// @param byHand whether somebody moved the page
    public void sees(int from, int until, boolean byHand) {
        reading().ifPresent(page -> {
            if (page.reader() instanceof StudyPage.Reader.Words words && until > from) {
                Position now = new Position(
                        from,
                        Coverage.of(from, until),
                        words.lesson().pages().get(words.page()).studied());
                if (byHand) {
                    line.scroll(now);
                } else {
                    line.see(now);
                }
            }
        });
    }

    /// A film or recording has run as fast as time does.
    ///
    /// @param from the second it ran from
    /// @param to the second it runs in
    public void plays(int from, int to) {
        open.filter(one -> to < one.of()).ifPresent(one -> {
            second = to;
            Position now = new Position(to, Coverage.of(Math.min(from, to), to + 1), new Studied.Media());
            if (one.begun()) {
                line.plays(now);
            } else {
                beginAt(now);
            }
        });
    }

    /// The second in which a film or recording is to go on: it may be drawn anew at any time.
    public int second() {
        return second;
    }

    /// Any touch on the page of a lesson.
    public void touched() {
        boolean there = reading()
                .filter(page -> page.attention() != StudyPage.Attention.AWAY)
                .isPresent();
        if (there && !touchTold) {
            touchTold = true;
            line.show(Evidence.TOUCH);
            scheduler.after(BETWEEN_TOUCHES, () -> touchTold = false);
        } else if (!there) {
            screen.touched();
        }
    }

    /// 「继续学习」
    @Override
    public void here() {
        line.show(Evidence.PRESENCE);
    }

    /// Whoever has no card at hand.
    @Override
    public void resumeByPin() {
        resting = reading();
        line.resumeByPin(screen.visit());
    }

    public void switchNight() {
        night = !night;
        reading()
                .ifPresent(page -> screen.show(page.with(new StudyPage.Bar(
                        page.bar().credited(), page.bar().page(), page.bar().of(), night))));
    }

    /// Whether questions are offered: everybody answers for themself, and a group does not.
    public boolean offersQuizzes() {
        return !grouped;
    }

    /// To the questions.
    public void openQuizzes() {
        screen.openQuizzes();
    }

    /// The button at the left: out of a lesson to what there is, from there away.
    public void back() {
        screen.page().ifPresent(page -> {
            switch (page) {
                case StudyPage.Reading _ -> close();
                case StudyPage.Course _, StudyPage.Library _ -> home();
                case StudyPage.Home _, StudyPage.Opening _ -> signOut();
            }
        });
    }

    private void home() {
        signed.ifPresent(here -> screen.turn(new StudyPage.Home(here.attendee(), here.home())));
    }

    /// The lesson is put away; the desk says how far everything is by now.
    public void close() {
        open = Optional.empty();
        screen.turn(new StudyPage.Opening());
        line.close(screen.visit());
    }

    @Override
    public void signOut() {
        line.signOut();
        screen.wipe();
    }

    /// Nobody typed the PIN: the lesson waits on, covered.
    ///
    /// @return false where no lesson waits
    public boolean goBack() {
        Optional<StudyPage.Reading> waiting = resting;
        resting = Optional.empty();
        waiting.ifPresent(screen::turn);
        return waiting.isPresent();
    }

    /// Nothing of the person is left here.
    public void forget() {
        signed = Optional.empty();
        open = Optional.empty();
        resting = Optional.empty();
        night = false;
        grouped = false;
    }

    private void show(StudyPage.Reader reader) {
        reading().ifPresent(page -> screen.show(page.with(reader)));
    }

    private void show(StudyPage.Reader reader, int page, int of) {
        reading()
                .ifPresent(before -> screen.show(
                        before.with(reader).with(new StudyPage.Bar(before.bar().credited(), page, of, night))));
    }

    private Optional<StudyPage.Reading> reading() {
        return page(StudyPage.Reading.class);
    }

    private <T extends StudyPage> Optional<T> page(Class<T> kind) {
        return screen.page().filter(kind::isInstance).map(kind::cast);
    }
}
