package org.hongting.kiosk.lesson;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The pages of a PDF as somebody turns them: the next one is drawn ahead while this one is read, and the one before is
/// kept. Confined to one thread, which must not be the one that paints.
public final class PdfPages implements Sheets {
    private final PdfLesson lesson;
    private Optional<Drawn> before = Optional.empty();
    private Optional<Drawn> here = Optional.empty();
    private Optional<Drawn> next = Optional.empty();

    private PdfPages(PdfLesson lesson) {
        this.lesson = lesson;
    }

    /// @throws LessonTrouble if it is no PDF that can be shown
    public static PdfPages open(Path file) throws LessonTrouble {
        return new PdfPages(PdfLesson.open(file));
    }

    @Override
    public int pages() {
        return lesson.pages();
    }

    @Override
    public Drawn page(int page, int width, int height) {
        Drawn drawn = Stream.of(next, here, before)
                .flatMap(Optional::stream)
                .filter(ready -> ready.is(page, width, height))
                .findFirst()
                .orElseGet(() -> draw(page, width, height));
        if (here.filter(drawn::equals).isEmpty()) {
            before = here;
            here = Optional.of(drawn);
        }
        return drawn;
    }

    @Override
    public void ahead(int page, int width, int height) {
        boolean ready =
                Stream.of(next, before).flatMap(Optional::stream).anyMatch(drawn -> drawn.is(page, width, height));
        if (page < lesson.pages() && !ready) {
            next = Optional.of(draw(page, width, height));
        }
    }

    private Drawn draw(int page, int width, int height) {
        try {
            PagePicture picture = lesson.draw(page, width, height);
            return new Drawn(page, width, height, Optional.of(picture), lesson.studied(page));
        } catch (LessonTrouble | StackOverflowError | OutOfMemoryError _) {
            return Drawn.damaged(page, width, height);
        }
    }

    @Override
    public void close() {
        lesson.close();
    }
}
