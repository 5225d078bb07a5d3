package org.hongting.simulator.architecture.planted.central;

import com.fasterxml.jackson.databind.PlantedMapper;

/// Breaks: Jackson 3 only.
public final class CentreKnowsJackson2 {
    public Class<?> forbidden() {
        return PlantedMapper.class;
    }
}
