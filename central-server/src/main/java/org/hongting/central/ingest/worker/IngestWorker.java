package org.hongting.central.ingest.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.hongting.central.ingest.Answer;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.Ingest;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Hello;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drives an [Ingest] on two threads of its own: one waits for a message and reads it with what else has come, while
/// the other has all of the group before committed at once. The queue is bounded, and so is each terminal's share of
/// it, so that one that sends without end does not silence the others; what does not fit is dropped and counted, and
/// its terminal sends it again.
public final class IngestWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestWorker.class);
    private static final int QUEUED_MESSAGES = 1024;

    /// Several times what a terminal that keeps to its window has under way.
    private static final int QUEUED_OF_ONE_TERMINAL = 4 * Limits.BATCHES_IN_FLIGHT;

    /// About a thousand records of usual size.
    private static final int GROUP_BYTES = 512 * 1024;

    /// Room that only hellos may take: whoever asks when to send is told, however many send.
    private static final int KEPT_FOR_HELLOS = QUEUED_MESSAGES / 8;

    private static final Duration FAULT_PAUSE = Duration.ofMillis(200);

    private final Ingest ingest;
    private final Recipient recipient;
    private final Turns turns;
    private final BlockingQueue<Arrived> queue = new ArrayBlockingQueue<>(QUEUED_MESSAGES);
    private final Map<TerminalId, Integer> queuedOf = new ConcurrentHashMap<>();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong stored = new AtomicLong();
    private final Lock turn = new ReentrantLock();

    /// One group at most is read and waits; more would only make acknowledgements older.
    private final BlockingQueue<Ingest.Opened> opened = new ArrayBlockingQueue<>(1);

    private final Thread reading;
    private final Thread storing;
    private volatile boolean closed;

    /// Who is told of each group, after its commit, on the thread that stores.
    public interface Recipient {
        void answer(Answer answer);

        /// @param turn how long until it is this terminal's turn to be sent something
        void hello(Hello hello, Duration turn);
    }

    /// @param random spreads what many terminals are asked to wait
    public IngestWorker(Ingest ingest, Recipient recipient, RandomGenerator random) {
        this.ingest = ingest;
        this.recipient = recipient;
        this.turns = new Turns(System::nanoTime, random);
        this.reading = Thread.ofPlatform().name("ingest-letters").unstarted(() -> repeat(this::read));
        this.storing = Thread.ofPlatform().name("ingest").unstarted(() -> repeat(this::store));
    }

    public void start() {
        reading.start();
        storing.start();
    }

    /// Never waits. Safe for use by many threads.
    ///
    /// @return false if there is no room: the message is counted and forgotten
    public boolean offer(Arrived arrived) {
        TerminalId terminal = arrived.topic().terminal();
        boolean fits = queuedOf.merge(terminal, 1, Integer::sum) <= QUEUED_OF_ONE_TERMINAL;
        boolean hasRoom = arrived.topic().channel() == Channel.HELLO || queue.remainingCapacity() > KEPT_FOR_HELLOS;
        boolean taken = fits && hasRoom && !closed && queue.offer(arrived);
        if (!taken) {
            leaves(terminal);
            dropped.incrementAndGet();
        }
        return taken;
    }

    private void leaves(TerminalId terminal) {
        queuedOf.computeIfPresent(terminal, (_, queued) -> queued == 1 ? null : queued - 1);
    }

    /// Messages that found no room since the start.
    public long dropped() {
        return dropped.get();
    }

    /// Records stored since the start.
    public long stored() {
        return stored.get();
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void repeat(Step step) {
        while (!closed) {
            try {
                step.run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("a group of messages was given up; their terminals will send again", e);
            }
        }
    }

    private void read() throws InterruptedException {
        opened.put(ingest.open(gather()));
    }

    private void store() throws InterruptedException {
        Ingest.Opened group = opened.take();
        turns.busy(queue.remainingCapacity() < QUEUED_MESSAGES / 4);
        deliver(take(group, turns));
    }

    /// Takes messages that did not come over the line, between two groups of those that did. Safe for use by many
    /// threads; returns when they are committed, and tells no recipient.
    public Ingest.Outcome takeAside(List<Arrived> messages) {
        return take(ingest.open(messages), (_, _) -> Duration.ZERO);
    }

    /// Returns once the group that is being stored is, however long that takes: whether both threads live.
    public boolean letsPass() {
        turn.lock();
        try {
            return reading.isAlive() && storing.isAlive();
        } finally {
            turn.unlock();
        }
    }

    private Ingest.Outcome take(Ingest.Opened group, Ingest.Pace pace) {
        turn.lock();
        try {
            Ingest.Outcome outcome = ingest.take(group, pace);
            stored.addAndGet(outcome.stored());
            return outcome;
        } finally {
            turn.unlock();
        }
    }

    /// Everything that is there. What comes while it is read and stored is the next group, so groups grow as the store
    /// grows slow, and nobody waits for others who may not come.
    private List<Arrived> gather() throws InterruptedException {
        List<Arrived> group = new ArrayList<>();
        Arrived next = queue.take();
        int bytes = 0;
        while (next != null) {
            group.add(next);
            leaves(next.topic().terminal());
            bytes += next.payload().length;
            next = bytes < GROUP_BYTES ? queue.poll() : null;
        }
        return group;
    }

    private void deliver(Ingest.Outcome outcome) throws InterruptedException {
        for (Answer answer : outcome.answers()) {
            attempt("an acknowledgement", () -> recipient.answer(answer));
        }
        for (Hello hello : outcome.hellos()) {
            attempt("a hello", () -> recipient.hello(hello, turns.untilTurn(hello.terminal())));
        }
        for (RuntimeException fault : outcome.faults()) {
            LOG.error("messages of one terminal were not stored; it will send again", fault);
        }
        if (!outcome.faults().isEmpty()) {
            // A full disk does not heal in a millisecond, and trying without pause would keep it busy.
            Thread.sleep(FAULT_PAUSE);
        }
    }

    private static void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("{} could not be passed on", what, e);
        }
    }

    /// Stops after the group at hand. What is still queued was never acknowledged.
    @Override
    public void close() {
        closed = true;
        List<Thread> threads = List.of(reading, storing);
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
