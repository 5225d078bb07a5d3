package org.hongting.kiosk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.hongting.kiosk.cards.CardsCommand;
import org.hongting.kiosk.cards.SerialPlace;
import org.hongting.kiosk.diagnosis.LogMemory;
import org.hongting.kiosk.event.EventSink;
import org.hongting.kiosk.ui.Painting;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.provisioning.identity.IdentityFault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `kiosk`: the terminal. Runs until its window is closed, its process is ended, or, started with `--simulated`, it
/// is told to quit.
@Command(
        name = "kiosk",
        description = "The terminal: takes check-ins with or without a network.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended when asked to",
            "1:cannot go on",
            "2:wrong usage",
            "75:to be started again",
            "76:the machine is to be started anew"
        })
public final class KioskMain implements Callable<Integer> {
    private static final int TOOLKIT_ENDS_SECONDS = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private KioskOptions options = new KioskOptions();

    /// Open as long as the process runs.
    private @Nullable FileChannel lock;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new KioskMain())
                .registerConverter(KioskOptions.WindowPlace.class, KioskOptions.WindowPlace::parse)
                .registerConverter(SerialPlace.class, SerialPlace::parse)
                .registerConverter(CardEncoding.class, CardsCommand::encoding);
    }

    @Override
    public Integer call() throws InterruptedException {
        LogMemory.ofThisProcess();
        if (isTaken(options.data)) {
            return giveUp(
                    "another kiosk runs on the folder " + options.data + ": end it, or choose another with --data");
        }
        CompletableFuture<Integer> end = new CompletableFuture<>();
        Kiosk kiosk = prepare(end);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(kiosk::close));
        Painting.fillDirectly();
        Platform.setImplicitExit(false);
        try {
            Platform.startup(kiosk::open);
        } catch (UnsupportedOperationException e) {
            return giveUp("there is no display to open a window on; './hongting doctor' says what to do");
        }
        try {
            return end.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            return giveUp(Objects.requireNonNullElse(cause.getMessage(), cause.toString()) + adviceOn(cause));
        } finally {
            endToolkit();
        }
    }

    /// Two kiosks on one folder would take the line from each other. The lock ends with the process, however it ends;
    /// where it cannot be had for another reason, what follows says why.
    private boolean isTaken(Path data) {
        try {
            Files.createDirectories(data);
            lock = FileChannel.open(data.resolve("kiosk.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return lock.tryLock() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /// On its own thread and before the virtual machine ends, or the two stumble over each other and say so at length.
    private static void endToolkit() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Platform.runLater(() -> {
            Platform.exit();
            ended.countDown();
        });
        if (!ended.await(TOOLKIT_ENDS_SECONDS, TimeUnit.SECONDS)) {
            System.err.println("hongting kiosk: the window did not close in time");
        }
    }

    private Kiosk prepare(CompletableFuture<Integer> end) {
        try {
            return new Kiosk(options, options.events ? EventSink.to(System.out) : EventSink.silent(), end);
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static int giveUp(String why) {
        System.err.println("hongting kiosk: " + why);
        return 1;
    }

    /// What whoever reads the log of a terminal that does not start can do.
    private String adviceOn(Throwable cause) {
        if (!(cause instanceof IdentityFault)) {
            return "";
        }
        Path identity = options.data.resolve("identity");
        return Files.isDirectory(identity)
                ? "; restore " + identity + " from a backup, or empty it and claim this terminal anew"
                : "; make " + options.data + " a folder that this user may write, or name another one with --data";
    }
}
