package org.hongting.central.platform.lease;

/// Another server leads since: nothing of this transaction is written.
public final class NoLeaderAnyMore extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoLeaderAnyMore() {
        super("another server leads since");
    }
}
