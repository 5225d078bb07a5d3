package org.hongting.simulator.architecture.planted.kiosk;

/// Something for a forbidden arrow to point at.
public final class Target {}
