package org.hongting.central.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which backups stay: the newest ones, and the last of each day for a fortnight. Days are of UTC.
final class Rotation {
    static final int NEWEST = 8;
    static final int DAYS = 14;

    private Rotation() {}

    /// @param backups newest first
    static List<Backup> expendable(List<Backup> backups, Instant now) {
        LocalDate oldestDay = dayOf(now).minusDays(DAYS);
        List<Backup> expendable = new ArrayList<>();
        Set<LocalDate> days = new HashSet<>();
        for (int i = 0; i < backups.size(); i++) {
            LocalDate day = dayOf(backups.get(i).takenAt());
            boolean isLastOfDay = days.add(day);
            if (i >= NEWEST && !(isLastOfDay && day.isAfter(oldestDay))) {
                expendable.add(backups.get(i));
            }
        }
        return expendable;
    }

    private static LocalDate dayOf(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
