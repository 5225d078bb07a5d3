package org.hongting.central.console;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.hongting.central.health.Fleet;
import org.hongting.central.health.HealthBook;
import org.hongting.central.health.HealthIntake;
import org.hongting.central.health.Metrics;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The figures of all terminals for a monitoring system, which signs in like any script.
@RestController
class ApiHealthController {
    private final Database database;
    private final Fleet fleet;
    private final HealthIntake intake;
    private final Clock clock;

    ApiHealthController(Database database, Fleet fleet, HealthIntake intake, Clock clock) {
        this.database = database;
        this.fleet = fleet;
        this.intake = intake;
        this.clock = clock;
    }

    @GetMapping("/api/metrics")
    ResponseEntity<byte[]> metrics() {
        String text = Metrics.of(
                fleet.terminals(),
                database.reading(HealthBook::starts),
                clock.instant(),
                intake.taken(),
                intake.dropped());
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, Metrics.CONTENT_TYPE)
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
