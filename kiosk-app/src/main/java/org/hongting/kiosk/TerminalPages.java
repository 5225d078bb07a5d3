package org.hongting.kiosk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.hongting.kiosk.lesson.LessonTrouble;
import org.hongting.kiosk.lesson.PdfRehearsal;
import org.hongting.kiosk.lesson.Sheets;
import org.hongting.protocol.port.Scheduler;

/// Has the pages of one PDF at a time drawn on a thread of their own, which is given up where a page takes too long:
/// that page is told as damaged, a new thread goes on with what is asked next, and what the old one still draws is
/// heard by nobody. Confined to the thread on which lessons are read; answers come on it too.
final class TerminalPages {
    /// No page that somebody made to be read takes so long.
    static final Duration LONGEST = Duration.ofSeconds(20);

    /// Threads that were given up and draw on. Beyond them no PDF is shown: they share the processors with everything.
    static final int MOST_STUCK = 2;

    /// What nobody waits for any more may end by itself; what does not is given up, so that the next PDF opens.
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /// The opening of a file, among its pages.
    private static final int OPENING = -1;

    private static final System.Logger LOG = System.getLogger(TerminalPages.class.getName());

    private final Scheduler reading;
    private final DrawingThread.Opener opener;
    private final Duration longest;
    private final List<Place> stuck = new ArrayList<>();
    private final Set<Place> slow = new HashSet<>();
    private Optional<DrawingThread> thread = Optional.empty();
    private int begun;
    private Optional<Running> running = Optional.empty();
    private Optional<Work> waiting = Optional.empty();
    private Optional<Sheet> open = Optional.empty();

    /// A file of a course.
    ///
    /// @param name of lesson, course and edition, for the log
    record Sheet(Path file, String name) {}

    private record Place(Path file, int page) {}

    /// What is to be drawn.
    ///
    /// @param without told instead where nothing comes of it
    private record Work(Sheet sheet, int page, DrawingThread.Step step, Consumer<LessonTrouble.Kind> without) {
        Place place() {
            return new Place(sheet.file(), page);
        }
    }

    /// What is being drawn.
    ///
    /// @param number of it since the start
    /// @param awaited whether somebody still wants it
    private record Running(
            int number, Work work, Future<Runnable> drawn, Scheduler.Cancellable watch, boolean awaited) {}

    /// @param reading the thread on which lessons are read
    /// @param longest that a page may take
    TerminalPages(Scheduler reading, DrawingThread.Opener opener, Duration longest) {
        this.reading = reading;
        this.opener = opener;
        this.longest = longest;
    }

    /// Makes the first page as quick as the next ones.
    void rehearse() {
        DrawingThread hand = thread.orElseGet(() -> new DrawingThread(opener));
        thread = Optional.of(hand);
        hand.execute(PdfRehearsal::rehearse);
    }

    /// Opens a file in place of the one before.
    ///
    /// @param pages hears how many there are
    /// @param without hears why it cannot be shown
    void open(Sheet sheet, Consumer<Integer> pages, Consumer<LessonTrouble.Kind> without) {
        putAway();
        stuck.stream().filter(place -> place.file().equals(sheet.file())).forEach(slow::add);
        begin(new Work(
                sheet,
                OPENING,
                sheets -> {
                    int count = sheets.pages();
                    return () -> {
                        open = Optional.of(sheet);
                        pages.accept(count);
                    };
                },
                without));
    }

    /// Draws a page of the file that is open, and the next one while this one is read. What was asked before and has
    /// not begun is not drawn any more: nobody has it before them.
    void draw(int page, int width, int height, Consumer<Sheets.Drawn> then) {
        open.ifPresent(sheet -> begin(new Work(
                sheet,
                page,
                sheets -> {
                    Sheets.Drawn drawn = sheets.page(page, width, height);
                    return () -> {
                        if (drawn.picture().isEmpty()) {
                            warn(sheet, page, "cannot be drawn");
                        }
                        then.accept(drawn);
                        ahead(sheet, page + 1, width, height);
                    };
                },
                _ -> then.accept(Sheets.Drawn.damaged(page, width, height)))));
    }

