package org.hongting.central.publishing;

import org.hongting.protocol.port.Database;

/// Notices that something about the terminals changed, without knowing what. The tables are small and the question is
/// cheap, so asking is simpler than every writer telling.
final class TerminalWatch {
    private final Database database;
    private String claims = "";
    private String states = "";

    TerminalWatch(Database database) {
        this.database = database;
    }

    /// Whether terminals were claimed or revoked since the last question.
    boolean claimsChanged() {
        String now = ask("SELECT count(*) || '/' || count(revoked_at) || '/' || coalesce(max(claimed_at), '') AS sign"
                + " FROM terminal");
        boolean changed = !now.equals(claims);
        claims = now;
        return changed;
    }

    /// Whether any terminal came, went, was heard or has another backlog, an alarm was raised, or a
    /// machine waits to be paired.
    boolean statesChanged() {
        String now =
                ask("SELECT (SELECT sum(online) || '/' || sum(pending) || '/' || coalesce(max(last_contact_at), '')"
                        + " FROM terminal) || '/' || (SELECT count(*) FROM alarm) || '/' || (SELECT count(machine) || '/'"
                        + " || count(decided_at) FROM pairing) AS sign");
        boolean changed = !now.equals(states);
        states = now;
        return changed;
    }

    private String ask(String sql) {
        return database.reading(transaction -> transaction
                .queryFirst(sql, row -> String.valueOf(row.textOrNull("sign")))
                .orElse(""));
    }
}
