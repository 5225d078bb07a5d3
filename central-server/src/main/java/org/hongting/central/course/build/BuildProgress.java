package org.hongting.central.course.build;

/// Hears how far a build is, on the thread that builds.
@FunctionalInterface
public interface BuildProgress {
    /// @param file that is worked on
    /// @param percent of everything, 0 to 100
    void at(String file, int percent);
}
