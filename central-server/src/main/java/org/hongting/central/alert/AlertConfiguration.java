package org.hongting.central.alert;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.hongting.central.health.Fleet;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.central.platform.lease.Seat;
import org.hongting.protocol.port.Database;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The alerts of the running server.
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {
    @Bean
    AlertWatch alertWatch(Database database, Fleet fleet, List<OnAlert> listeners, Clock clock, SecureRandom random) {
        return new AlertWatch(
                database,
                fleet,
                (transaction, fired, cleared) ->
                        listeners.forEach(listener -> listener.changed(transaction, fired, cleared)),
                clock,
                random);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("alerts")
    SingleThreadScheduler alertScheduler() {
        return new SingleThreadScheduler("alerts");
    }

    @Bean
    AlertLoop alertLoop(AlertWatch watch, Seat seat, @Qualifier("alerts") SingleThreadScheduler thread) {
        return new AlertLoop(watch, seat.leadership(), thread);
    }
}
