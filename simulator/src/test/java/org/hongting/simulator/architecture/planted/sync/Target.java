package org.hongting.simulator.architecture.planted.sync;

/// Something for a forbidden arrow to point at.
public final class Target {}
