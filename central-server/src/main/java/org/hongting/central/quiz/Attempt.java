package org.hongting.central.quiz;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.time.ClockAnchor;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.time.DatedMoment;
import org.jspecify.annotations.Nullable;

/// An attempt as it is marked and dated, before anybody asks whether it counts.
///
/// @param quiz absent where somebody practised
/// @param begun as the centre dates it now
/// @param received when the centre heard that it had begun
/// @param marks absent while quiz or bank is not known here
/// @param ruled what an account ruled last: whether it counts
public record Attempt(
        AttemptName name,
        Optional<QuizId> quiz,
        String round,
        Source source,
        DatedMoment begun,
        Instant received,
        Optional<Marks> marks,
        Optional<QuizFact.Ending> ending,
        Optional<Boolean> ruled) {
    /// What it came to.
    ///
    /// @param keyed points by the key alone
    /// @param used milliseconds
    public record Marks(boolean paperFits, Score score, int keyed, long used, int ignored) {}

    /// The record that tells of its beginning, and what proved who it was.
    public record Source(String epoch, long seq, CourseId course, Digest bank, String credential, boolean simulated) {}

    public MemberId member() {
        return name.member();
    }

    /// Names it for ever: attempts of equal date stand in this order.
    String order() {
        return name.terminal() + "/" + source.epoch() + "/" + source.seq() + "/" + name.attempt();
    }

    static final String SELECT =
            "SELECT quiz_attempt.*, begun.credential, begun.simulated, begun.boot, begun.mono, begun.wall, begun.quality,"
                    + " begun.received_at, clock_anchor.mono AS anchor_mono, clock_anchor.server_time,"
                    + " (SELECT counts FROM quiz_attempt_ruling AS ruling WHERE ruling.attempt = quiz_attempt.attempt"
                    + " AND ruling.member = quiz_attempt.member ORDER BY ordinal DESC LIMIT 1) AS ruled"
                    + " FROM quiz_attempt JOIN quiz_begun AS begun ON begun.terminal = quiz_attempt.terminal"
                    + " AND begun.epoch = quiz_attempt.epoch AND begun.seq = quiz_attempt.seq"
                    + " LEFT JOIN clock_anchor ON clock_anchor.terminal = begun.terminal"
                    + " AND clock_anchor.boot = begun.boot";

    static List<Attempt> of(Transaction transaction, QuizId quiz) {
        return transaction.query(SELECT + " WHERE quiz_attempt.quiz = ?", Attempt::read, quiz.value());
    }

    static List<Attempt> of(Transaction transaction, MemberId member) {
        return transaction.query(SELECT + " WHERE quiz_attempt.member = ?", Attempt::read, member.value());
    }

    /// Of members whose ids stand in that order.
    static List<Attempt> of(Transaction transaction, String from, String before) {
        return transaction.query(
                SELECT + " WHERE quiz_attempt.member >= ? AND quiz_attempt.member < ?", Attempt::read, from, before);
    }

    public static Optional<Attempt> find(Transaction transaction, AttemptName name) {
        return transaction.queryFirst(
                SELECT + " WHERE quiz_attempt.terminal = ? AND quiz_attempt.attempt = ? AND quiz_attempt.member = ?",
                Attempt::read,
                name.key());
    }

    static Attempt read(Transaction.Row row) {
        return new Attempt(
                AttemptName.read(row),
                Optional.ofNullable(row.textOrNull("quiz")).map(QuizId::new),
                row.text("round"),
                new Source(
                        row.text("epoch"),
                        row.integer("seq"),
                        new CourseId(row.text("course")),
                        Digest.ofHex(row.text("bank")),
                        row.text("credential"),
                        row.integer("simulated") == 1),
                dated(row),
                UtcText.parse(row.text("received_at")),
                row.integer("marked") == 0
                        ? Optional.empty()
                        : Optional.of(new Marks(
                                row.integer("paper_fits") == 1,
                                new Score((int) row.integer("points"), (int) row.integer("out_of")),
                                (int) row.integer("keyed"),
                                row.integer("used"),
                                (int) row.integer("ignored"))),
                Optional.ofNullable(row.textOrNull("ending")).map(QuizFact.Ending::valueOf),
                row.isNull("ruled") ? Optional.empty() : Optional.of(row.integer("ruled") == 1));
    }

    private static DatedMoment dated(Transaction.Row row) {
        BootId boot = new BootId(row.text("boot"));
        String heard = row.textOrNull("server_time");
        @Nullable
        ClockAnchor anchor =
                heard == null ? null : new ClockAnchor(boot, row.integer("anchor_mono"), UtcText.parse(heard));
        return DatedMoment.of(
                new ClockReading(
                        OffsetDateTime.parse(row.text("wall")),
                        ClockQuality.valueOf(row.text("quality")),
                        boot,
                        row.integer("mono")),
                anchor);
    }
}
