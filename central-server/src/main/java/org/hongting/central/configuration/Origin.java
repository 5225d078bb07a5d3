package org.hongting.central.configuration;

/// Where the value in force comes from, the weakest first.
public enum Origin {
    DEFAULT,
    SITE,
    GROUP,
    TERMINAL,
    /// It was given to the process at the machine, where nothing from afar counts.
    MACHINE
}
