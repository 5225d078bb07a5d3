package org.hongting.simulator.architecture.planted.central;

/// Breaks: no name that says nothing.
public final class TerminalManager {}
