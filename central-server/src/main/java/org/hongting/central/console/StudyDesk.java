package org.hongting.central.console;

import java.time.Clock;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.study.Standing;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.springframework.stereotype.Component;

/// Says what somebody is, as far as the year asks something of them. The audit log names no reason of an
/// exemption: it says something about a person's health.
@Component
class StudyDesk {
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;

    StudyDesk(Database database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    void stand(MemberId member, Standing standing, String by) {
        database.inTransaction(transaction -> {
            standing.save(transaction, member, by, clock);
            audit.record(
                    transaction,
                    by,
                    "study.standing",
                    member.value(),
                    standing.role().word() + (standing.exempt().isPresent() ? ", exempt" : ""));
            return null;
        });
    }
}
