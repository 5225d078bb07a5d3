package org.hongting.kiosk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hongting.central.CentralServer;
import org.hongting.central.organisation.BadgeOffice;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.TouchOffice;
import org.hongting.device.CredentialRead;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;
import org.hongting.protocol.port.Database;

/// Two branches of people with badges; the first one's secretary has a PIN.
final class School {
    static final String PIN = "975310";

    final Branch branch;
    final Member secretary;
    final Member member;
    final Member guest;
    final Map<Member, String> badges;

    School(CentralServer centre) {
        Branches branches = centre.context().getBean(Branches.class);
        Members members = centre.context().getBean(Members.class);
        BadgeOffice office = centre.context().getBean(BadgeOffice.class);
        TouchOffice touch = centre.context().getBean(TouchOffice.class);
        Database database = centre.context().getBean(Database.class);
        branch = database.inTransaction(tx -> branches.add(tx, null, BranchKind.BRANCH, "学生第一党支部"));
        Branch other = database.inTransaction(tx -> branches.add(tx, null, BranchKind.BRANCH, "学生第二党支部"));
        secretary = database.inTransaction(tx -> members.add(tx, "赵明远", "20260001", branch.id(), false));
        member = database.inTransaction(tx -> members.add(tx, "李思然", "20260002", branch.id(), false));
        guest = database.inTransaction(tx -> members.add(tx, "王若水", "20260003", other.id(), false));
        database.inTransaction(tx -> {
            touch.setPin(tx, secretary, PIN, "test");
            touch.setInCharge(tx, secretary.id(), true, "test");
            return true;
        });
        badges = new HashMap<>();
        for (Member one : List.of(secretary, member, guest)) {
            badges.put(one, database.inTransaction(tx -> office.digits(office.issue(tx, one, "test"))));
        }
    }

    CredentialRead badgeOf(Member member) {
        return new CredentialRead(
                new DeviceName("camera"),
                Shown.code(Objects.requireNonNull(badges.get(member)), Shown.Source.CAMERA),
                System.nanoTime(),
                false);
    }
}
