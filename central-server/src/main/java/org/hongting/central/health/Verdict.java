package org.hongting.central.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.health.DiskHealth;
import org.hongting.protocol.health.Ending;
import org.hongting.protocol.health.LinkHealth;
import org.hongting.protocol.health.MachineHealth;
import org.hongting.protocol.health.RunHealth;
import org.hongting.protocol.health.StartReason;
import org.hongting.protocol.health.Vitals;

/// Says why a terminal is away: the likeliest of what is known, the surest first. Pure.
///
/// @param detail a number or name for the sentence; may be empty
public record Verdict(OfflineReason reason, String detail) {
    /// A broker notices a cable that is pulled within minutes, and not for all at once.
    private static final Duration TOGETHER = Duration.ofMinutes(6);
    private static final Duration AROUND_A_START = Duration.ofMinutes(3);
    private static final Duration RESTARTING = Duration.ofMinutes(5);
    private static final Duration LATELY = Duration.ofMinutes(30);
    private static final int OFTEN = 3;
    private static final int HOT = 85;
    private static final int FULL = 3;
    private static final int WEAK = -80;

    /// What is known of one terminal that is away.
    ///
    /// @param graceSince when this server began to look, while that is too short ago to tell
    /// @param runs its latest ones, the newest first
    /// @param neighbours the others of its building
    public record Facts(
            Watched terminal,
            boolean revoked,
            Optional<Instant> graceSince,
            List<HealthBook.Run> runs,
            List<Watched> neighbours) {
        public Facts {
            runs = List.copyOf(runs);
            neighbours = List.copyOf(neighbours);
        }
    }

    public static Verdict of(Facts facts, Instant now) {
        Watched terminal = facts.terminal();
        Optional<Instant> gone = terminal.gone();
        if (facts.revoked()) {
            return plain(OfflineReason.REVOKED);
        }
        if (gone.isEmpty()) {
            return plain(OfflineReason.NEVER_CAME);
        }
        if (facts.graceSince()
                .filter(begun -> gone.get().isAfter(begun.minus(AROUND_A_START)))
                .isPresent()) {
            return plain(OfflineReason.SERVER_STARTED);
        }
        LinkHealth link = terminal.vitals().link();
        if (link != null && !link.certificateEnd().isAfter(now)) {
            return new Verdict(
                    OfflineReason.CERTIFICATE_ENDED, link.certificateEnd().toString());
        }
        return ending(terminal, now)
                .or(() -> building(facts, gone.get()))
                .or(() -> fallingOver(facts.runs(), gone.get()))
                .or(() -> before(terminal.vitals()))
                .orElse(plain(OfflineReason.SILENT));
    }

    private static Verdict plain(OfflineReason reason) {
        return new Verdict(reason, "");
    }

    /// What it said itself with its last word.
    private static Optional<Verdict> ending(Watched terminal, Instant now) {
        RunHealth run = terminal.vitals().run();
        if (run == null || run.ending() == null) {
            return Optional.empty();
        }
        boolean asked = run.ending().equals(Ending.RESTART.word());
        boolean recent = terminal.heard()
                .filter(heard -> heard.heardAt().plus(RESTARTING).isAfter(now))
                .isPresent();
        return Optional.of(plain(asked && recent ? OfflineReason.STARTING_AGAIN : OfflineReason.STOPPED));
    }

    /// At least one other that went within the same minutes, and no fewer than stayed.
    private static Optional<Verdict> building(Facts facts, Instant gone) {
        long together = facts.neighbours().stream()
                .filter(other -> !other.online())
                .flatMap(other -> other.gone().stream())
                .filter(moment -> Duration.between(moment, gone).abs().compareTo(TOGETHER) <= 0)
                .count();
        long stayed = facts.neighbours().stream().filter(Watched::online).count();
        return together > 0 && together + 1 > stayed
                ? Optional.of(new Verdict(OfflineReason.BUILDING, Long.toString(together)))
                : Optional.empty();
    }

    private static Optional<Verdict> fallingOver(List<HealthBook.Run> runs, Instant gone) {
        long falls = runs.stream()
                .filter(run -> run.begun().equals(StartReason.CRASH.word()))
                .filter(run -> run.heardAt().isAfter(gone.minus(LATELY)))
                .count();
        return falls >= OFTEN
                ? Optional.of(new Verdict(OfflineReason.FALLING_OVER, Long.toString(falls)))
                : Optional.empty();
    }

    /// How it was before it went.
    private static Optional<Verdict> before(Vitals vitals) {
        LinkHealth link = vitals.link();
        DiskHealth disk = vitals.disk();
        MachineHealth machine = vitals.machine();
        Integer celsius = machine == null ? null : machine.celsius();
        Integer signal = link == null ? null : link.signal();
        if (link != null && "taken-over".equals(link.problem())) {
            return Optional.of(plain(OfflineReason.TAKEN_OVER));
        }
        if (disk != null && (disk.readOnly() || disk.percentFree() < FULL)) {
            return Optional.of(new Verdict(OfflineReason.DISK, Integer.toString(disk.percentFree())));
        }
        if (machine != null && machine.undervoltedBefore()) {
            return Optional.of(plain(OfflineReason.UNDERVOLTAGE));
        }
        if (celsius != null && celsius >= HOT) {
            return Optional.of(new Verdict(OfflineReason.TOO_HOT, celsius.toString()));
        }
        if (signal != null && signal <= WEAK) {
            return Optional.of(new Verdict(OfflineReason.WEAK_SIGNAL, signal.toString()));
        }
        return Optional.empty();
    }
}
