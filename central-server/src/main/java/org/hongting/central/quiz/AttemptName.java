package org.hongting.central.quiz;

import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;

/// Whose attempt, and where: what is told of the same id from another terminal, or of another member, is another one.
public record AttemptName(TerminalId terminal, AttemptId attempt, MemberId member) {
    Object[] key() {
        return new Object[] {terminal.value(), attempt.value(), member.value()};
    }
}
