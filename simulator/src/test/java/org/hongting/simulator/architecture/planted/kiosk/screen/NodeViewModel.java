package org.hongting.simulator.architecture.planted.kiosk.screen;

import javafx.scene.Node;

/// Breaks: view models know no node.
public final class NodeViewModel {
    public Class<?> forbidden() {
        return Node.class;
    }
}
