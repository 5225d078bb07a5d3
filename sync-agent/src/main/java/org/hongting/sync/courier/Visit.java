package org.hongting.sync.courier;

/// What became of a stick.
public sealed interface Visit {
    /// It was read and written, and may be pulled out.
    ///
    /// @param news messages of the centre that said something new
    /// @param refused messages that were not the centre's for this station, or damaged
    /// @param records that were written onto it
    /// @param left records that had no room and go with the next one
    record Served(int news, int refused, long records, long left) implements Visit {}

    /// Nothing on it was signed by the centre for this station: it is not read further, and nothing is written.
    record Foreign() implements Visit {}

    /// It was full, write-protected, or pulled out. What it had brought is kept all the same.
    ///
    /// @param problem for the log
    record Failed(String problem) implements Visit {}
}
