package org.hongting.simulator.architecture.planted.protocol;

/// Something for a forbidden arrow to point at.
public final class Target {}
