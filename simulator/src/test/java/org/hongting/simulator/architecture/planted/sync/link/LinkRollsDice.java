package org.hongting.simulator.architecture.planted.sync.link;

import java.util.Random;

/// Breaks: cores make no source of chance.
public final class LinkRollsDice {
    public Random forbidden() {
        return new Random();
    }
}
