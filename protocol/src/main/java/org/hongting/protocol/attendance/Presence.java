package org.hongting.protocol.attendance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.DatedMoment;

/// What all the evidence of one member at one meeting comes to. The rule, one pure function for kiosks and centre
/// alike: the earliest arrival counts, however many kiosks saw the member and in whatever order their facts came in;
/// all evidence is kept; late is judged anew from the corrected time, in doubt for the member.
///
/// @param arrival the evidence that counts
/// @param late by the window and the uncertainty of the arrival's date
/// @param evidence every arrival, earliest first
public record Presence(Evidence arrival, boolean late, List<Evidence> evidence) {
    public Presence {
        evidence = List.copyOf(evidence);
    }

    /// One arrival as one kiosk saw it.
    ///
    /// @param source orders evidence of equal date: terminal, epoch and sequence number as text
    public record Evidence(DatedMoment moment, Fact.Origin origin, String source) {}

    /// @return nothing where there is no evidence: whether that means absent is another rule's question
    public static Optional<Presence> of(List<Evidence> evidence, CheckInWindow window) {
        List<Evidence> ordered = evidence.stream()
                .sorted(Comparator.comparing((Evidence one) -> one.moment().at())
                        .thenComparing(Evidence::source))
                .toList();
        return ordered.stream()
                .findFirst()
                .map(first -> new Presence(
                        first, window.isLate(first.moment().at(), first.moment().uncertainty()), ordered));
    }
}
