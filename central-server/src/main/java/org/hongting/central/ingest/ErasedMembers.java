package org.hongting.central.ingest;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.record.Subject;

/// Whom the centre was told to erase: nothing about them is stored any more, whenever and from wherever it comes.
public record ErasedMembers(Set<MemberId> members) {
    public ErasedMembers {
        members = Set.copyOf(members);
    }

    public static ErasedMembers in(Transaction transaction) {
        return new ErasedMembers(new HashSet<>(
                transaction.query("SELECT member FROM erasure", row -> new MemberId(row.text("member")))));
    }

    public boolean includes(MemberId member) {
        return members.contains(member);
    }

    /// Whom of them a record is about.
    Optional<MemberId> among(Sorted record) {
        if (members.isEmpty()) {
            return Optional.empty();
        }
        return record instanceof Sorted.Good good && good.fact().isPresent()
                ? good.fact().flatMap(Subject::of).filter(members::contains)
                : among(record.lines());
    }

    Optional<MemberId> among(RecordLines lines) {
        return Subject.among(members, lines);
    }
}
