package org.hongting.central.platform.lease;

/// Another server is over the same database, and one of the two has its broker inside.
public final class SecondServer extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public SecondServer(LeaseTable.InTheWay other) {
        super("another server runs over this database, at " + other.place()
                + (other.broker() == LeaseTable.Broker.EMBEDDED
                        ? " with a broker inside"
                        : " with a broker beside it (--broker)")
                + ": end it, or start every server with the same --broker");
    }
}
