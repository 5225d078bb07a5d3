package org.hongting.central.publishing;

/// Hears which kind of thing changed, so that open pages can ask again. Called on the publisher's thread; must return
/// quickly.
@FunctionalInterface
public interface ChangeListener {
    void changed(String kind);
}
