package org.hongting.simulator.fuzz.reader;

/// One reader of bytes from outside, as it is fuzzed.
///
/// @param name as it is typed, and the name of the folder with its kept inputs
/// @param cap bytes above which the reader refuses without reading; of a stream, the most that an input has
/// @param stream whether it reads bytes as they come, and bounds what it keeps of them and not their number
/// @param subject what reads
public record FuzzTarget(String name, int cap, boolean stream, Subject subject) {
    FuzzTarget(String name, int cap, Subject subject) {
        this(name, cap, false, subject);
    }

    static FuzzTarget stream(String name, int longest, Subject subject) {
        return new FuzzTarget(name, longest, true, subject);
    }

    /// Reads as the part that is fuzzed does, and holds it to what it promises.
    @FunctionalInterface
    public interface Subject {
        /// Whatever is thrown is a find: refusals that are documented are answers, and caught.
        ///
        /// @return true where the bytes were a value, false where they were refused
        boolean takes(byte[] bytes) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
