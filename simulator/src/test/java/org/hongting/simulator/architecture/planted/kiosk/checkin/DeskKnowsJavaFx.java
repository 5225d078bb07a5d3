package org.hongting.simulator.architecture.planted.kiosk.checkin;

import javafx.beans.property.Property;

/// Breaks: rules of the kiosk know no JavaFX.
public final class DeskKnowsJavaFx {
    public Class<?> forbidden() {
        return Property.class;
    }
}
