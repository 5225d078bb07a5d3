package org.hongting.kiosk.checkin;

import java.util.Locale;

/// What kind of meeting can be opened here: the "three meetings and one lesson", the themed day, and others. The centre
/// knows every word of it.
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
    OTHER("会议");

    private final String title;

    MeetingKind(String title) {
        this.title = title;
    }

    /// The word in records and documents, like `branch-assembly`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What such a meeting is called where nobody says otherwise. Titles are the site's words, in Chinese.
    public String title() {
        return title;
    }
}
