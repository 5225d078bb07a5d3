package org.hongting.simulator.simulation.judge;

/// An invariant that did not hold.
///
/// @param detail where
public record Broken(Invariant invariant, String detail) {}
