package org.hongting.simulator.architecture.planted.central.ingest;

import org.springframework.context.ApplicationContext;

/// Breaks: cores know no Spring.
public final class IngestKnowsSpring {
    public Class<?> forbidden() {
        return ApplicationContext.class;
    }
}
