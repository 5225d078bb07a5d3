package org.hongting.simulator.process;

import java.util.List;

/// A machine that processes run on: this one, or one that is played by a network namespace of it.
///
/// @param entry what stands before a command so that it runs there
/// @param address by which the others reach it
public record Host(List<String> entry, String address) {
    public static final Host THIS = new Host(List.of(), "127.0.0.1");

    public Host {
        entry = List.copyOf(entry);
    }
}
