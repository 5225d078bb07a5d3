package org.hongting.kiosk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.kiosk.checkin.StickNotice;
import org.hongting.kiosk.checkin.StickNotice.Phase;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Scheduler.Cancellable;
import org.hongting.sync.courier.Courier;
import org.hongting.sync.courier.Visit;
import org.hongting.sync.mqtt.SerialScheduler;

/// Serves sticks for a station without network, each once for every time that it is put in, on a thread of its own: a
/// slow stick keeps neither the desk nor the link waiting.
final class TerminalCourier implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(2);

    /// So long the screen says what became of a stick.
    private static final Duration SAID = Duration.ofMinutes(1);

    private final SerialScheduler serving = new SerialScheduler("courier");
    private final Courier courier;
    private final TerminalId terminal;
    private final List<Path> places;
    private final Runnable onNotice;
    private final Set<Path> served = new HashSet<>();
    private Cancellable unsaying = () -> {};
    private volatile Optional<StickNotice> notice = Optional.empty();

    /// @param places where sticks are mounted
    /// @param onNotice told on this object's thread when [#notice] has changed
    TerminalCourier(Courier courier, TerminalId terminal, List<Path> places, Runnable onNotice) {
        this.courier = courier;
        this.terminal = terminal;
        this.places = places;
        this.onNotice = onNotice;
    }

    /// Begins to look for sticks.
    void start() {
        serving.execute(this::look);
    }

    /// What is to be said of a stick now. Safe for use by many threads.
    Optional<StickNotice> notice() {
        return notice;
    }

    private void look() {
        List<Path> there = Sticks.in(places).stream()
                .filter(stick -> Files.isRegularFile(Courier.fileFor(stick, terminal)))
                .toList();
        served.retainAll(there);
        there.stream().filter(served::add).forEach(this::serve);
        serving.after(LOOK, this::look);
    }

    private void serve(Path stick) {
        say(new StickNotice(Phase.WORKING, 0));
        Optional<StickNotice> said = courier.serve(stick).map(visit -> switch (visit) {
            case Visit.Served(var _, var _, var records, var _) -> new StickNotice(Phase.READY, records);
            case Visit.Foreign() -> new StickNotice(Phase.FOREIGN, 0);
            case Visit.Failed(var problem) -> {
                System.getLogger(TerminalCourier.class.getName())
                        .log(System.Logger.Level.WARNING, "a stick was not served: {0}", problem);
                yield new StickNotice(Phase.FAILED, 0);
            }
        });
        say(said.orElseGet(() -> new StickNotice(Phase.FAILED, 0)));
        unsaying.cancel();
        unsaying = serving.after(SAID, this::unsay);
    }

    private void say(StickNotice now) {
        notice = Optional.of(now);
        onNotice.run();
    }

    private void unsay() {
        notice = Optional.empty();
        onNotice.run();
    }

    @Override
    public void close() {
        serving.close();
    }
}
