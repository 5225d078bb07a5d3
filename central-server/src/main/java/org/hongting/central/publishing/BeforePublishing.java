package org.hongting.central.publishing;

/// What must be looked after before documents are made, twice a second and on the publisher's thread. It asks by
/// itself whether anything is due. What it throws is logged and does not stop the publishing.
@FunctionalInterface
public interface BeforePublishing {
    void turn();
}
