package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.jspecify.annotations.Nullable;

/// Who is to study a course, and until when. One assignment may stand in several entries where it names many people.
///
/// @param id of this entry
/// @param plan what it belongs to, as shown
/// @param due the last day; absent where there is none
/// @param branches units whose people are meant, those below them written out
/// @param members who is meant besides
/// @param tests what has to be passed before the course counts as done; absent where reading it is enough
public record AssignmentEntry(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) CourseId course,
        @JsonProperty(required = true) String plan,
        @Nullable LocalDate due,
        @JsonProperty(required = true) List<BranchId> branches,
        @JsonProperty(required = true) List<MemberId> members,
        @Nullable List<QuizId> tests) {
    /// Units of one entry, and members: with as many it still fits into a line.
    public static final int BRANCHES = 200;

    public static final int MEMBERS = 400;

    /// Tests of all plans together: of so many a terminal is told who passed.
    public static final int TESTS = 50;

    private static final int PLAN = 128;

    public AssignmentEntry {
        branches = List.copyOf(branches);
        members = List.copyOf(members);
        // Absent and none are the same, and have the same bytes.
        tests = tests == null || tests.isEmpty() ? null : List.copyOf(tests);
        if (plan.isBlank()
                || plan.length() > PLAN
                || branches.size() > BRANCHES
                || members.size() > MEMBERS
                || (tests != null && tests.size() > TESTS)) {
            throw new IllegalArgumentException("not an assignment");
        }
    }
}
