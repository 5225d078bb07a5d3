package org.hongting.central.quiz;

import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;

/// Whose attempt, and where: what is told of the same id from another terminal, or of another member, is another one.
public record AttemptName(TerminalId terminal, AttemptId attempt, MemberId member) {
    static AttemptName read(Transaction.Row row) {
        return new AttemptName(
                new TerminalId(row.text("terminal")),
                new AttemptId(row.text("attempt")),
                new MemberId(row.text("member")));
    }

    Object[] key() {
        return new Object[] {terminal.value(), attempt.value(), member.value()};
    }
}
