package org.hongting.kiosk;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import org.hongting.kiosk.event.EventSink;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `kiosk`: the terminal. Runs until its window is closed, its process is ended, or, started with `--simulated`, it
/// is told to quit.
@Command(
        name = "kiosk",
        description = "The terminal: takes check-ins with or without a network.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended when asked to", "1:cannot go on", "2:wrong usage"})
public final class KioskMain implements Callable<Integer> {
    @Mixin
    private KioskOptions options = new KioskOptions();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new KioskMain())
                .registerConverter(KioskOptions.WindowSize.class, KioskOptions.WindowSize::parse)
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        Kiosk kiosk = new Kiosk(options, options.events ? EventSink.to(System.out) : EventSink.silent(), end);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(kiosk::close));
        Platform.setImplicitExit(false);
        Platform.startup(kiosk::open);
        try {
            return end.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            System.err.println("hongting kiosk: " + Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
            return 1;
        }
    }
}
