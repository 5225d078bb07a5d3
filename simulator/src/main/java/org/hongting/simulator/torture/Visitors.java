package org.hongting.simulator.torture;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.simulator.demo.SampleSchool.SampleMember;
import org.hongting.simulator.demo.TerminalProcess;

/// People who come to one terminal, one after the other, whatever is done to it. Who gets no answer, or hears that
/// nothing was recorded, tries once more; once all have been there, all come again.
final class Visitors {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final int LONGEST_PAUSE_MILLIS = 250;
    private static final int ONE_OF_STRANGERS = 20;
    private static final String UNKNOWN_CARD = "DEADBEEF";
    private static final Set<String> CONFIRMED = Set.of("admitted", "already");

    private final TerminalProcess terminal;
    private final Queue<SampleMember> queue;
    private final SplittableRandom chance;
    private final AtomicLong shown = new AtomicLong();
    private final AtomicLong confirmed = new AtomicLong();
    private final Thread thread;
    private volatile boolean ended;

    private Visitors(TerminalProcess terminal, Collection<SampleMember> members, SplittableRandom chance) {
        this.terminal = terminal;
        this.queue = new ArrayDeque<>(members);
        this.chance = chance;
        this.thread = Thread.ofPlatform().daemon().name("visitors").unstarted(this::come);
    }

    /// @param members who come to no other terminal
    static Visitors begin(TerminalProcess terminal, Collection<SampleMember> members, SplittableRandom chance) {
        Visitors visitors = new Visitors(terminal, members, chance);
        visitors.thread.start();
        return visitors;
    }

    long shown() {
        return shown.get();
    }

    /// How many cards were answered with a confirmation.
    long confirmed() {
        return confirmed.get();
    }

    private void come() {
        try {
            while (!ended) {
                if (terminal.isAlive()) {
                    next();
                    Thread.sleep(chance.nextInt(LONGEST_PAUSE_MILLIS));
                } else {
                    Thread.sleep(LOOK_AGAIN_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() throws InterruptedException {
        if (chance.nextInt(ONE_OF_STRANGERS) == 0) {
            answerTo(UNKNOWN_CARD);
            return;
        }
        SampleMember member = queue.remove();
        queue.add(member);
        if (answerTo(member.card()).filter(CONFIRMED::contains).isEmpty()) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            answerTo(member.card());
        }
    }

    private Optional<String> answerTo(String card) throws InterruptedException {
        int before = terminal.position();
        try {
            terminal.say("card " + card);
        } catch (UncheckedIOException | NoSuchElementException e) {
            return Optional.empty(); // It was killed a moment ago.
        }
        shown.incrementAndGet();
        Optional<String> answer =
                terminal.listen(PATIENCE, before, KioskEvent.Answered.class).map(KioskEvent.Answered::answer);
        if (answer.filter(CONFIRMED::contains).isPresent()) {
            confirmed.incrementAndGet();
        }
        return answer;
    }

    /// Nobody comes any more.
    void end() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
