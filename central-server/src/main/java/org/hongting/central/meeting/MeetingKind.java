package org.hongting.central.meeting;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What kind of meeting it is: the "three meetings and one lesson", the themed day, and others.
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

    /// The word in the database, in documents and in the bundles' keys, like `branch-assembly`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
        List<String> words = Arrays.stream(values()).map(kind -> kind.chinese).toList();
        return String.join("、", words);
    }
}
