package org.hongting.central.fleet;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hongting.central.platform.CentralSettings;
import org.hongting.central.platform.broker.TerminalBroker;
import org.hongting.central.platform.lease.Seat;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.port.Database;
import org.hongting.provisioning.authority.SiteAuthority;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The fleet of the running server.
@Configuration(proxyBeanMethods = false)
class FleetConfiguration {
    @Bean
    Terminals terminals(Database database, Clock clock, List<OnRevocation> duties, Seat seat) {
        return new Terminals(database, clock, duties, !seat.isShared());
    }

    @Bean
    ClaimTokens claimTokens(Database database, Clock clock, SecureRandom random) {
        return new ClaimTokens(database, clock, random);
    }

    @Bean
    Placements placements(TerminalBroker broker, CentralSettings settings) {
        return new Placements(() -> settings.brokers().isEmpty()
                ? List.of(new MqttEndpoint(
                        settings.hostNames().getFirst(),
                        settings.announcedMqttPort() == 0 ? broker.port() : settings.announcedMqttPort()))
                : settings.brokers());
    }

    @Bean
    Claims claims(Database database, Clock clock, SiteAuthority authority, Terminals terminals, Placements placements) {
        return new Claims(database, clock, authority, terminals, placements);
    }

    @Bean
    Renewals renewals(
            Database database, Clock clock, SiteAuthority authority, Placements placements, SecureRandom random) {
        return new Renewals(database, clock, authority, placements, random);
    }

    @Bean
    Farewells farewells(Database database, Clock clock, Terminals terminals, Renewals renewals) {
        return new Farewells(database, clock, terminals, renewals);
    }

    @Bean
    AskingPace askingPace(Clock clock) {
        return new AskingPace(clock);
    }

    @Bean
    Enrolments enrolments(
            Database database,
            SiteAuthority authority,
            Terminals terminals,
            Placements placements,
            SecureRandom random) {
        return new Enrolments(database, authority, terminals, placements, random);
    }

    /// @param phoneAddress how phones reach the console
    @Bean
    Pairings pairings(
            Database database,
            Clock clock,
            SiteAuthority authority,
            Enrolments enrolments,
            SecureRandom random,
            @Value("${hongting.phone-address:}") String phoneAddress) {
        return new Pairings(
                database,
                clock,
                authority,
                enrolments,
                random,
                id -> Optional.of(phoneAddress)
                        .filter(address -> !address.isEmpty())
                        .map(address -> address.replaceAll("/+$", "") + "/terminals/pairings/" + id));
    }
}
