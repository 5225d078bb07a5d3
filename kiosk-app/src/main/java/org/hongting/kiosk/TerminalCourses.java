package org.hongting.kiosk;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.sync.course.CourseBudget;
import org.hongting.sync.course.CourseDisk;
import org.hongting.sync.course.CourseShelf;
import org.hongting.sync.course.CourseWishes;
import org.hongting.sync.mqtt.SerialScheduler;
import org.hongting.sync.replica.Projection;

/// The courses of a terminal and the thread that fetches them, which looks for sticks now and then: a slow download
/// keeps neither the desk nor the link waiting.
final class TerminalCourses implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(20);

    private final SerialScheduler fetching = new SerialScheduler("courses");
    private final CourseShelf shelf;

    /// @param database with [CourseShelf#MIGRATIONS] applied
    TerminalCourses(
            Database database,
            DeskTables tables,
            TerminalIdentity identity,
            TerminalClock clock,
            SecureRandom random,
            Path folder) {
        this.shelf = new CourseShelf(
                new CourseShelf.World(
                        database, transaction -> tables.keys().courseKeys(transaction), fetching, clock, random),
                new HttpsCourses(
                        identity.terminal(),
                        identity.signer(),
                        () -> database.reading(
                                        transaction -> tables.setting(transaction, SettingEntry.TERMINAL_ADDRESS))
                                .flatMap(TerminalCourses::parsed),
                        identity::tls),
                folder,
                CourseDisk.real(),
                CourseBudget.USUAL);
        shelf.nudge();
        fetching.after(LOOK, this::lookForSticks);
    }

    /// What keeps tables in step with documents: the desk's, and what is wanted here of courses.
    static List<Projection> projections(DeskTables tables, TerminalId terminal) {
        return Stream.concat(tables.projections().stream(), Stream.of(new CourseWishes(terminal)))
                .toList();
    }

    /// Some documents say what is wanted, from where, and who may sign it.
    void documentChanged(DocumentName document) {
        if (document.kind().equals("courses")
                || document.equals(DocumentName.KEYS)
                || document.equals(DocumentName.CONFIGURATION)) {
            shelf.nudge();
        }
    }

    CourseShelf shelf() {
        return shelf;
    }

    /// Something is wanted, or the centre may be reached again.
    void nudge() {
        shelf.nudge();
    }

    private void lookForSticks() {
        Sticks.in(Sticks.PLACES).forEach(shelf::importFrom);
        fetching.after(LOOK, this::lookForSticks);
    }

    @Override
    public void close() {
        fetching.close();
    }

    private static Optional<URI> parsed(String address) {
        try {
            return Optional.of(URI.create(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
