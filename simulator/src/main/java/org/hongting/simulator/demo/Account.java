package org.hongting.simulator.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;

/// What the kiosk confirmed to people, held against what the centre has. Every number is counted from what the two
/// processes said.
///
/// @param confirmed arrivals that stood on the screen as admitted
/// @param stored arrivals that the centre holds
/// @param lost confirmed and not stored
/// @param doubled admitted or stored more than once
/// @param refused reads that were answered with a refusal
/// @param already reads answered with "already"
/// @param heldAgain times that a card or code had to be held to the kiosk once more before it was read
/// @param quarantined records that the centre could not understand
public record Account(
        long confirmed,
        long stored,
        long lost,
        long doubled,
        long refused,
        long already,
        long heldAgain,
        long quarantined,
        Percentiles readToPaintedMillis,
        List<String> screenshots) {
    public Account {
        screenshots = List.copyOf(screenshots);
    }

    /// Of the milliseconds from a device's delivery to the painted answer, nearest rank.
    public record Percentiles(double p50, double p95) {
        static Percentiles of(List<Double> millis) {
            List<Double> sorted = millis.stream().sorted().toList();
            return new Percentiles(rank(sorted, 0.50), rank(sorted, 0.95));
        }

        private static double rank(List<Double> sorted, double part) {
            if (sorted.isEmpty()) {
                return Double.NaN;
            }
            int index = (int) Math.ceil(part * sorted.size()) - 1;
            return Math.round(sorted.get(Math.max(0, index)) * 10) / 10.0;
        }
    }

    /// One member at one meeting.
    record Arrival(MeetingId meeting, MemberId member) {}

    /// @param told everything the terminal told, over all its starts
    /// @param held how many facts of arrival the centre holds of each
    static Account settle(
            List<KioskEvent> told,
            Map<Arrival, Integer> held,
            long quarantined,
            long heldAgain,
            List<String> screenshots) {
        List<KioskEvent.Answered> answers = told.stream()
                .filter(KioskEvent.Answered.class::isInstance)
                .map(KioskEvent.Answered.class::cast)
                .toList();
        Map<Arrival, Integer> confirmed = new HashMap<>();
        answers.stream().flatMap(Account::admission).forEach(arrival -> confirmed.merge(arrival, 1, Integer::sum));
        long lost = confirmed.keySet().stream()
                .filter(arrival -> !held.containsKey(arrival))
                .count();
        long doubled = Stream.concat(confirmed.entrySet().stream(), held.entrySet().stream())
                .filter(arrival -> arrival.getValue() > 1)
                .map(Map.Entry::getKey)
                .distinct()
                .count();
        return new Account(
                confirmed.size(),
                held.size(),
                lost,
                doubled,
                count(answers, "refused"),
                count(answers, "already"),
                heldAgain,
                quarantined,
                Percentiles.of(answers.stream()
                        .map(KioskEvent.Answered::readToPaintedMillis)
                        .toList()),
                screenshots);
    }

    @JsonIgnore
    boolean isClean() {
        return lost == 0 && doubled == 0 && confirmed > 0;
    }

    private static Stream<Arrival> admission(KioskEvent.Answered answer) {
        if (answer.answer().equals("admitted") && answer.meeting() != null && answer.member() != null) {
            return Stream.of(new Arrival(answer.meeting(), answer.member()));
        }
        return Stream.empty();
    }

    private static long count(List<KioskEvent.Answered> answers, String word) {
        return answers.stream().filter(answer -> answer.answer().equals(word)).count();
    }
}