    private void ahead(Sheet sheet, int page, int width, int height) {
        if (waiting.isEmpty()) {
            begin(new Work(
                    sheet,
                    page,
                    sheets -> {
                        sheets.ahead(page, width, height);
                        return () -> {};
                    },
                    _ -> {}));
        }
    }

    private void begin(Work work) {
        if (slow.contains(work.place())) {
            work.without().accept(LessonTrouble.Kind.UNREADABLE);
        } else if (running.isPresent()) {
            waiting = Optional.of(work);
        } else if (thread.isEmpty() && stuck.size() >= MOST_STUCK) {
            warn(work.sheet(), work.page(), "is not drawn: too many others never ended");
            work.without().accept(LessonTrouble.Kind.OCCUPIED);
        } else {
            DrawingThread hand = thread.orElseGet(() -> new DrawingThread(opener));
            thread = Optional.of(hand);
            int number = ++begun;
            Future<Runnable> drawn = hand.submit(work.sheet().file(), work.step());
            running = Optional.of(new Running(number, work, drawn, reading.after(longest, () -> giveUp(number)), true));
            hand.execute(() -> reading.execute(() -> end(number)));
        }
    }

    private Optional<Running> take(int number) {
        Optional<Running> taken = running.filter(now -> now.number() == number);
        if (taken.isPresent()) {
            running = Optional.empty();
        }
        return taken;
    }

    private void end(int number) {
        take(number).ifPresent(ended -> {
            ended.watch().cancel();
            if (ended.awaited()) {
                tell(ended);
            }
            next();
        });
    }

    private static void tell(Running ended) {
        if (ended.drawn().state() == Future.State.SUCCESS) {
            ended.drawn().resultNow().run();
            return;
        }
        Throwable why = ended.drawn().exceptionNow();
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} cannot be shown: {1}",
                ended.work().sheet().name(),
                why);
        ended.work()
                .without()
                .accept(
                        switch (why) {
                            case LessonTrouble trouble -> trouble.kind();
                            case OutOfMemoryError _ -> LessonTrouble.Kind.TOO_LARGE;
                            default -> LessonTrouble.Kind.UNREADABLE;
                        });
    }

    private void giveUp(int number) {
        take(number).ifPresent(late -> {
            Work work = late.work();
            warn(work.sheet(), work.page(), "takes too long to draw and is given up");
            Place place = work.place();
            stuck.add(place);
            thread.ifPresent(hand -> {
                late.drawn().cancel(true);
                hand.end(() -> reading.execute(() -> stuck.remove(place)));
            });
            thread = Optional.empty();
            if (late.awaited()) {
                slow.add(place);
                work.without().accept(LessonTrouble.Kind.UNREADABLE);
            }
            next();
        });
    }

    private void next() {
        if (running.isEmpty()) {
            Optional<Work> wanted = waiting;
            waiting = Optional.empty();
            wanted.ifPresent(this::begin);
        }
    }

    /// Nobody reads in it any more. Waits for nothing.
    void putAway() {
        open = Optional.empty();
        waiting = Optional.empty();
        slow.clear();
        running.filter(Running::awaited).ifPresent(now -> {
            now.watch().cancel();
            now.drawn().cancel(true);
            running = Optional.of(new Running(
                    now.number(), now.work(), now.drawn(), reading.after(MOMENT, () -> giveUp(now.number())), false));
        });
        thread.ifPresent(DrawingThread::close);
    }

    /// Nothing is drawn any more. Waits for nothing.
    void end() {
        putAway();
        thread.ifPresent(hand -> hand.end(() -> {}));
    }

    private static void warn(Sheet sheet, int page, String what) {
        LOG.log(
                System.Logger.Level.WARNING,
                page == OPENING ? "{0} {2}" : "page {1} of {0} {2}",
                sheet.name(),
                page + 1,
                what);
    }
}
