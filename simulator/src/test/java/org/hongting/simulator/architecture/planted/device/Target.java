package org.hongting.simulator.architecture.planted.device;

/// Something for a forbidden arrow to point at.
public final class Target {}
