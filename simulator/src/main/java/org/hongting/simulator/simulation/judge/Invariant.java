package org.hongting.simulator.simulation.judge;

/// What no fault may break.
public enum Invariant {
    CONFIRMED_ARRIVES("a record that was confirmed is at the centre once, or once in the quarantine"),
    NOTHING_INVENTED("the centre holds what terminals wrote, in its place in the chain, and nothing else"),
    ORDER("the records of an epoch stand at the centre without a gap, in order, up to the watermark"),
    CHAIN_AT_THE_CENTRE("the chain at the centre comes to the head that its watermark names"),
    CHAIN_AT_THE_TERMINAL("the chain of the terminal's file is intact but for what was spoiled"),
    NOTHING_ACKNOWLEDGED_ABOVE_A_COMMIT("nothing is acknowledged that is not committed, and stays so"),
    WATERMARK_ONLY_RISES("a watermark never falls within one store"),
    QUARANTINE_IS_WHAT_WAS_SPOILED("in the quarantine is what was spoiled on a disk, and nothing else"),
    PROJECTED_ONCE("what is projected at the centre is every good record, once"),
    RECORD_AND_MARK_TOGETHER("a record and the mark beside it are both on the disk or neither"),
    ALARM_FOR_EVERY_FORK("copied and restored disks raise an alarm wherever they can be seen, and nothing else does"),
    ERASED_STAYS_ERASED("of whoever was erased no body is left at the centre, nor on a disk that has heard of it"),
    BECOMES_QUIET("once everything is healed all records arrive"),
    SENT_ONCE_IN_CALM("while nothing is wrong, no record is sent twice"),
    STARTS_AGAIN("whatever a power cut left can be opened");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
