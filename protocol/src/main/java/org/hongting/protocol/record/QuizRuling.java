package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;

/// Facts of the centre itself about quizzes and draws. `by` is an account of the console.
public sealed interface QuizRuling extends Fact {
    String by();

    /// A question of a quiz is marked otherwise, for everybody. The latest ruling about a question counts.
    ///
    /// @param note SHA-256 of a salted note kept beside the record: why
    record QuestionRuled(
            @JsonProperty(required = true) QuizId quiz,
            @JsonProperty(required = true) QuestionId question,
            @JsonProperty(required = true) QuestionVerdict verdict,
            @JsonProperty(required = true) String by,
            @JsonProperty(required = true) Digest note)
            implements QuizRuling {}

    /// An attempt counts no more, or counts again. The latest ruling about an attempt counts.
    ///
    /// @param note SHA-256 of a salted note kept beside the record: why
    record AttemptRuled(
            @JsonProperty(required = true) AttemptId attempt,
            @JsonProperty(required = true) MemberId member,
            @JsonProperty(required = true) boolean counts,
            @JsonProperty(required = true) String by,
            @JsonProperty(required = true) Digest note)
            implements QuizRuling {}

    /// A draw is announced, before anybody knows who takes part.
    ///
    /// @param commitment hash of the secret
    record DrawAnnounced(
            @JsonProperty(required = true) DrawId draw,
            @JsonProperty(required = true) Digest commitment,
            @JsonProperty(required = true) int prizes,
            @JsonProperty(required = true) String by)
            implements QuizRuling {}

    /// Who takes part is fixed.
    ///
    /// @param tickets hash of the list
    record DrawClosed(
            @JsonProperty(required = true) DrawId draw,
            @JsonProperty(required = true) Digest tickets,
            @JsonProperty(required = true) int count,
            @JsonProperty(required = true) String by)
            implements QuizRuling {}

    /// Secret and call are told, and with them who won.
    ///
    /// @param call what nobody could know before
    /// @param winners their tickets, the first prize first
    record DrawRevealed(
            @JsonProperty(required = true) DrawId draw,
            @JsonProperty(required = true) Digest secret,
            @JsonProperty(required = true) String call,
            @JsonProperty(required = true) List<String> winners,
            @JsonProperty(required = true) String by)
            implements QuizRuling {
        /// Prizes of one draw.
        public static final int MOST = 200;

        private static final int CALL = 64;

        public DrawRevealed {
            winners = List.copyOf(winners);
            if (call.isBlank() || call.length() > CALL || winners.isEmpty() || winners.size() > MOST) {
                throw new IllegalArgumentException("a draw has a call and 1 to " + MOST + " winners");
            }
        }
    }

    /// A draw that is not revealed ends, and stays so.
    ///
    /// @param reason for everybody to read; it names nobody
    record DrawCancelled(
            @JsonProperty(required = true) DrawId draw,
            @JsonProperty(required = true) String reason,
            @JsonProperty(required = true) String by)
            implements QuizRuling {
        /// Signs of a reason.
        public static final int REASON = 200;

        public DrawCancelled {
            if (reason.isBlank() || reason.length() > REASON) {
                throw new IllegalArgumentException("a draw is cancelled for a reason of 1 to " + REASON + " signs");
            }
        }
    }

    /// How a question is marked.
    enum QuestionVerdict {
        /// For nobody: it is as if it had not been asked.
        @JsonProperty("struck")
        STRUCK,
        /// All of it for everybody who was asked.
        @JsonProperty("credited")
        CREDITED,
        /// By its key.
        @JsonProperty("as-keyed")
        AS_KEYED
    }
}
