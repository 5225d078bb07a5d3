package org.hongting.kiosk;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hongting.kiosk.lesson.LessonTrouble;
import org.hongting.kiosk.lesson.Sheets;

/// A daemon thread with at most one PDF open, which it alone touches.
final class DrawingThread {
    private final ExecutorService steps = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("pages").factory());
    private final Opener opener;
    private Optional<Path> file = Optional.empty();
    private Optional<Sheets> open = Optional.empty();

    /// Opens PDFs. On a drawing thread.
    @FunctionalInterface
    interface Opener {
        /// @throws LessonTrouble if it is no PDF that can be shown
        Sheets open(Path file) throws LessonTrouble;
    }

    /// What is done with a PDF. On a drawing thread.
    @FunctionalInterface
    interface Step {
        /// @return tells what came of it, on the thread that asked
        Runnable draw(Sheets sheets);
    }

    DrawingThread(Opener opener) {
        this.opener = opener;
    }

    /// Opens the file unless it is open, and takes the step.
    Future<Runnable> submit(Path wanted, Step step) {
        return steps.submit(() -> step.draw(sheetsOf(wanted)));
    }

    /// After all that was submitted.
    void execute(Runnable step) {
        steps.execute(step);
    }

    private Sheets sheetsOf(Path wanted) throws LessonTrouble {
        Optional<Sheets> there = file.equals(Optional.of(wanted)) ? open : Optional.empty();
        if (there.isPresent()) {
            return there.get();
        }
        putAway();
        Sheets opened = opener.open(wanted);
        file = Optional.of(wanted);
        open = Optional.of(opened);
        return opened;
    }

    private void putAway() {
        file = Optional.empty();
        Optional<Sheets> gone = open;
        open = Optional.empty();
        gone.ifPresent(Sheets::close);
    }

    /// Closes the file when all that was submitted has ended.
    void close() {
        steps.execute(this::putAway);
    }

    /// Closes the file when all that was submitted has ended, and ends itself.
    ///
    /// @param after says so
    void end(Runnable after) {
        close();
        steps.execute(after);
        steps.shutdown();
    }
}
