package org.hongting.central.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.central.badge.BadgePaper;
import org.hongting.central.organisation.BadgeOffice;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.csv.CsvWriting;
import org.hongting.protocol.port.Database;
import org.springframework.stereotype.Component;

/// The badges in force of a unit, with their digits: what a printer of badges needs.
@Component
class BadgeSheet {
    private static final List<String> HEADER = List.of("学号", "姓名", "支部", "编号 serial", "有效期至 last day", "数字码 digits");

    private final Database database;
    private final Members members;
    private final BadgeOffice badges;

    BadgeSheet(Database database, Members members, BadgeOffice badges) {
        this.database = database;
        this.members = members;
        this.badges = badges;
    }

    /// One badge with its holder.
    record Line(Member member, String branch, BadgeOffice.Badge badge, String digits) {}

    List<Line> lines(String branch) {
        record Holder(Member member, String branch, BadgeOffice.Badge badge) {}
        List<Holder> holders = database.reading(transaction -> {
            BranchTree tree = BranchTree.load(transaction);
            List<Holder> found = new ArrayList<>();
            for (Member member : members.activeIn(transaction, Scopes.spelledOut(tree, branch))) {
                Optional<BadgeOffice.Badge> badge = badges.current(transaction, member.id());
                badge.ifPresent(one -> found.add(new Holder(member, tree.name(member.branch()), one)));
            }
            return found;
        });
        // Signing takes longer than reading: not inside the transaction.
        return holders.stream()
                .map(holder ->
                        new Line(holder.member(), holder.branch(), holder.badge(), badges.digits(holder.badge())))
                .toList();
    }

    byte[] print(String branch) {
        return BadgePaper.print(lines(branch).stream()
                .map(line -> new BadgePaper.Card(
                        line.member().name(),
                        line.branch(),
                        line.badge().serial(),
                        line.badge().lastDay(),
                        line.digits()))
                .toList());
    }

    byte[] write(String branch) {
        List<List<String>> table = new ArrayList<>();
        table.add(HEADER);
        lines(branch)
                .forEach(line -> table.add(List.of(
                        line.member().studentNumber(),
                        line.member().name(),
                        line.branch(),
                        Integer.toString(line.badge().serial()),
                        line.badge().lastDay().toString(),
                        line.digits())));
        return CsvWriting.write(table);
    }
}
