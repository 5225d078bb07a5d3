package org.hongting.central.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Random;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.Phones;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.springframework.context.ApplicationContext;

/// A phone of a member at a running server, and what it signs.
final class SigningPhone {
    private final Database database;
    private final MemberId member;
    private final KeyPair key = P256.newKeyPair(new SecureRandom());
    private long at = System.currentTimeMillis();

    private SigningPhone(Database database, MemberId member) {
        this.database = database;
        this.member = member;
    }

    /// A new member of a new branch, with a phone.
    static SigningPhone enrolled(ApplicationContext server, String name, String number, String branch) {
        Database database = server.getBean(Database.class);
        MemberId member = database.inTransaction(transaction -> {
            Branch of = new Branches(new Random()).add(transaction, null, BranchKind.BRANCH, branch);
            return server.getBean(Members.class)
                    .add(transaction, name, number, of.id(), false)
                    .id();
        });
        SigningPhone phone = new SigningPhone(database, member);
        database.inTransaction(transaction -> server.getBean(Phones.class)
                .enrol(
                        transaction,
                        member,
                        new Phones.Applicant(phone.key.getPublic(), "x", Phones.Way.LINK, "admin")));
        return phone;
    }

    MemberId member() {
        return member;
    }

    /// A question as it is sent.
    String signs(String action, String content) {
        return signed(member, action, content);
    }

    /// A question that names somebody else as who asks.
    String signsAs(SigningPhone other, String action) {
        return signed(other.member, action, "{}");
    }

    private String signed(MemberId named, String action, String content) {
        at++;
        byte[] message = String.join("\n", "ht/v1/ask", action, named.value(), "0", "" + at, content)
                .getBytes(UTF_8);
        return Json.writeText(new SignedAsk(
                named.value(),
                0,
                at,
                content,
                Base64.getEncoder().encodeToString(Signer.of(key).sign(message))));
    }

    void suspended() {
        update("UPDATE phone SET suspended_for = 'kiosk-1' WHERE member = ?");
    }

    void removed() {
        update("UPDATE phone SET removed_at = '2026-01-01T00:00:00.000Z', removed_by = 'admin' WHERE member = ?");
    }

    private void update(String sql) {
        database.inTransaction(transaction -> transaction.update(sql, member.value()));
    }
}
