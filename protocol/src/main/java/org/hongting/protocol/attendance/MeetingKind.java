package org.hongting.protocol.attendance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.Words;

/// What kind of meeting it is: the "three meetings and one lesson", the themed day, and others. The names are those of
/// the Regulations on the Work of Branches (支部工作条例（试行）, 2018), articles 11 to 17.
public enum MeetingKind {
    BRANCH_ASSEMBLY("支部党员大会"),
    BRANCH_COMMITTEE("支部委员会"),
    GROUP_MEETING("党小组会"),
    PARTY_LECTURE("党课"),
    THEMED_DAY("主题党日"),
    ORGANISATION_LIFE("组织生活会"),
    DEMOCRATIC_LIFE("民主生活会"),
    DEMOCRATIC_APPRAISAL("民主评议党员"),
    ACTIVITY("活动"),
    TRAINING("培训"),
    OTHER("其他");

    /// What people write for short.
    private static final Map<String, MeetingKind> SHORT =
            Map.of("支委会", BRANCH_COMMITTEE, "民主评议", DEMOCRATIC_APPRAISAL, "支部大会", BRANCH_ASSEMBLY);

    private final String chinese;

    MeetingKind(String chinese) {
        this.chinese = chinese;
    }

    /// The word in records, documents, the database and the bundles' keys, like `branch-assembly`.
    public String word() {
        return Words.of(this);
    }

    /// Whether a committee meets, and not the whole unit: the branch committee, or leading members for a democratic
    /// life meeting.
    public boolean isOfCommittee() {
        return this == BRANCH_COMMITTEE || this == DEMOCRATIC_LIFE;
    }

    /// What such a meeting is called where nobody says otherwise. Titles are the site's words, in Chinese.
    public String title() {
        return this == OTHER ? "会议" : chinese;
    }

    /// The kind of that word; one that a newer release wrote is [#OTHER].
    public static MeetingKind of(String word) {
        return find(word).orElse(OTHER);
    }

    /// The kind that a file names, in Chinese or by its word.
    public static Optional<MeetingKind> find(String written) {
        String word = written.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word) || kind.chinese.equals(written.strip()))
                .findFirst()
                .or(() -> Optional.ofNullable(SHORT.get(written.strip())));
    }

    /// The words a file may use.
    public static String choices() {
        return String.join(
                "、", Arrays.stream(values()).map(kind -> kind.chinese).toList());
    }
}
