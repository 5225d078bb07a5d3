package org.hongting.central.course;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.CourseDelivery;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;

/// A course in the edition that terminals are to hold.
///
/// @param withdrawn since when they are not
/// @param terminals where it goes; none: to every terminal
public record Course(
        CourseId id,
        Edition edition,
        Optional<Instant> withdrawn,
        CourseDelivery delivery,
        List<TerminalId> terminals) {
    public Course {
        terminals = List.copyOf(terminals);
    }

    /// One edition as it was added.
    ///
    /// @param manifest its name
    /// @param size bytes of all files
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Edition(
            Digest manifest,
            int number,
            String title,
            String language,
            int lessons,
            long size,
            Optional<LocalDate> expires,
            byte[] signature,
            Instant added,
            String by) {}

    public boolean goesTo(TerminalId terminal) {
        return withdrawn.isEmpty() && (terminals.isEmpty() || terminals.contains(terminal));
    }
}
