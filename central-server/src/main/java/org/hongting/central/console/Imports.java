package org.hongting.central.console;

import org.hongting.central.meeting.MeetingImport;
import org.hongting.central.organisation.MemberImport;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.csv.ImportOptions;
import org.hongting.central.platform.csv.ImportReport;
import org.springframework.stereotype.Component;

/// Runs the imports for pages and scripts alike, and writes each that changed something into the audit log.
@Component
class Imports {
    private final MemberImport members;
    private final MeetingImport meetings;
    private final AuditLog audit;

    Imports(MemberImport members, MeetingImport meetings, AuditLog audit) {
        this.members = members;
        this.meetings = meetings;
        this.audit = audit;
    }

    /// @param kind `members` or `meetings`
    ImportReport run(String kind, byte[] file, ImportOptions options, String account) {
        ImportReport report =
                kind.equals("members") ? members.run(file, options, account) : meetings.run(file, options);
        if (report.imported()) {
            audit.record(account, "import", kind, report.added() + " added, " + report.changed() + " changed");
        }
        return report;
    }
}
