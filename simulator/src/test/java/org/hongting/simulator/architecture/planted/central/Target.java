package org.hongting.simulator.architecture.planted.central;

/// Something for a forbidden arrow to point at.
public final class Target {}
