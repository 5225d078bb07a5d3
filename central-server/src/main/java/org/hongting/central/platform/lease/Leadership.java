package org.hongting.central.platform.lease;

/// What is done once over all servers is done by the one that leads.
@FunctionalInterface
public interface Leadership {
    /// A server that is the only one.
    Leadership ALONE = step -> {
        step.run();
        return true;
    };

    /// Runs the step if this server leads. All that the step writes on this thread, it writes only while no other
    /// server has led since: whoever was stopped for a minute in the middle of it writes nothing old over what
    /// is new.
    ///
    /// @return whether it was run
    /// @throws NoLeaderAnyMore if another one led meanwhile, and the step did not handle it
    boolean lead(Runnable step);
}
