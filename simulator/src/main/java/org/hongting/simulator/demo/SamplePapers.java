package org.hongting.simulator.demo;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/// The sample school as the files that an administrator would import.
final class SamplePapers {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private static final String SCHOOL = "红亭示例大学";

    private SamplePapers() {}

    static String members(SampleSchool school) {
        return "姓名,学号,支部,卡号\n"
                + school.members().stream()
                        .map(member -> String.join(
                                ",",
                                member.name(),
                                member.studentNumber(),
                                SCHOOL + "/" + member.branch(),
                                member.card()))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    /// Three meetings around now: one that will begin, one that has begun, and one for the afternoon.
    static String meetings(SampleSchool school, ZonedDateTime now) {
        List<String> branches = school.branches();
        return "会议名称,类型,主办支部,地点,开始时间,结束时间,提前签到分钟,迟到分钟,参加支部\n"
                + meeting(
                        "十一月支部党员大会",
                        "支部党员大会",
                        branches.get(0),
                        now.plusMinutes(15),
                        branches.get(0) + ";" + branches.get(1))
                + meeting("主题党日:走进实验室", "主题党日", branches.get(2), now.minusMinutes(20), branches.get(2))
                + meeting("专题党课", "党课", branches.get(3), now.plusHours(4), branches.get(3));
    }

    private static String meeting(String title, String kind, String host, ZonedDateTime starts, String audience) {
        return String.join(
                        ",",
                        title,
                        kind,
                        host,
                        "北校区 301",
                        TIME.format(starts),
                        TIME.format(starts.plus(Duration.ofHours(2))),
                        "30",
                        "0",
                        audience)
                + "\n";
    }
}
