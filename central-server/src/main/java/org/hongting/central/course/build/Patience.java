package org.hongting.central.course.build;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.course.RefusedCourse;

/// Looks into PDFs on a thread that is given up where a look takes too long: others wait for the one after it. What
/// is given up is interrupted, and is heard by nobody.
final class Patience {
    /// Looks at once, those that were given up and go on among them: they share the processors with everything.
    static final int MOST = 3;

    private final Duration longest;
    private final Semaphore free = new Semaphore(MOST);

    /// @param longest that a look may take
    Patience(Duration longest) {
        this.longest = longest;
    }

    /// @param look throws nothing that is checked but [IOException]
    /// @throws RefusedCourse if it takes too long, or too many do already
    <T> T awaited(Callable<T> look) throws IOException {
        if (!free.tryAcquire()) {
            throw new Refusal(RefusedCourse.Reason.NO_ROOM, Said.of(Sentence.PDF_STUCK));
        }
        CompletableFuture<T> seen = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().name("pdf").start(() -> end(look, seen));
        try {
            return seen.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new Refusal(RefusedCourse.Reason.TOO_LARGE, Said.of(Sentence.PDF_SLOW, longest.toSeconds()), e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw thrown(Objects.requireNonNull(e.getCause()));
        }
    }

    /// The place is free before anybody hears of the end: who hears of it may look again at once.
    private <T> void end(Callable<T> look, CompletableFuture<T> seen) {
        T result;
        try {
            result = look.call();
        } catch (Throwable e) {
            // Also of memory or stack: whoever waits is told of it as if it were their own.
            free.release();
            seen.completeExceptionally(e);
            return;
        }
        free.release();
        seen.complete(result);
    }

    private static IOException thrown(Throwable why) {
        return switch (why) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> new IOException(why);
        };
    }
}
