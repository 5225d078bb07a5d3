package org.hongting.central.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hongting.central.alert.AlertBook;
import org.hongting.central.alert.AlertRule;
import org.hongting.central.alert.AlertWatch;
import org.hongting.central.health.Building;
import org.hongting.central.health.Fleet;
import org.hongting.central.health.HealthBook;
import org.hongting.central.health.LineHistory;
import org.hongting.central.health.Verdict;
import org.hongting.central.health.Watched;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// How terminals are, for their pages.
@Component
class HealthModel {
    private static final int DAYS = 7;
    private static final int RUNS = 10;

    private final Database database;
    private final Fleet fleet;
    private final AlertWatch watch;
    private final ZoneId zone;
    private final Clock clock;

    HealthModel(Database database, Fleet fleet, AlertWatch watch, ZoneId siteZone, Clock clock) {
        this.database = database;
        this.fleet = fleet;
        this.watch = watch;
        this.zone = siteZone;
        this.clock = clock;
    }

    /// The terminals of one building in a list.
    record Group(String building, long online, long count, List<TerminalBoard.Terminal> terminals) {}

    /// Puts a page of the list into its buildings, and says what fires where.
    void fill(List<TerminalBoard.Terminal> terminals, Model model) {
        Map<String, List<TerminalBoard.Terminal>> byBuilding = terminals.stream()
                .collect(Collectors.groupingBy(
                        terminal -> terminal.revoked() ? "" : Building.of(terminal.place()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        model.addAttribute(
                "groups",
                byBuilding.entrySet().stream()
                        .map(entry -> new Group(
                                entry.getKey(),
                                entry.getValue().stream()
                                        .filter(TerminalBoard.Terminal::online)
                                        .count(),
                                entry.getValue().size(),
                                entry.getValue()))
                        .toList());
        List<AlertBook.Alert> firing = database.reading(AlertBook::firing);
        model.addAttribute("firing", firing.size());
        model.addAttribute(
                "alerts",
                firing.stream()
                        .filter(alert -> alert.rule() != AlertRule.BUILDING)
                        .collect(Collectors.groupingBy(AlertBook.Alert::subject)));
    }

    /// Everything that is known of one terminal.
    void fill(TerminalBoard.Terminal terminal, Model model) {
        Instant now = clock.instant();
        TerminalId id = new TerminalId(terminal.id());
        model.addAttribute("days", HistoryDay.of(stretches(terminal.id(), now), zone, now, DAYS));
        List<HealthBook.Run> runs = database.reading(transaction -> HealthBook.runs(transaction, id, RUNS));
        model.addAttribute("runs", runs);
        Optional<HealthBook.Heard> heard = database.reading(transaction -> HealthBook.find(transaction, id));
        model.addAttribute("heard", heard);
        model.addAttribute(
                "firing",
                database.reading(AlertBook::firing).stream()
                        .filter(alert -> alert.subject().equals(terminal.id()))
                        .toList());
        if (!terminal.online()) {
            model.addAttribute("why", verdict(terminal, heard, runs, now));
        }
    }

    private List<LineHistory.Stretch> stretches(String terminal, Instant now) {
        Instant from = now.minus(Duration.ofDays(DAYS));
        return database.reading(transaction -> LineHistory.of(transaction, terminal, from, now));
    }

    private Verdict verdict(
            TerminalBoard.Terminal terminal, Optional<HealthBook.Heard> heard, List<HealthBook.Run> runs, Instant now) {
        String building = Building.of(terminal.place());
        List<Watched> all = fleet.terminals();
        List<Watched> neighbours = all.stream()
                .filter(other -> !other.id().equals(terminal.id()) && !building.isEmpty())
                .filter(other -> other.building().equals(building))
                .toList();
        // Who was revoked is not watched any more.
        Watched watched = all.stream()
                .filter(other -> other.id().equals(terminal.id()))
                .findFirst()
                .orElseGet(() -> new Watched(
                        terminal.id(),
                        terminal.name(),
                        terminal.place(),
                        false,
                        terminal.pending(),
                        terminal.lastContact(),
                        terminal.lastContact(),
                        heard));
        return Verdict.of(new Verdict.Facts(watched, terminal.revoked(), watch.graceSince(), runs, neighbours), now);
    }
}
