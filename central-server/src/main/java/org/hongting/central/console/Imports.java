package org.hongting.central.console;

import org.hongting.central.ingest.Door;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.central.meeting.MeetingImport;
import org.hongting.central.organisation.MemberImport;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.csv.CsvProblem;
import org.hongting.central.platform.csv.ImportOptions;
import org.hongting.central.platform.csv.ImportReport;
import org.springframework.stereotype.Component;

/// Runs the imports for pages and scripts alike, and writes each that changed something into the audit log.
@Component
class Imports {
    private final MemberImport members;
    private final MeetingImport meetings;
    private final AuditLog audit;
    private final RefusalBook refusals;

    Imports(MemberImport members, MeetingImport meetings, AuditLog audit, RefusalBook refusals) {
        this.members = members;
        this.meetings = meetings;
        this.audit = audit;
        this.refusals = refusals;
    }

    /// Why a list was not taken, as far as it is counted: the person is told of every line.
    enum Fault {
        TOO_LARGE,
        MALFORMED,
        WRONG_CONTENT;

        static Fault of(CsvProblem first) {
            return switch (first.code()) {
                case "file-too-large", "too-many-lines" -> TOO_LARGE;
                case "encoding", "not-csv", "empty-file" -> MALFORMED;
                default -> WRONG_CONTENT;
            };
        }
    }

    /// @param kind `members` or `meetings`
    ImportReport run(String kind, byte[] file, ImportOptions options, String account) {
        ImportReport report =
                kind.equals("members") ? members.run(file, options, account) : meetings.run(file, options);
        if (report.imported()) {
            audit.record(account, "import", kind, report.added() + " added, " + report.changed() + " changed");
        }
        report.problems().stream().findFirst().ifPresent(first -> refusals.add(Door.LIST, Fault.of(first)));
        return report;
    }
}
