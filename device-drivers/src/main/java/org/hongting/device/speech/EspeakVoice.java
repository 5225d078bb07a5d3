package org.hongting.device.speech;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceFault.Kind;
import org.hongting.device.DeviceName;

/// Speaks through the program `espeak-ng`, one sentence a process, on a thread of its own. Where the program
/// is missing or fails it stays mute and reports that once, until a sentence was said again.
public final class EspeakVoice implements Voice {
    /// Words a minute: a little slower than it speaks by itself, for a hall with people in it.
    private static final String PACE = "150";

    /// No sentence of a kiosk takes longer.
    private static final long LONGEST_SECONDS = 10;

    private static final int MOST_CHARACTERS = 200;

    private final DeviceName name;
    private final List<String> options;
    private final Consumer<DeviceFault> faults;
    private final ExecutorService speaker;
    private Future<?> said;

    /// Only on the speaker's thread.
    private boolean mute;

    /// @param faults hears that nothing can be said, on the speaker's thread
    public EspeakVoice(DeviceName name, Consumer<DeviceFault> faults) {
        this(name, List.of(), faults);
    }

    EspeakVoice(DeviceName name, List<String> options, Consumer<DeviceFault> faults) {
        this.name = name;
        this.options = List.copyOf(options);
        this.faults = faults;
        this.speaker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("voice-" + name).factory());
        this.said = java.util.concurrent.CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void say(String sentence, Locale language) {
        said.cancel(true);
        try {
            said = speaker.submit(() -> speak(sentence, language));
        } catch (RejectedExecutionException _) {
            // Closed: the kiosk is ending and nobody listens.
        }
    }

    private void speak(String sentence, Locale language) {
        List<String> command = new ArrayList<>(List.of("espeak-ng", "-v", voice(language), "-s", PACE, "--stdin"));
        command.addAll(options);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                hand(sentence, process);
                if (process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0) {
                    tell("espeak-ng ended with " + process.exitValue());
                    return;
                }
                mute = false;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            tell("the program espeak-ng is not installed or cannot be started");
        } catch (InterruptedException e) {
            // A newer sentence is waiting.
        }
    }

    private static void hand(String sentence, Process process) throws IOException {
        int end = Math.min(sentence.length(), MOST_CHARACTERS);
        try (OutputStream words = process.getOutputStream()) {
            words.write(sentence.substring(0, end).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String voice(Locale language) {
        return language.getLanguage().equals("zh") ? "cmn" : "en";
    }

    private void tell(String reason) {
        if (!mute) {
            mute = true;
            faults.accept(new DeviceFault(name, Kind.ABSENT, reason));
        }
    }

    @Override
    public void close() {
        speaker.shutdownNow();
    }
}
