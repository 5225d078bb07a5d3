package org.hongting.central.organisation;

import java.util.List;
import org.hongting.central.platform.csv.CsvColumn;
import org.hongting.protocol.card.CardEncoding;

/// The columns of a file of members.
public enum MemberColumn implements CsvColumn {
    NAME(true, Member.NAME_CHARACTERS, "张晓明", "姓名", "name", "名字", "full name"),
    STUDENT_NUMBER(
            true, 32, "20260001", "学号", "student number", "学工号", "工号", "student_number", "studentnumber", "number"),
    BRANCH(true, 200, "红亭大学/计算机学院党委/学生第一党支部", "支部", "branch", "党支部", "所属支部", "组织"),
    CARD(
            false,
            CardEncoding.LONGEST_TEXT,
            "04A1B2C3D4E580",
            "卡号",
            "card",
            "校园卡",
            "校园卡号",
            "card uid",
            "card_uid",
            "uid"),
    SHOWN_IN_FULL(false, 8, "否", "显示全名", "show full name", "full name shown", "show_full_name", "display"),
    STATUS(false, 16, "在册", "状态", "status");

    private final boolean required;
    private final int longest;
    private final String sample;
    /// Separated by bars: an enum holds nothing that could be changed.
    private final String headers;

    MemberColumn(boolean required, int longest, String sample, String... headers) {
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
