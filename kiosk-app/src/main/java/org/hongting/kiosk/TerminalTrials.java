package org.hongting.kiosk;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.hongting.kiosk.diagnosis.DiskTrial;
import org.hongting.kiosk.diagnosis.NetworkTrial;
import org.hongting.kiosk.diagnosis.Trial;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.record.TestedPart;
import org.hongting.sync.link.LinkStatus;

/// Tests what a terminal is without its window: clock, network, line and disk. Waits for each of them.
///
/// @param announced where the centre says that it listens for terminals
/// @param data where the journal is
record TerminalTrials(
        TerminalClock clock,
        Supplier<LinkStatus> link,
        Supplier<Optional<URI>> announced,
        Path data,
        RandomGenerator random) {
    private static final Duration OFF = Duration.ofSeconds(2);

    List<TestedPart> all() {
        LinkStatus status = link.get();
        return List.of(
                clock(status),
                NetworkTrial.address(),
                NetworkTrial.centre(announced.get()),
                line(status),
                DiskTrial.of(data, random));
    }

    private TestedPart clock(LinkStatus status) {
        Map<String, Long> figures = status.serverOffset()
                .map(offset -> Map.of("offset-millis", offset.toMillis()))
                .orElse(Map.of());
        boolean isOff = status.serverOffset()
                .filter(offset -> offset.abs().compareTo(OFF) > 0)
                .isPresent();
        return switch (clock.read().quality()) {
            case SYNCED -> isOff ? Trial.doubtful("clock", "offset", figures) : Trial.fine("clock", figures);
            case RTC -> Trial.doubtful("clock", "rtc", figures);
            case GUESSED -> Trial.doubtful("clock", "guessed", figures);
        };
    }

    private static TestedPart line(LinkStatus status) {
        return status.state() == LinkStatus.State.ONLINE
                ? Trial.fine("line", Map.of("pending", status.pending()))
                : Trial.broken("line", "offline");
    }
}
