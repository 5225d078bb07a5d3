package org.hongting.central.console;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.organisation.BadgeOffice;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// The console's answers as JSON, for scripts. Lists take `offset` and `limit` (at most 1,000).
@RestController
@RequestMapping("/api")
class ApiController {
    private static final int MOST = 1000;

    private final MeetingHall hall;
    private final TerminalBoard terminals;
    private final BadgeSheet badgeSheet;
    private final BadgeOffice badges;
    private final Members members;
    private final Database database;
    private final AuditLog audit;

    ApiController(
            MeetingHall hall,
            TerminalBoard terminals,
            BadgeSheet badgeSheet,
            BadgeOffice badges,
            Members members,
            Database database,
            AuditLog audit) {
        this.hall = hall;
        this.terminals = terminals;
        this.badgeSheet = badgeSheet;
        this.badges = badges;
        this.members = members;
        this.database = database;
        this.audit = audit;
    }

    /// A meeting with its numbers.
    record MeetingAnswer(
            String id,
            String title,
            String kind,
            String host,
            String place,
            String starts,
            String ends,
            String phase,
            Attendance.Counts counts) {
        static MeetingAnswer of(Meeting meeting, String host, MeetingHall.Phase phase, Attendance.Counts counts) {
            Meeting.Plan plan = meeting.plan();
            return new MeetingAnswer(
                    meeting.id().value(),
                    plan.title(),
                    plan.kind().word(),
                    host,
                    plan.place(),
                    plan.times().starts().toString(),
                    plan.times().ends().toString(),
                    Words.of(phase),
                    counts);
        }
    }

    /// One page of a meeting's attendance.
    ///
    /// @param complete whether every terminal of the meeting has reported after its end
    record AttendanceAnswer(
            MeetingAnswer meeting,
            boolean complete,
            List<String> waitingFor,
            int total,
            List<AttendanceLine> members) {}

    /// A badge in force.
    record BadgeAnswer(
            String member,
            String studentNumber,
            String name,
            String branch,
            int serial,
            String lastDay,
            String digits) {}

    /// How many badges were issued.
    record Issued(int issued) {}

    @GetMapping("/meetings")
    List<MeetingAnswer> meetings(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "100") int limit) {
        return hall.page(q, from(offset), most(limit)).stream()
                .map(brief -> MeetingAnswer.of(brief.meeting(), brief.host(), brief.phase(), brief.counts()))
                .toList();
    }

    @GetMapping("/meetings/{id}/attendance")
    AttendanceAnswer attendance(
            @PathVariable String id,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "1000") int limit) {
        MeetingHall.Whole whole = find(id);
        List<AttendanceLine> lines = AttendanceLine.sorted(whole, Attendance.Part.of(show));
        return new AttendanceAnswer(
                MeetingAnswer.of(
                        whole.meeting(),
                        whole.tree().name(whole.meeting().plan().host()),
                        whole.phase(),
                        whole.attendance().counts()),
                whole.reporting().isComplete(),
                whole.reporting().waiting().stream()
                        .map(station -> station.id().value())
                        .toList(),
                lines.size(),
                lines.stream().skip(from(offset)).limit(most(limit)).toList());
    }

    @GetMapping("/terminals")
    List<TerminalBoard.Terminal> terminals(
            @RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "1000") int limit) {
        return terminals.terminals(from(offset), most(limit));
    }

    @GetMapping("/alarms")
    List<TerminalBoard.Alarm> alarms(
            @RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "1000") int limit) {
        return terminals.alarms(from(offset), most(limit));
    }

    /// Badges in force of a unit and all below it; of everybody without one.
    @GetMapping("/badges")
    List<BadgeAnswer> badges(
            @RequestParam(defaultValue = "") String branch,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "1000") int limit,
            Principal principal) {
        String unit = branchId(branch);
        audit.record(principal.getName(), "badge.export", unit, "");
        return badgeSheet.lines(unit).stream()
                .skip(from(offset))
                .limit(most(limit))
                .map(line -> new BadgeAnswer(
                        line.member().id().value(),
                        line.member().studentNumber(),
                        line.member().name(),
                        line.branch(),
                        line.badge().serial(),
                        line.badge().lastDay().toString(),
                        line.digits()))
                .toList();
    }

    /// Issues a badge to everybody of a unit who has none.
    @PostMapping("/badges")
    Issued issueBadges(@RequestParam(defaultValue = "") String branch, Principal principal) {
        String unit = branchId(branch);
        int issued = database.inTransaction(transaction -> {
            int made = badges.issueMissing(
                    transaction, Scopes.spelledOut(BranchTree.load(transaction), unit), principal.getName());
            audit.record(transaction, principal.getName(), "badge.issue", unit, made + " badges");
            return made;
        });
        return new Issued(issued);
    }

    /// Takes away a member's badge in force.
    @PostMapping("/badges/{member}/revoke")
    void revokeBadge(@PathVariable String member, Principal principal) {
        database.inTransaction(transaction -> {
            Member found = memberId(member)
                    .flatMap(id -> members.find(transaction, id))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            badges.revoke(transaction, found, principal.getName());
            audit.record(transaction, principal.getName(), "badge.revoke", member, "");
            return null;
        });
    }

    private static Optional<MemberId> memberId(String written) {
        try {
            return Optional.of(new MemberId(written));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// An id, a name or a path, as long as it means one unit.
    private String branchId(String written) {
        if (written.isEmpty()) {
            return "";
        }
        return database.reading(transaction -> {
            BranchTree tree = BranchTree.load(transaction);
            return tree.places().stream()
                    .map(BranchTree.Place::branch)
                    .filter(branch -> branch.id().value().equals(written)
                            || tree.named(written).equals(List.of(branch)))
                    .findFirst()
                    .map(branch -> branch.id().value())
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        });
    }

    private MeetingHall.Whole find(String id) {
        try {
            return hall.find(new MeetingId(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }

    private static int from(int offset) {
        return Math.clamp(offset, 0, 100_000_000);
    }

    private static int most(int limit) {
        return Math.clamp(limit, 1, MOST);
    }
}
