package org.hongting.sync.course;

/// Hears that courses or their progress changed. Called on the shelf's scheduler; must return at once.
@FunctionalInterface
public interface CourseListener {
    void changed();
}
