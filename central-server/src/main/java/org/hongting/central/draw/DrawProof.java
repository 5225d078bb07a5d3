package org.hongting.central.draw;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.quiz.LuckyDraw;
import org.hongting.protocol.record.Digest;

/// Everything that shows who won a draw, in a file that names nobody.
///
/// @param tickets all of them, in the order of their text
/// @param list the hash of the list
/// @param prizes the first prize first
/// @param winners their tickets, in the same order
public record DrawProof(
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) DrawId draw,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) Digest commitment,
        @JsonProperty(required = true) Digest secret,
        @JsonProperty(required = true) List<String> tickets,
        @JsonProperty(required = true) Digest list,
        @JsonProperty(required = true) String call,
        @JsonProperty(required = true) List<String> prizes,
        @JsonProperty(required = true) List<String> winners,
        @JsonProperty(required = true) Records records) {
    static final int VERSION = 1;

    /// Bytes of a file.
    public static final int BYTES = 4 * 1024 * 1024;

    private static final Pattern TICKET = Pattern.compile("[0-9a-f]{32}");

    public DrawProof {
        tickets = List.copyOf(tickets);
        prizes = List.copyOf(prizes);
        winners = List.copyOf(winners);
    }

    /// Names of the three records in the centre's journal.
    public record Records(
            @JsonProperty(required = true) String announced,
            @JsonProperty(required = true) String closed,
            @JsonProperty(required = true) String revealed) {}

    /// What is checked, one after the other.
    public enum Step {
        /// The version is known.
        VERSION,
        /// The secret has the hash that was published first.
        COMMITMENT,
        /// Tickets are 32 digits, each once.
        TICKETS,
        /// The list has the hash that was published before the call.
        LIST,
        /// As many winners as prizes.
        PRIZES,
        /// Secret, list and call give these winners.
        WINNERS,
        /// The commitment is the one that was noted.
        NOTED_COMMITMENT,
        /// The list is the one that was noted.
        NOTED_LIST;

        public String word() {
            return Words.of(this);
        }
    }

    /// @throws MalformedJson if size or form is wrong
    public static DrawProof read(byte[] utf8) {
        if (utf8.length > BYTES) {
            throw new MalformedJson("longer than a proof may be");
        }
        return Json.read(utf8, DrawProof.class);
    }

    public byte[] write() {
        return Json.write(this);
    }

    /// The first step that fails; nothing where the winners are proved.
    ///
    /// @param notedCommitment what somebody wrote down when the draw was announced
    /// @param notedList the same of the list
    public Optional<Step> failure(Optional<Digest> notedCommitment, Optional<Digest> notedList) {
        if (version != VERSION) {
            return Optional.of(Step.VERSION);
        }
        if (!LuckyDraw.commitment(secret).equals(commitment)) {
            return Optional.of(Step.COMMITMENT);
        }
        if (tickets.stream().anyMatch(ticket -> !TICKET.matcher(ticket).matches())
                || new HashSet<>(tickets).size() != tickets.size()) {
            return Optional.of(Step.TICKETS);
        }
        if (!LuckyDraw.ticketsOf(tickets).equals(list)) {
            return Optional.of(Step.LIST);
        }
        if (prizes.isEmpty() || prizes.size() != winners.size() || prizes.size() > tickets.size()) {
            return Optional.of(Step.PRIZES);
        }
        if (!LuckyDraw.winners(secret, tickets, call, prizes.size()).equals(winners)) {
            return Optional.of(Step.WINNERS);
        }
        if (notedCommitment.filter(noted -> !noted.equals(commitment)).isPresent()) {
            return Optional.of(Step.NOTED_COMMITMENT);
        }
        return notedList.filter(noted -> !noted.equals(list)).isPresent()
                ? Optional.of(Step.NOTED_LIST)
                : Optional.empty();
    }
}
