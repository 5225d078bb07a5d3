package org.hongting.central.organisation;

import java.util.regex.Pattern;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;

/// A person of the organisation, as the centre knows them.
///
/// @param active false once the person has left; facts about them stay
/// @param shownInFull whether terminals may show the whole name
/// @param badgeFrom the lowest badge serial that still counts
public record Member(
        MemberId id,
        String name,
        String studentNumber,
        BranchId branch,
        boolean active,
        boolean shownInFull,
        int badgeFrom) {
    public static final int NAME_CHARACTERS = 64;
    public static final Pattern STUDENT_NUMBER = Pattern.compile("(?=.{1,32}$)-*[0-9A-Za-z][0-9A-Za-z-]*");

    public Member {
        if (name.isBlank() || name.length() > NAME_CHARACTERS) {
            throw new IllegalArgumentException("a member has a name of at most 64 characters");
        }
        if (!STUDENT_NUMBER.matcher(studentNumber).matches()) {
            throw new IllegalArgumentException("a student number has up to 32 letters, digits and hyphens");
        }
    }

    /// The name for public rooms.
    public String shownName() {
        return shownInFull ? name : MaskedName.of(name);
    }

    /// Never the name: members turn up in logs.
    @Override
    public String toString() {
        return "Member[" + id + "]";
    }
}
