package org.hongting.simulator.architecture.planted.provisioning;

/// Something for a forbidden arrow to point at.
public final class Target {}
