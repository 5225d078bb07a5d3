package org.hongting.central.console;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingDefaults;
import org.hongting.central.meeting.MeetingRulesReading;
import org.hongting.central.meeting.MeetingsSource;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.PlainText;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.attendance.MeetingRules;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Makes a meeting of a form, or says what is wrong with each field.
final class MeetingFormReading {
    /// Single members of one meeting: with them it still fits into one document entry.
    private static final int MEMBERS = 300;

    private final Transaction transaction;
    private final Members members;
    private final Clock clock;
    private final List<Problem> problems = new ArrayList<>();

    MeetingFormReading(Transaction transaction, Members members, Clock localClock) {
        this.transaction = transaction;
        this.members = members;
        this.clock = localClock;
    }

    /// What is wrong: a key of the bundles and what the sentence needs.
    record Problem(String key, String argument) {}

    /// What a right form says.
    record Understood(Meeting.Plan plan, Meeting.Audience audience, Set<TerminalId> stations) {}

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// @return nothing where there are problems
    Optional<Understood> read(MeetingForm form) {
        BranchTree tree = BranchTree.load(transaction);
        check(!form.title().isEmpty() && fits(form.title(), Meeting.Plan.TITLE_CHARACTERS), "form.title");
        check(fits(form.place(), Meeting.Plan.PLACE_CHARACTERS), "form.place");
        Optional<MeetingKind> kind = MeetingKind.find(form.kind());
        check(kind.isPresent(), "form.kind");
        Optional<BranchId> host = branch(tree, form.host());
        check(host.isPresent(), "form.host");
        Set<BranchId> branches = form.branches().stream()
                .flatMap(one -> branch(tree, one).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<MemberId> single = single(form.members());
        Set<BranchId> reached = new LinkedHashSet<>();
        branches.forEach(one -> reached.addAll(tree.within(one)));
        check(!branches.isEmpty() || !single.isEmpty(), "form.audience");
        check(reached.size() <= MeetingsSource.BRANCHES && single.size() <= MEMBERS, "form.audience-large");
        Meeting.Times times = times(form);
        MeetingRules rules = rules(form);
        Set<TerminalId> stations = stations(form);
        if (!problems.isEmpty() || times == null) {
            return Optional.empty();
        }
        return Optional.of(new Understood(
                new Meeting.Plan(form.title(), kind.orElseThrow(), host.orElseThrow(), form.place(), times, rules),
                new Meeting.Audience(branches, single),
                stations));
    }

    private Meeting.@Nullable Times times(MeetingForm form) {
        Instant starts = moment(form.starts());
        Instant ends = moment(form.ends());
        check(starts != null, "form.starts");
        check(ends != null && (starts == null || starts.isBefore(ends)), "form.ends");
        check(starts == null || ends == null || Meeting.Times.isPossible(starts, ends), "form.long");
        try {
            MeetingDefaults chosen = new MeetingDefaults(
                    Integer.parseInt(form.opensBefore()),
                    Integer.parseInt(form.lateAfter()),
                    Integer.parseInt(form.closesAfter()),
                    form.asksForCheckOut()
                            ? Optional.of(new MeetingDefaults.Leaving(
                                    Integer.parseInt(form.leavesBefore()),
                                    Integer.parseInt(form.earlyBefore()),
                                    Integer.parseInt(form.leavesAfter())))
                            : Optional.empty());
            return problems.isEmpty() && starts != null && ends != null ? chosen.times(starts, ends) : null;
        } catch (IllegalArgumentException e) {
            check(false, "form.minutes");
            return null;
        }
    }

    private MeetingRules rules(MeetingForm form) {
        MeetingRulesReading reading = new MeetingRulesReading(key -> check(false, "form." + key));
        return reading.read(form.quorum(), form.secondFactor(), form.places());
    }

    private @Nullable Instant moment(String written) {
        try {
            Instant moment =
                    LocalDateTime.parse(written).atZone(clock.getZone()).toInstant();
            return Meeting.Times.isPossible(moment) ? moment : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Optional<BranchId> branch(BranchTree tree, String id) {
        return tree.places().stream()
                .map(BranchTree.Place::branch)
                .map(Branch::id)
                .filter(one -> one.value().equals(id))
                .findFirst();
    }

    private Set<MemberId> single(String written) {
        Set<MemberId> found = new LinkedHashSet<>();
        for (String number : written.split("[\\s,;\uFF0C\uFF1B\u3001]+", -1)) {
            if (number.isEmpty()) {
                continue;
            }
            Optional<Member> member = members.withNumber(transaction, number);
            if (member.isEmpty()) {
                problems.add(new Problem("form.member", number.length() > 32 ? number.substring(0, 32) : number));
                break;
            }
            found.add(member.get().id());
        }
        return found;
    }

    private Set<TerminalId> stations(MeetingForm form) {
        Set<String> known = Set.copyOf(transaction.query("SELECT id FROM terminal", row -> row.text("id")));
        check(known.containsAll(form.stations()), "form.station");
        return form.stations().stream()
                .filter(known::contains)
                .map(TerminalId::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean fits(String text, int characters) {
        return text.length() <= characters && PlainText.isPlain(text);
    }

    private void check(boolean right, String key) {
        if (!right) {
            problems.add(new Problem(key, ""));
        }
    }
}
