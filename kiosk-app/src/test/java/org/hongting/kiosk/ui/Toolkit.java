package org.hongting.kiosk.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;

/// The real toolkit without a display, started once for all tests, with our fonts and nobody else's theme.
public final class Toolkit {
    private static final long PATIENCE_SECONDS = 60;
    private static boolean started;

    private Toolkit() {}

    /// Does the work on the FX thread and waits for it.
    public static <T> T onFxThread(Callable<T> work) {
        start();
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Exception | AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        return await(done);
    }

    public static <T> T await(CompletableFuture<T> done) {
        try {
            return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Platform.startup(() -> {
            Platform.setImplicitExit(false);
            Look.replaceToolkitTheme();
            Fonts.load();
            ready.complete(null);
        });
        await(ready);
    }
}
