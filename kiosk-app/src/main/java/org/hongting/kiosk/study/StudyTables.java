package org.hongting.kiosk.study;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.sync.replica.Projection;
import org.hongting.sync.store.Migration;

/// What the study desk keeps: how far people are, what they are to study, and the time that is in no fact yet.
public final class StudyTables {
    private final ProgressTable progress = new ProgressTable();
    private final PlanTable plans = new PlanTable();
    private final CheckpointTable checkpoint = new CheckpointTable();
    private final GroupTable group = new GroupTable();

    public static List<Migration> migrations() {
        return List.of(
                new Migration(
                        "study",
                        1,
                        Stream.of(ProgressTable.TABLES, PlanTable.TABLES, CheckpointTable.TABLES)
                                .flatMap(List::stream)
                                .toList()),
                new Migration("study", 2, GroupTable.TABLES));
    }

    /// What keeps these tables in step with the centre's documents.
    public List<Projection> projections() {
        return List.of(progress, plans);
    }

    /// How far a member is, for a desk in another room.
    ///
    /// @param now by the terminal's wall clock
    public Progress progressOf(Transaction transaction, MemberId member, Instant now) {
        return progress.find(transaction, member, now);
    }

    ProgressTable progress() {
        return progress;
    }

    PlanTable plans() {
        return plans;
    }

    GroupTable group() {
        return group;
    }

    CheckpointTable checkpoint() {
        return checkpoint;
    }
}
