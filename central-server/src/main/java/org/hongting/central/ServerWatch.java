package org.hongting.central;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.service.ServiceNotice;
import org.hongting.provisioning.service.Watchdog;
import org.hongting.provisioning.service.Watchdog.Post;
import org.springframework.context.ApplicationContext;

/// Tells the service manager that this server is ready and alive: the ingest lets another transaction pass, the
/// database answers, and the downlink's thread comes round. Silent where no manager listens.
final class ServerWatch implements AutoCloseable {
    private final SingleThreadScheduler watching = new SingleThreadScheduler("watchdog");
    private final ServiceNotice notice;
    private final Optional<Watchdog> watchdog;

    /// @param context of a server that runs
    ServerWatch(Map<String, String> surroundings, ApplicationContext context) {
        TerminalLink link = context.getBean(TerminalLink.class);
        Database database = context.getBean(Database.class);
        SingleThreadScheduler downlink = context.getBean("downlinkScheduler", SingleThreadScheduler.class);
        List<Post> posts = List.of(
                new Post("the ingest", link::askIngest),
                new Post("the database", passed -> {
                    database.reading(transaction -> transaction.query("SELECT 1 AS one", row -> row.integer("one")));
                    passed.run();
                }),
                new Post("the downlink", downlink::execute));
        this.notice = ServiceNotice.in(surroundings);
        this.watchdog = Watchdog.pace(surroundings).map(every -> new Watchdog(watching, notice, () -> posts, every));
    }

    /// All listeners are open.
    void ready(String status) {
        notice.ready(status);
        watchdog.ifPresent(Watchdog::start);
    }

    @Override
    public void close() {
        notice.stopping();
        watching.close();
    }
}
