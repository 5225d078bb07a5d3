package org.hongting.sync.link;

import java.util.random.RandomGenerator;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.TerminalClock;

/// What the link needs of the world outside.
///
/// @param random for nonces and jitter
public record LinkWorld(Transport transport, Scheduler scheduler, TerminalClock clock, RandomGenerator random) {}
