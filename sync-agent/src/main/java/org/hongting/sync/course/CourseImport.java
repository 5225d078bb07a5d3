package org.hongting.sync.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.CoursePackage;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.protocol.course.SignedManifest;
import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;

/// Takes packages from a folder, mostly a stick that somebody put in. The stick is only read. A package that was looked
/// at is not looked at again until it changes.
///
/// Not safe for use by many threads.
final class CourseImport {
    /// A stick with its folders: packages lie at its top or in a folder of it.
    private static final int DEPTH = 3;

    private static final int MOST = 200;

    private final Database database;
    private final CourseLibrary library;
    private final Map<Path, Looked> looked = new HashMap<>();

    private record Looked(long size, long changed) {}

    /// A package that was not taken.
    record Refused(Path file, String problem) {}

    /// This very edition is here.
    private static final class HereAlready extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    /// What became of one package.
    record Taken(boolean shown, Optional<Refused> refused) {}

    CourseImport(Database database, CourseLibrary library) {
        this.database = database;
        this.library = library;
    }

    /// The packages in a folder that were not looked at yet.
    List<Path> fresh(Path folder) {
        looked.keySet().removeIf(path -> path.startsWith(folder) && !Files.exists(path));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, Set.of(), DEPTH, new SimpleFileVisitor<Path>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && file.toString().endsWith(CoursePackage.ENDING)) {
                        found.add(file);
                    }
                    return found.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                // A folder that nobody may look into, or a stick that was pulled out.
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException why) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException why) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            return List.of();
        }
        return found.stream()
                .filter(path -> !of(path).equals(Optional.ofNullable(looked.get(path))))
                .sorted()
                .toList();
    }

    private static Optional<Looked> of(Path file) {
        try {
            return Optional.of(
                    new Looked(Files.size(file), Files.getLastModifiedTime(file).toMillis()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Takes one package, or says why not. Whatever goes wrong, the edition that is here stays.
    Taken take(Path file, LocalDate today) {
        of(file).ifPresent(as -> looked.put(file, as));
        try (InputStream bytes = Files.newInputStream(file)) {
            SignedManifest signed = CoursePackage.read(bytes, library.keys(), new Keeping(today));
            library.show(signed.digest(), signed.manifest(), true);
            return new Taken(true, Optional.empty());
        } catch (HereAlready e) {
            return new Taken(false, Optional.empty());
        } catch (RefusedCourse e) {
            return new Taken(false, Optional.of(new Refused(file, String.valueOf(e.getMessage()))));
        } catch (IOException e) {
            looked.remove(file);
            return new Taken(false, Optional.of(new Refused(file, "cannot be read or kept: " + e.getMessage())));
        } finally {
            removeRest();
        }
    }

    private void removeRest() {
        try {
            library.removeSuperseded();
        } catch (IOException e) {
            // What lies about is removed at the next occasion.
            System.getLogger(CourseImport.class.getName())
                    .log(System.Logger.Level.DEBUG, "files of courses could not be removed", e);
        }
    }

    private final class Keeping implements CoursePackage.Sink {
        private final LocalDate today;

        private Keeping(LocalDate today) {
            this.today = today;
        }

        @Override
        public void begin(SignedManifest signed) throws IOException {
            CourseManifest manifest = signed.manifest();
            Optional<CourseTables.Edition> shown =
                    database.reading(transaction -> CourseTables.shown(transaction, manifest.id()));
            if (shown.isPresent() && shown.get().manifest().equals(signed.digest()) && library.isWhole(manifest)) {
                takeOver(signed);
                throw new HereAlready();
            }
            if (shown.isPresent() && shown.get().edition() >= manifest.edition()) {
                throw new RefusedCourse(
                        RefusedCourse.Reason.OLDER_EDITION,
                        "edition " + shown.get().edition() + " of " + manifest.id() + " is here already");
            }
            if (!manifest.isGoodOn(today)) {
                throw new RefusedCourse(RefusedCourse.Reason.EXPIRED, manifest.id() + " ended with its last day");
            }
            library.begin(signed);
            library.makeRoom(signed.digest(), manifest);
        }

        /// It may have been withdrawn, and somebody brings it again.
        private void takeOver(SignedManifest signed) throws IOException {
            library.show(signed.digest(), signed.manifest(), true);
        }

        @Override
        public boolean wants(CourseFile file) {
            return !library.folder().holds(file.sha256());
        }

        @Override
        public void chunk(CourseFile file, int index, byte[] buffer, int length) throws IOException {
            library.folder().keep(file, index, buffer, length);
        }

        @Override
        public void whole(CourseFile file) throws IOException {
            if (!library.folder().finish(file)) {
                throw new IOException(file.path() + " was damaged on the disk");
            }
        }
    }
}
