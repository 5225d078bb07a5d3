package org.hongting.central.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hongting.central.alert.AlertRule.Setting;
import org.hongting.central.alert.Observation.Finding;
import org.hongting.central.health.HealthBook;
import org.hongting.central.health.Watched;
import org.hongting.protocol.health.ClockHealth;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.LinkHealth;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.StartReason;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.time.ClockQuality;
import org.jspecify.annotations.Nullable;

/// Looks at all terminals by all rules. Pure: what is known goes in, what is seen comes out.
final class Observer {
    /// Two whole messages and a half: whoever said nothing for longer is not known.
    static final Duration FRESH = Duration.ofMinutes(25);

    /// How far back starts are counted.
    static final Duration RESTARTS_WITHIN = Duration.ofMinutes(10);

    private static final int FEW = 2;
    private static final int CELSIUS_BACK = 3;
    private static final int PERCENT_BACK = 2;

    private final Map<AlertRule, Setting> rules;
    private final List<Watched> fleet;
    private final Map<String, Long> restarts;
    private final boolean gracious;
    private final Instant now;
    private final Map<AlertKey, Observation> seen = new TreeMap<>();

    /// @param runs that began in the last [#RESTARTS_WITHIN]
    /// @param gracious true while an absence means nothing yet, after a start of the server
    private Observer(
            Map<AlertRule, Setting> rules,
            List<Watched> fleet,
            List<HealthBook.Run> runs,
            boolean gracious,
            Instant now) {
        this.rules = rules;
        this.fleet = fleet;
        this.restarts = runs.stream()
                .filter(run -> !run.begun().equals(StartReason.COMMAND.word())
                        && !run.begun().equals(StartReason.FIRST.word()))
                .collect(Collectors.groupingBy(HealthBook.Run::terminal, Collectors.counting()));
        this.gracious = gracious;
        this.now = now;
    }

    static Map<AlertKey, Observation> look(
            Map<AlertRule, Setting> rules,
            List<Watched> fleet,
            List<HealthBook.Run> runs,
            boolean gracious,
            Instant now) {
        Observer observer = new Observer(rules, fleet, runs, gracious, now);
        Map<String, Boolean> down = observer.buildings();
        for (Watched terminal : fleet) {
            observer.offline(terminal, down.getOrDefault(terminal.building(), false));
            observer.vitals(terminal);
        }
        return observer.seen;
    }

    private Setting rule(AlertRule rule) {
        return rules.getOrDefault(rule, rule.standard());
    }

    private void see(AlertRule rule, String subject, Observation observation) {
        if (rule(rule).enabled()) {
            seen.put(new AlertKey(rule, subject), observation);
        }
    }

    /// @return whether most of each building is away
    private Map<String, Boolean> buildings() {
        Map<String, List<Watched>> byBuilding =
                fleet.stream().filter(Observer::everCame).collect(Collectors.groupingBy(Watched::building));
        Map<String, Boolean> down = new HashMap<>();
        byBuilding.forEach((building, terminals) -> {
            long away =
                    terminals.stream().filter(terminal -> !terminal.online()).count();
            boolean most = away >= FEW && away * 100 >= rule(AlertRule.BUILDING).threshold() * terminals.size();
            if (terminals.size() >= FEW && !building.isEmpty()) {
                down.put(building, most && rule(AlertRule.BUILDING).enabled());
                see(
                        AlertRule.BUILDING,
                        building,
                        most && gracious ? Observation.UNSURE : Observation.of(most, away + "/" + terminals.size()));
            }
        });
        return down;
    }

    /// A terminal that never connected is not away: it is not there yet.
    private static boolean everCame(Watched terminal) {
        return terminal.online() || terminal.gone().isPresent();
    }

    private void offline(Watched terminal, boolean buildingDown) {
        boolean away = !terminal.online() && everCame(terminal);
        see(
                AlertRule.OFFLINE,
                terminal.id(),
                away && gracious ? Observation.UNSURE : Observation.of(away, "").mutedIf(buildingDown));
    }

