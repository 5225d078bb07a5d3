package org.hongting.central.console;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hongting.central.configuration.Groups;
import org.hongting.central.health.Fleet;
import org.hongting.central.release.Releases;
import org.hongting.central.release.RolloutRefusal;
import org.hongting.central.release.RolloutRow;
import org.hongting.central.release.Rollouts;
import org.hongting.central.release.StagedRelease;
import org.hongting.central.rollout.Place;
import org.hongting.central.rollout.Stage;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.ReleaseObstacle;
import org.springframework.stereotype.Component;

/// What pages and scripts do about rollouts, and what they show of them.
@Component
class RolloutDesk {
    private static final int SHOWN = 12;

    private final Database database;
    private final Releases releases;
    private final Rollouts rollouts;
    private final Fleet fleet;
    private final Groups groups;

    RolloutDesk(Database database, Releases releases, Rollouts rollouts, Fleet fleet, Groups groups) {
        this.database = database;
        this.releases = releases;
        this.rollouts = rollouts;
        this.fleet = fleet;
        this.groups = groups;
    }

    /// What people can decide. Its word stands in addresses.
    enum Decision {
        PAUSE,
        RESUME,
        ABORT,
        AGAIN;

        static Optional<Decision> find(String word) {
            return Words.find(Decision.class, word);
        }
    }

    /// A stage as it is shown.
    public record StageLine(int number, Stage rules, int size, long done, long told, long failed, long silent) {
        public boolean isOver() {
            return done + failed + silent == size;
        }
    }

    /// A terminal that failed, is silent or is at it.
    ///
    /// @param said what it said last of this release, as a key of texts
    public record PlaceLine(
            String terminal, String name, String progress, String said, Optional<ReleaseObstacle> obstacle) {}

    /// A rollout as it is shown.
    public record Line(RolloutRow row, List<StageLine> stages, List<PlaceLine> places) {
        public String standing() {
            return row.state().standing().name().toLowerCase(Locale.ROOT);
        }

        public boolean isOver() {
            return row.state().standing().isOver();
        }
    }

    /// A terminal that can be chosen.
    public record Choice(String id, String name, String place) {}

    List<StagedRelease> staged() {
        return database.reading(releases::all);
    }

    List<Line> lines() {
        Map<String, String> names = new HashMap<>();
        fleet.terminals().forEach(one -> names.put(one.id(), one.name()));
        return database.reading(transaction -> {
            Map<TerminalId, Rollouts.Report> said = rollouts.reports(transaction);
            return rollouts.all(transaction, SHOWN).stream()
                    .map(row -> line(row, said, names))
                    .toList();
        });
    }

    Optional<Line> line(String id) {
        return lines().stream().filter(line -> line.row().id().equals(id)).findFirst();
    }

    private static Line line(RolloutRow row, Map<TerminalId, Rollouts.Report> said, Map<String, String> names) {
        List<StageLine> stages = IntStream.range(0, row.state().stages().size())
                .mapToObj(number -> new StageLine(
                        number,
                        row.state().stages().get(number),
                        row.state().size(number),
                        row.state().count(number, Place.Progress.DONE),
                        row.state().count(number, Place.Progress.TOLD),
                        row.state().count(number, Place.Progress.FAILED),
                        row.state().count(number, Place.Progress.SILENT)))
                .toList();
        List<PlaceLine> places = row.state().places().stream()
                .filter(place -> place.progress() != Place.Progress.DONE)
                .filter(place -> place.progress() != Place.Progress.WAITING)
                .map(place -> {
                    Optional<Rollouts.Report> report = Optional.ofNullable(said.get(place.terminal()))
                            .filter(one -> one.release().equals(row.release()) && one.attempt() == row.attempt());
                    String id = place.terminal().value();
                    return new PlaceLine(
                            id,
                            names.getOrDefault(id, id),
                            place.progress().name().toLowerCase(Locale.ROOT),
                            report.map(Rollouts.Report::word).orElse("nothing"),
                            report.flatMap(Rollouts.Report::obstacle));
                })
                .toList();
        return new Line(row, stages, places);
    }

    List<Choice> choices() {
        return fleet.terminals().stream()
                .map(one -> new Choice(one.id(), one.name(), one.place()))
                .toList();
    }

    List<Groups.Group> groups() {
        return database.reading(groups::all);
    }

    /// @throws RolloutRefusal if it cannot be begun
    /// @throws IllegalArgumentException if the form does not fit
    String begin(RolloutForm form, String by) {
        List<TerminalId> all =
                fleet.terminals().stream().map(one -> new TerminalId(one.id())).toList();
        return database.inTransaction(transaction -> rollouts.begin(
                        transaction,
                        form.wish(
                                all,
                                group -> transaction.query(
                                        "SELECT terminal FROM terminal_grouped WHERE group_id = ? ORDER BY terminal",
                                        row -> new TerminalId(row.text("terminal")),
                                        group)),
                        by)
                .id());
    }

    /// @throws RolloutRefusal if there is none, or it is over
    void decide(String id, Decision decision, String by) {
        database.inTransaction(transaction -> {
            switch (decision) {
                case PAUSE -> rollouts.pause(transaction, id, by);
                case RESUME -> rollouts.resume(transaction, id, by);
                case ABORT -> rollouts.abort(transaction, id, by);
                case AGAIN -> rollouts.again(transaction, id, by);
            }
            return id;
        });
    }
}
