package org.hongting.central.document;

import org.hongting.protocol.wire.Hello;

/// Whether documents go down to terminals at all. Called on the downlink's scheduler.
public interface Gate {
    /// Documents always go out.
    Gate OPEN = new Gate() {
        @Override
        public boolean isShut() {
            return false;
        }

        @Override
        public void heard(Hello hello) {}
    };

    /// While it is, terminals keep what they hold.
    boolean isShut();

    /// What a terminal said it holds while the gate was shut.
    void heard(Hello hello);
}
