package org.hongting.protocol.conclusion;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.attendance.CheckOutWindow;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.DatedMoment;
import org.jspecify.annotations.Nullable;

/// What all the evidence of one member at one meeting comes to. The rule, one pure function for kiosks and centre
/// alike: the earliest arrival and the last departure count, however many kiosks saw the member and in whatever order
/// their facts came in; all evidence is kept; late and early are judged anew from the corrected times, in doubt for
/// the member.
///
/// @param arrival the evidence that counts
/// @param late by the window and the uncertainty of the arrival's date
/// @param departure absent where nobody saw the member leave
/// @param evidence every arrival, earliest first
public record Presence(Evidence arrival, boolean late, Optional<Departure> departure, List<Evidence> evidence) {
    /// Earliest first. Where dates are equal the record's place decides, so that every look comes to the same.
    private static final Comparator<Evidence> BY_DATE =
            Comparator.comparing((Evidence one) -> one.moment().at()).thenComparing(Evidence::source);

    public Presence {
        evidence = List.copyOf(evidence);
    }

    /// One arrival or departure as one kiosk saw it.
    ///
    /// @param source orders evidence of equal date: terminal, epoch and sequence number as text
    public record Evidence(DatedMoment moment, Fact.Origin origin, String source) {}

    /// @param early by the window and the uncertainty of the date; false where the meeting asks for no check-out
    public record Departure(Evidence last, boolean early) {
        /// @return nothing where nobody saw the member leave
        public static Optional<Departure> of(List<Evidence> departures, @Nullable CheckOutWindow window) {
            return departures.stream().max(BY_DATE).map(last -> {
                DatedMoment left = last.moment();
                return new Departure(last, window != null && window.isEarly(left.at(), left.uncertainty()));
            });
        }
    }

    /// @param checkOut absent where the meeting asks for no check-out
    /// @return nothing where no arrival was seen: whether that means absent is another rule's question
    public static Optional<Presence> of(
            List<Evidence> arrivals,
            List<Evidence> departures,
            CheckInWindow window,
            @Nullable CheckOutWindow checkOut) {
        List<Evidence> ordered = arrivals.stream().sorted(BY_DATE).toList();
        return ordered.stream()
                .findFirst()
                .map(first -> new Presence(
                        first,
                        window.isLate(first.moment().at(), first.moment().uncertainty()),
                        Departure.of(departures, checkOut),
                        ordered));
    }
}
