package org.hongting.kiosk;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hongting.protocol.Limits;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Attachment.MediaType;
import org.hongting.protocol.record.CommandObstacle;
import org.hongting.protocol.record.DiagnosisFact;
import org.hongting.protocol.record.TestedPart;
import org.hongting.sync.attachment.AttachmentStore;
import org.hongting.sync.command.Performed;
import org.hongting.sync.mqtt.SerialScheduler;

/// Finds out about the terminal what a command asks for, on a thread of its own: a disk or network that hangs keeps
/// nobody waiting but whoever asked, and them for minutes at most.
final class TerminalDiagnosis implements AutoCloseable {
    /// Longer than somebody at the screen is waited for.
    private static final Duration LONGEST = Duration.ofMinutes(6);

    private static final System.Logger LOG = System.getLogger(TerminalDiagnosis.class.getName());

    private final Diagnosed face;
    private final TerminalTrials trials;
    private final Supplier<byte[]> bundle;
    private final AttachmentStore attachments;
    private final SerialScheduler thread = new SerialScheduler("diagnosis");

    /// @param bundle makes the file of logs
    /// @param attachments takes what was made up with it
    TerminalDiagnosis(Diagnosed face, TerminalTrials trials, Supplier<byte[]> bundle, AttachmentStore attachments) {
        this.face = face;
        this.trials = trials;
        this.bundle = bundle;
        this.attachments = attachments;
    }

    void test(boolean people, Consumer<Performed> ended) {
        Consumer<Performed> once = once(ended);
        thread.execute(() -> guarded(
                once,
                () -> face.test(
                        people,
                        outside -> thread.execute(() ->
                                guarded(once, () -> once.accept(tested(outside, trials.all())))))));
    }

    private static Performed tested(List<TestedPart> outside, List<TestedPart> inside) {
        List<TestedPart> parts = Stream.concat(inside.stream(), outside.stream())
                .limit(DiagnosisFact.SelfTested.MOST)
                .toList();
        return Performed.found((_, appender, command) -> appender.append(new DiagnosisFact.SelfTested(command, parts)));
    }

    void picture(Consumer<Performed> ended) {
        Consumer<Performed> once = once(ended);
        thread.execute(() -> guarded(
                once,
                () -> face.picture(taken ->
                        once.accept(taken.map(png -> made(DiagnosisFact.FileMade.SCREENSHOT, png, MediaType.PNG))
                                .orElseGet(() -> Performed.failed(CommandObstacle.FAULT))))));
    }

    void bundle(Consumer<Performed> ended) {
        Consumer<Performed> once = once(ended);
        thread.execute(() ->
                guarded(once, () -> once.accept(made(DiagnosisFact.FileMade.LOG_BUNDLE, bundle.get(), MediaType.ZIP))));
    }

    private Performed made(String kind, byte[] bytes, MediaType mediaType) {
        if (bytes.length == 0 || bytes.length > Limits.ATTACHMENT_BYTES) {
            return Performed.failed(CommandObstacle.FAULT);
        }
        return Performed.found((transaction, appender, command) -> {
            Attachment file = attachments.keep(transaction, bytes, mediaType);
            appender.append(new DiagnosisFact.FileMade(command, kind, file));
        });
    }

    /// Whatever happens there is one end, or no other command would ever begin.
    private Consumer<Performed> once(Consumer<Performed> ended) {
        AtomicBoolean told = new AtomicBoolean();
        Consumer<Performed> once = performed -> {
            if (told.compareAndSet(false, true)) {
                ended.accept(performed);
            }
        };
        thread.after(LONGEST, () -> once.accept(Performed.failed(CommandObstacle.FAULT)));
        return once;
    }

    private static void guarded(Consumer<Performed> once, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a diagnosis failed", e);
            once.accept(Performed.failed(CommandObstacle.FAULT));
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
