package org.hongting.simulator.cluster;

import java.util.List;
import java.util.Optional;

/// What a site of several machines came to.
///
/// @param records people who were told "welcome"
/// @param lost of them, those that are not in the database
/// @param doubled rows there beyond one for each, or of nobody
/// @param alarms raised, and messages and records refused: each is a false one
/// @param connectSeconds until all terminals were online, from the first attempt
/// @param quiet what it costs that terminals are connected and nobody comes
/// @param loads the same backlog with one server, and with all
/// @param spreadSeconds from the other servers' start until each has its share of the shards
/// @param blows what was done, and how long it was felt
public record ClusterReport(
        int terminals,
        long records,
        long acknowledged,
        long lost,
        long doubled,
        long alarms,
        double connectSeconds,
        Quiet quiet,
        List<Load> loads,
        double spreadSeconds,
        List<Blow> blows) {
    public ClusterReport {
        loads = List.copyOf(loads);
        blows = List.copyOf(blows);
    }

    /// Of a connected terminal, less what is used where none is connected.
    ///
    /// @param brokerKilobytes the memory of all brokers
    /// @param serverKilobytes heap of the server, the same
    /// @param brokerCpuSeconds of an hour in which nobody comes
    /// @param serverCpuSeconds the same
    /// @param bytes through the brokers' cables in that hour, both ways
    public record Quiet(
            double brokerKilobytes,
            double serverKilobytes,
            double brokerCpuSeconds,
            double serverCpuSeconds,
            double databaseCpuSeconds,
            double bytes) {}

    /// A backlog that was brought in.
    ///
    /// @param recordsPerSecond committed and acknowledged
    /// @param serverCpuSeconds for 1,000 records, of all servers
    /// @param bytesEach through the brokers' cables for a record, both ways
    /// @param databaseBytesEach by which the database grew for a record
    public record Load(
            int servers,
            long records,
            double recordsPerSecond,
            double serverCpuSeconds,
            double brokerCpuSeconds,
            double databaseCpuSeconds,
            double bytesEach,
            double databaseBytesEach) {}

    /// Something that was done while people came.
    ///
    /// @param what in a few words
    /// @param takeOverSeconds until other servers have the shards of one that is gone; absent where none is
    /// @param backSeconds until everything is acknowledged that was recorded by then
    public record Blow(String what, Optional<Double> takeOverSeconds, double backSeconds) {}
}
