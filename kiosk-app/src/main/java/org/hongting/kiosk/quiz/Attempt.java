package org.hongting.kiosk.quiz;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Marking;
import org.hongting.protocol.quiz.Paper;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.time.ClockReading;
import org.jspecify.annotations.Nullable;

/// One attempt as its row holds it: all that is needed to go on after a power cut, and to say what was reached even
/// when the question bank has gone.
///
/// @param begun as the journal was told
/// @param given in the order of the first answers; a changed one keeps its place
/// @param ending absent while it may be gone on with
record Attempt(
        @JsonProperty(required = true) QuizFact.Begun begun,
        @JsonProperty(required = true) Paper paper,
        @JsonProperty(required = true) Terms terms,
        @JsonProperty(required = true) Watch watch,
        @JsonProperty(required = true) List<Given> given,
        QuizFact.@Nullable Ending ending) {
    /// What was agreed when it began.
    ///
    /// @param title as shown
    /// @param kind absent where somebody practises
    /// @param part whether part of the right options is worth something
    /// @param limit milliseconds of its own time; never more than the longest attempt
    /// @param atLimit why it ends when that is used up
    /// @param pass per cent; absent where nobody passes or fails
    record Terms(
            @JsonProperty(required = true) String title,
            QuizEntry.@Nullable Kind kind,
            @JsonProperty(required = true) boolean part,
            @JsonProperty(required = true) long limit,
            @JsonProperty(required = true) QuizFact.Ending atLimit,
            @Nullable Integer pass) {
        Terms within(long other, QuizFact.Ending reason) {
            return other < limit ? new Terms(title, kind, part, other, reason, pass) : this;
        }
    }

    /// An answer and what it is worth.
    record Given(
            @JsonProperty(required = true) QuestionId question,
            @JsonProperty(required = true) Answer answer,
            @JsonProperty(required = true) int points) {}

    Attempt {
        given = List.copyOf(given);
    }

    boolean isPractice() {
        return terms.kind() == null;
    }

    boolean isContest() {
        return terms.kind() == QuizEntry.Kind.CONTEST;
    }

    /// Whether there is a limit that anybody could feel.
    boolean isTimed() {
        return terms.limit() < QuizFact.LONGEST;
    }

    /// Milliseconds that are used. A contest that was left runs on as long as the machine does; anything else waits.
    long used(ClockReading now, boolean before) {
        long used = before || isContest() ? watch.running(now) : watch.used();
        return Math.min(used, terms.limit());
    }

    boolean isUp(ClockReading now, boolean before) {
        return used(now, before) >= terms.limit();
    }

    Optional<Given> given(QuestionId question) {
        return given.stream().filter(one -> one.question().equals(question)).findFirst();
    }

    boolean asks(QuestionId question) {
        return paper.items().stream().anyMatch(item -> item.question().equals(question));
    }

    Score score() {
        return new Score(
                given.stream().mapToInt(Given::points).sum(), paper.items().size() * Marking.FULL);
    }

    Attempt with(Watch other) {
        return new Attempt(begun, paper, terms, other, given, ending);
    }

    Attempt with(Terms other) {
        return new Attempt(begun, paper, other, watch, given, ending);
    }

    Attempt with(Given last) {
        List<Given> all = new ArrayList<>(given);
        int place = -1;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).question().equals(last.question())) {
                place = i;
            }
        }
        if (place < 0) {
            all.add(last);
        } else {
            all.set(place, last);
        }
        return new Attempt(begun, paper, terms, watch, all, ending);
    }

    Attempt ended(QuizFact.Ending why) {
        return new Attempt(begun, paper, terms, watch, given, why);
    }

    /// What the journal is told at the end.
    QuizFact.Ended fact(QuizFact.Ending why) {
        return new QuizFact.Ended(begun.attempt(), begun.member(), why, score(), watch.used(), watch.breaks());
    }
}
