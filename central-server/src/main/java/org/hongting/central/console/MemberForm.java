package org.hongting.central.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.PlainText;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// The fields of a member as people typed them.
///
/// @param full `true` where terminals may show the whole name: an unticked box is not sent at all
/// @param active `true` unless the person has left
public record MemberForm(String name, String number, String branch, String full, String active) {
    // Spring binds what a request lacks as null; NullAway sees the declared types.
    @SuppressWarnings("NullAway")
    public MemberForm {
        name = text(name);
        number = text(number);
        branch = text(branch);
        full = text(full);
        active = text(active);
    }

    static MemberForm of(Member member) {
        return new MemberForm(
                member.name(),
                member.studentNumber(),
                member.branch().value(),
                Boolean.toString(member.shownInFull()),
                Boolean.toString(member.active()));
    }

    public boolean isFull() {
        return full.equals("true");
    }

    public boolean isActive() {
        return active.equals("true");
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent.strip();
    }

    /// Keys of the bundles for what is wrong; nothing where all is right.
    List<String> problems(Transaction transaction, Members members, Optional<String> id) {
        List<String> problems = new ArrayList<>();
        if (name.isEmpty() || name.length() > Member.NAME_CHARACTERS || !PlainText.isPlain(name)) {
            problems.add("member.problem.name");
        }
        if (!Member.STUDENT_NUMBER.matcher(number).matches()) {
            problems.add("member.problem.number");
        } else if (members.withNumber(transaction, number)
                .filter(other -> !Optional.of(other.id().value()).equals(id))
                .isPresent()) {
            problems.add("member.problem.number-taken");
        }
        if (BranchTree.load(transaction).places().stream()
                .noneMatch(place -> place.branch().id().value().equals(branch))) {
            problems.add("member.problem.branch");
        }
        return problems;
    }
}
