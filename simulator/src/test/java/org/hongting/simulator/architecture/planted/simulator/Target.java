package org.hongting.simulator.architecture.planted.simulator;

/// Something for a forbidden arrow to point at.
public final class Target {}
