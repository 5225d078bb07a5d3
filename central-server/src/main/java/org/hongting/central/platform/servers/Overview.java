package org.hongting.central.platform.servers;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hongting.central.platform.broker.LineState;

/// All servers at one moment.
///
/// @param alone whether there can be no other server
/// @param servers those that are there first
/// @param unheld shards that nobody has
/// @param unheard terminals in them, some
/// @param unheardTerminals how many they are
public record Overview(
        boolean alone,
        List<ServerState> servers,
        SortedSet<Integer> unheld,
        List<Unheard> unheard,
        long unheardTerminals) {
    public Overview {
        servers = List.copyOf(servers);
        unheld = Collections.unmodifiableSortedSet(new TreeSet<>(unheld));
        unheard = List.copyOf(unheard);
    }

    /// A terminal to which no server listens.
    public record Unheard(String id, String name, String place, int shard) {}

    /// Whether no server that is there has a line to any broker.
    public boolean isDeaf() {
        return servers.stream().noneMatch(ServerState::hears);
    }

    /// What terminals record stays with them until somebody looks after this.
    public boolean isAlarming() {
        return !unheld.isEmpty() || isDeaf();
    }

    /// Whether a broker lets terminals into each other's topics.
    public boolean isMixed() {
        return servers.stream()
                .filter(ServerState::isHere)
                .flatMap(server -> server.lines().stream())
                .map(LineState::trial)
                .anyMatch(trial -> trial != null && !trial.keepsApart());
    }
}
