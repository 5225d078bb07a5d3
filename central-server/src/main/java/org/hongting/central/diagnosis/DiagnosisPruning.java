package org.hongting.central.diagnosis;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.hongting.central.attachment.Attachments;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.protocol.port.Database;

/// Gives files and tests up once a day whose time is over. That they were made stays in the records of the terminals,
/// and who looked at them in the audit log.
public final class DiagnosisPruning implements BeforePublishing {
    /// How long a picture of a screen or a bundle of logs is kept.
    public static final Duration FILES_KEPT = Duration.ofDays(30);

    /// How long a test is shown: long enough to see when something began.
    public static final Duration TESTS_KEPT = Duration.ofDays(400);

    private final Database database;
    private final Diagnoses diagnoses;
    private final Attachments attachments;
    private final Clock clock;
    private LocalDate done = LocalDate.MIN;

    /// @param clock in the site's zone
    public DiagnosisPruning(Database database, Diagnoses diagnoses, Attachments attachments, Clock clock) {
        this.database = database;
        this.diagnoses = diagnoses;
        this.attachments = attachments;
        this.clock = clock;
    }

    @Override
    public void turn() {
        LocalDate today = LocalDate.now(clock);
        if (today.equals(done)) {
            return;
        }
        var over = database.reading(transaction ->
                diagnoses.filesBefore(transaction, clock.instant().minus(FILES_KEPT)));
        for (TerminalFile file : over) {
            if (database.reading(transaction -> diagnoses.isOnly(transaction, file))) {
                attachments.giveUp(file.terminal(), file.file().hash());
            }
            database.inTransaction(transaction -> {
                diagnoses.drop(transaction, file);
                return true;
            });
        }
        database.inTransaction(transaction -> {
            diagnoses.dropTestsBefore(transaction, clock.instant().minus(TESTS_KEPT));
            return true;
        });
        done = today;
    }
}
