package org.hongting.central.console;

import java.util.ArrayList;
import java.util.List;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.meeting.OnSite;
import org.hongting.central.platform.csv.CsvWriting;

/// A meeting's attendance as a file for a spreadsheet.
final class AttendanceSheet {
    private static final List<String> HEADER = List.of(
            "学号",
            "姓名",
            "支部",
            "状态 state",
            "时间 time",
            "方式 by",
            "终端 terminal",
            "时间可信度 certainty",
            "± s",
            "签退 left",
            "早退 early");

    private final PageTimes times;

    AttendanceSheet(PageTimes times) {
        this.times = times;
    }

    byte[] write(MeetingHall.Whole whole, List<OnSite.Guests> guests) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADER);
        AttendanceLine.sorted(whole, Attendance.Part.ALL).forEach(line -> lines.add(row(line)));
        guests.forEach(one -> lines.add(counted(one)));
        return CsvWriting.write(lines);
    }

    /// Guests without a name: a line for each kind.
    private static List<String> counted(OnSite.Guests guests) {
        return List.of("", guests.word() + " × " + guests.count(), "", "guest", "", "counted", "", "", "", "", "");
    }

    private List<String> row(AttendanceLine line) {
        AttendanceLine.Seen first = line.first();
        if (first == null) {
            return List.of(line.number(), line.name(), line.branch(), line.state(), "", "", "", "", "", left(line), "");
        }
        return List.of(
                line.number(),
                line.name(),
                line.branch(),
                line.state(),
                times.stamp(first.at()),
                first.credential(),
                first.terminal(),
                first.certainty(),
                Long.toString(first.seconds()),
                left(line),
                line.early() ? "early" : "");
    }

    private String left(AttendanceLine line) {
        return line.last() == null ? "" : times.stamp(line.last().at());
    }
}
