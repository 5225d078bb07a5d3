package org.hongting.kiosk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.hongting.provisioning.service.ServiceNotice;
import org.hongting.provisioning.service.Watchdog;
import org.hongting.provisioning.service.Watchdog.Post;
import org.hongting.sync.mqtt.SerialScheduler;

/// Tells the service manager that this terminal is ready and alive: what paints, the desk with its journal, and the
/// link have answered, each on its own thread, one after the other. Before there is a desk, what paints is all there
/// is. Silent where no manager listens.
final class TerminalWatch implements AutoCloseable {
    private final SerialScheduler watching = new SerialScheduler("watchdog");
    private final ServiceNotice notice;
    private final Optional<Watchdog> watchdog;
    private final AtomicBoolean ready = new AtomicBoolean();

    TerminalWatch(Map<String, String> surroundings, Supplier<Optional<Terminal>> terminal) {
        this.notice = ServiceNotice.in(surroundings);
        this.watchdog = Watchdog.pace(surroundings)
                .map(every -> new Watchdog(watching, notice, () -> posts(terminal.get()), every));
    }

    private static List<Post> posts(Optional<Terminal> terminal) {
        return Stream.concat(
                        Stream.of(new Post("the FX thread", Platform::runLater)),
                        terminal.stream()
                                .flatMap(opened -> Stream.of(
                                        new Post("the desk", opened::askDesk), new Post("the link", opened::askLink))))
                .toList();
    }

    /// The screen is true: it takes cards, or says why not. From the first time on the watchdog wants to be fed.
    ///
    /// @param status for whoever asks the service manager
    void ready(String status) {
        if (ready.getAndSet(true)) {
            notice.status(status);
        } else {
            notice.ready(status);
            watchdog.ifPresent(Watchdog::start);
        }
    }

    @Override
    public void close() {
        notice.stopping();
        watching.close();
    }
}
