package org.hongting.central.console;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.hongting.central.platform.broker.LineState;
import org.hongting.central.platform.servers.Overview;
import org.hongting.central.platform.servers.ServerState;
import org.hongting.central.platform.servers.Servers;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;

/// Which servers there are, what each hears, and which terminals nobody hears.
@Controller
class ServerController {
    private final Servers servers;

    ServerController(Servers servers) {
        this.servers = servers;
    }

    @ModelAttribute("section")
    String section() {
        return "system";
    }

    @GetMapping("/servers")
    String page(Model model) {
        model.addAttribute("overview", servers.look());
        return "servers";
    }

    /// The piece that an open page asks for again.
    @GetMapping("/servers/live")
    String live(Model model) {
        page(model);
        return "servers :: live";
    }

    /// The same for whoever watches the servers.
    ///
    /// @param alarming whether terminals are heard by nobody
    record Answer(
            boolean alone,
            boolean alarming,
            SortedSet<Integer> unheld,
            long unheardTerminals,
            List<Overview.Unheard> unheard,
            List<Server> servers) {}

    /// @param standing `here`, `silent` or `ended`
    record Server(
            String id,
            String host,
            String folder,
            String software,
            Instant begun,
            Instant heard,
            String standing,
            boolean leads,
            SortedSet<Integer> shards,
            List<LineState> lines) {
        static Server of(ServerState state) {
            return new Server(
                    state.id().value(),
                    state.host(),
                    state.folder(),
                    state.software(),
                    state.begun(),
                    state.heard(),
                    state.standing().word(),
                    state.leads(),
                    state.shards(),
                    state.lines());
        }
    }

    @GetMapping("/api/servers")
    @ResponseBody
    Answer answer() {
        Overview overview = servers.look();
        return new Answer(
                overview.alone(),
                overview.isAlarming(),
                overview.unheld(),
                overview.unheardTerminals(),
                overview.unheard(),
                overview.servers().stream().map(Server::of).toList());
    }
}
