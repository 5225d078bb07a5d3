package org.hongting.device;

/// Light or sound that answers a read beside the screen. [#signal] returns at once, from any thread, and
/// never throws for a device that is missing or broken: a silent kiosk still checks people in.
public interface Indicator extends AutoCloseable {
    /// Gives the answer. A newer signal replaces one that is still shown or sounding.
    void signal(Signal signal);

    @Override
    void close();

    /// The answers of the check-in screen.
    enum Signal {
        ADMITTED,
        LATE,
        ALREADY,
        CHOOSE,
        REFUSED,
        NOT_RECORDED
    }
}
