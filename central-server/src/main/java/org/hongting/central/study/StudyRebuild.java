package org.hongting.central.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.hongting.central.ingest.Rebuild;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Makes every table of learning time anew out of the raw records, and says where the result differs from what
/// stood there: nowhere, unless something is wrong. Presence at meetings is taken as it stands: it is made from
/// attendance, which is concluded anew at every look.
public final class StudyRebuild {
    /// What is made from facts, with the columns that must be equal.
    private static final SequencedMap<String, String> MADE = made();

    private final Rebuild rebuild;
    private final StudyProjection projection;
    private final StudyRollup rollup;

    public StudyRebuild(Database database, StudyRollup rollup) {
        this.rebuild = new Rebuild(database, MADE);
        this.projection = new StudyProjection(rollup);
        this.rollup = rollup;
    }

    private static SequencedMap<String, String> made() {
        SequencedMap<String, String> made = new LinkedHashMap<>();
        made.put("study_interval", "*");
        made.put("study_lesson", "*");
        made.put("study_off_site", "*");
        made.put(
                "study_correction", "epoch, seq, member, from_at, until_at, verdict, reason, note, ruled_by, ruled_at");
        made.put("study_day", "*");
        made.put("study_month", "*");
        return made;
    }

    /// @param keep whether what was made anew stays; else everything is as before
    public List<Rebuild.Difference> run(boolean keep) {
        return rebuild.run(keep, _ -> {}, transaction -> {
            Rebuild.replay(transaction, "study.", projection);
            members(transaction).forEach(member -> rollup.renewAll(transaction, member));
        });
    }

    private static List<MemberId> members(Transaction transaction) {
        return transaction.query(
                "SELECT member FROM study_interval UNION SELECT member FROM study_meeting UNION"
                        + " SELECT member FROM study_off_site UNION SELECT member FROM study_correction",
                row -> new MemberId(row.text("member")));
    }
}
