package org.hongting.central.meeting;

import java.util.List;
import org.hongting.central.platform.csv.CsvColumn;

/// The columns of a file of meetings.
public enum MeetingColumn implements CsvColumn {
    TITLE(true, Meeting.Plan.TITLE_CHARACTERS, "十一月支部党员大会", "会议名称", "title", "名称", "主题"),
    KIND(true, 48, "支部党员大会", "类型", "kind", "会议类型", "type"),
    HOST(true, 200, "学生第一党支部", "主办支部", "branch", "支部", "主办", "host"),
    PLACE(false, Meeting.Plan.PLACE_CHARACTERS, "北校区 301", "地点", "place", "会议地点"),
    STARTS(true, 32, "2026-11-22 09:00", "开始时间", "start", "开始", "starts", "start time"),
    ENDS(true, 32, "2026-11-22 11:00", "结束时间", "end", "结束", "ends", "end time"),
    OPENS_BEFORE(false, 5, "30", "提前签到分钟", "opens before", "opens_before", "opens minutes before"),
    LATE_AFTER(false, 5, "0", "迟到分钟", "late after", "late_after", "late minutes", "lateness"),
    CHECK_OUT(false, 5, "否", "需要签退", "check out", "签退", "check_out"),
    AUDIENCE(false, 1000, "", "参加支部", "audience", "参会支部", "参会范围"),
    QUORUM(false, 16, "过半数", "法定人数", "quorum", "到会人数要求"),
    SECOND_FACTOR(false, 16, "", "二次确认", "second factor", "second_factor"),
    PLACES(false, 5, "", "名额", "places", "报名名额");

    private final boolean required;
    private final int longest;
    private final String sample;
    /// Separated by bars: an enum holds nothing that could be changed.
    private final String headers;

    MeetingColumn(boolean required, int longest, String sample, String... headers) {
        this.required = required;
        this.longest = longest;
        this.sample = sample;
        this.headers = String.join("|", headers);
    }

    @Override
    public List<String> headers() {
        return List.of(headers.split("\\|", -1));
    }

    @Override
    public boolean required() {
        return required;
    }

    @Override
    public int longest() {
        return longest;
    }

    @Override
    public String sample() {
        return sample;
    }
}