    private boolean isFresh(Watched terminal) {
        return terminal.online()
                && terminal.heard()
                        .filter(heard -> heard.heardAt().plus(FRESH).isAfter(now))
                        .isPresent();
    }

    private void vitals(Watched terminal) {
        boolean known = isFresh(terminal);
        Vitals vitals = known ? terminal.vitals() : Vitals.NONE;
        String id = terminal.id();
        see(AlertRule.WAITING, id, waiting(vitals.link()));
        see(AlertRule.CERTIFICATE, id, certificate(terminal.vitals().link()));
        see(AlertRule.CLOCK, id, clock(vitals.clock()));
        disk(id, vitals.disk());
        machine(id, vitals.machine());
        see(AlertRule.DEVICE, id, devices(vitals.devices()));
        long starts = restarts.getOrDefault(id, 0L);
        see(
                AlertRule.RESTARTS,
                id,
                Observation.of(starts >= rule(AlertRule.RESTARTS).threshold(), Long.toString(starts)));
    }

    private Observation waiting(@Nullable LinkHealth link) {
        return link == null
                ? Observation.UNSURE
                : Observation.of(link.oldest() >= rule(AlertRule.WAITING).threshold(), Long.toString(link.pending()));
    }

    /// Certificates end whether or not somebody is there to say so.
    private Observation certificate(@Nullable LinkHealth link) {
        if (link == null) {
            return Observation.UNSURE;
        }
        long days = Duration.between(now, link.certificateEnd()).toDays();
        return Observation.of(days < rule(AlertRule.CERTIFICATE).threshold(), Long.toString(days));
    }

    private Observation clock(@Nullable ClockHealth clock) {
        if (clock == null) {
            return Observation.UNSURE;
        }
        long offset = clock.offset() == null ? 0 : Math.abs(clock.offset()) / 1000;
        return Observation.of(
                clock.quality() == ClockQuality.GUESSED
                        || offset > rule(AlertRule.CLOCK).threshold(),
                Long.toString(offset));
    }

    private void disk(String id, @Nullable DiskHealth disk) {
        if (disk == null) {
            see(AlertRule.DISK, id, Observation.UNSURE);
            see(AlertRule.READ_ONLY, id, Observation.UNSURE);
            see(AlertRule.WORN, id, Observation.UNSURE);
            return;
        }
        long least = rule(AlertRule.DISK).threshold();
        see(
                AlertRule.DISK,
                id,
                Observation.of(
                        disk.percentFree() < least,
                        disk.percentFree() >= least + PERCENT_BACK,
                        Integer.toString(disk.percentFree())));
        see(AlertRule.READ_ONLY, id, Observation.of(disk.readOnly(), ""));
        Integer worn = disk.worn();
        see(
                AlertRule.WORN,
                id,
                worn == null
                        ? Observation.of(false, "")
                        : Observation.of(worn >= rule(AlertRule.WORN).threshold(), worn.toString()));
    }

    private void machine(String id, @Nullable MachineHealth machine) {
        Integer celsius = machine == null ? null : machine.celsius();
        long most = rule(AlertRule.TEMPERATURE).threshold();
        see(
                AlertRule.TEMPERATURE,
                id,
                celsius == null
                        ? Observation.UNSURE
                        : Observation.of(celsius > most, celsius <= most - CELSIUS_BACK, celsius.toString()));
        see(
                AlertRule.UNDERVOLTAGE,
                id,
                machine == null ? Observation.UNSURE : Observation.of(machine.undervoltedBefore(), ""));
    }

    private static Observation devices(@Nullable List<DeviceHealth> devices) {
        if (devices == null) {
            return Observation.UNSURE;
        }
        String absent = devices.stream()
                .filter(device -> !device.present())
                .map(DeviceHealth::device)
                .collect(Collectors.joining(", "));
        return new Observation(absent.isEmpty() ? Finding.NO : Finding.YES, absent, false);
    }
}
