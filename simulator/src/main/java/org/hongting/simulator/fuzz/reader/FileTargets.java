package org.hongting.simulator.fuzz.reader;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hongting.central.course.question.BankReading;
import org.hongting.central.course.question.QuestionFile;
import org.hongting.central.draw.DrawProof;
import org.hongting.central.meeting.MeetingColumn;
import org.hongting.central.organisation.MemberColumn;
import org.hongting.central.platform.csv.CsvColumn;
import org.hongting.central.platform.csv.CsvReading;
import org.hongting.central.platform.csv.CsvTable;
import org.hongting.central.platform.csv.CsvWriting;
import org.hongting.kiosk.lesson.LessonTrouble;
import org.hongting.kiosk.lesson.TextLesson;
import org.hongting.protocol.Limits;
import org.hongting.protocol.courier.Carried;
import org.hongting.protocol.courier.CourierReader;
import org.hongting.protocol.courier.CourierWriter;
import org.hongting.protocol.courier.Way;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.CoursePackage;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.protocol.course.SignedManifest;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.Ed25519;
import org.hongting.protocol.wire.Domain;
import org.hongting.protocol.wire.RefusedMessage;

/// Files that people upload, carry and study.
final class FileTargets {
    private static final KeyPair SITE = Ed25519.newKeyPair(new SecureRandom());
    private static final List<String> ENDINGS = List.of(".txt", ".gift", ".csv", ".json", ".xml", ".xlsx");

    private FileTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget(
                        "members-csv", CsvReading.BYTES, bytes -> table(bytes, Arrays.asList(MemberColumn.values()))),
                new FuzzTarget(
                        "meetings-csv", CsvReading.BYTES, bytes -> table(bytes, Arrays.asList(MeetingColumn.values()))),
                new FuzzTarget("question-file", QuestionFile.BYTES, FileTargets::questionFile),
                new FuzzTarget("question-bank", Limits.QUESTION_BANK_BYTES, FileTargets::questionBank),
                new FuzzTarget("course-manifest", Limits.COURSE_MANIFEST_BYTES, FileTargets::manifest),
                FuzzTarget.stream("course-package", Limits.COURSE_MANIFEST_BYTES, FileTargets::coursePackage),
                FuzzTarget.stream("courier-file", 4 * Limits.MESSAGE_BYTES, FileTargets::courierFile),
                new FuzzTarget("text-lesson", Limits.COURSE_TEXT_BYTES, FileTargets::textLesson),
                new FuzzTarget("draw-proof", DrawProof.BYTES, FileTargets::drawProof));
    }

    /// What was taken is written as the templates are, and read again the same.
    private static boolean table(byte[] bytes, List<? extends CsvColumn> columns) {
        CsvTable table = CsvReading.read(bytes, columns);
        Promise.holds(table.rows().size() <= CsvReading.LINES, () -> "a file has at most so many lines");
        if (!table.problems().isEmpty() || table.rows().isEmpty()) {
            return false;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(column -> column.headers().getFirst()).toList());
        table.rows().forEach(row -> lines.add(columns.stream().map(row::get).toList()));
        CsvTable again = CsvReading.read(CsvWriting.write(lines), columns);
        Promise.holds(
                again.rows().stream()
                        .map(CsvTable.Row::values)
                        .toList()
                        .equals(table.rows().stream().map(CsvTable.Row::values).toList()),
                () -> "a list that is written is read again the same: " + again.problems());
        return true;
    }

    private static boolean questionFile(byte[] bytes) {
        boolean any = false;
        for (String ending : ENDINGS) {
            any |= switch (QuestionFile.read("bank" + ending, bytes)) {
                case BankReading.Taken(var bank) -> {
                    Promise.isReadAgainTheSame(bank, said -> QuestionBank.read(said.write()));
                    yield true;
                }
                case BankReading.Refused(var problems) -> {
                    Promise.holds(!problems.isEmpty(), () -> "a refusal says why");
                    yield false;
                }
            };
        }
        return any;
    }

    private static boolean questionBank(byte[] bytes) {
        try {
            Promise.isReadAgainTheSame(QuestionBank.read(bytes), said -> QuestionBank.read(said.write()));
            return true;
        } catch (MalformedJson _) {
            return false;
        }
    }

    private static boolean manifest(byte[] bytes) {
        try {
            Promise.isReadAgainTheSame(CourseManifest.read(bytes), said -> CourseManifest.read(said.write()));
            return true;
        } catch (MalformedJson _) {
            return false;
        }
    }

    /// An input is a manifest, a line break, and the zip behind the manifest, which the site signs here.
    private static boolean coursePackage(byte[] bytes) {
        byte[] manifest = Seals.firstLine(bytes);
        try {
            CoursePackage.read(
                    new SequenceInputStream(
                            new ByteArrayInputStream(beginning(manifest)), new ByteArrayInputStream(Seals.rest(bytes))),
                    List.of(SITE.getPublic()),
                    new Counted());
            return true;
        } catch (RefusedCourse | IOException _) {
            return false;
        }
    }

    private static byte[] beginning(byte[] manifest) {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        byte[] domain = (Domain.COURSE.text() + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(domain, domain.length + manifest.length);
        System.arraycopy(manifest, 0, message, domain.length, manifest.length);
        // Not closed: a directory of the zip would end it, and what comes behind is the input's.
        ZipOutputStream entries = new ZipOutputStream(zip);
        try {
            entries.putNextEntry(new ZipEntry(CoursePackage.MANIFEST));
            entries.write(manifest);
            entries.putNextEntry(new ZipEntry("manifest.sig"));
            entries.write(Ed25519.sign(SITE.getPrivate(), message));
            entries.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zip.toByteArray();
    }

    /// Keeps nothing, and holds what is given against what the manifest says.
    private static final class Counted implements CoursePackage.Sink {
        private long given;

        @Override
        public void begin(SignedManifest manifest) {
            given = 0;
        }

        @Override
        public boolean wants(CourseFile file) {
            given = 0;
            return true;
        }

        @Override
        public void chunk(CourseFile file, int index, byte[] buffer, int length) {
            given += length;
            Promise.holds(given <= file.size(), () -> "no more is unpacked than the manifest says");
        }

        @Override
        public void whole(CourseFile file) {
            Promise.holds(given == file.size(), () -> "a whole file has all its bytes");
        }
    }

    private static boolean courierFile(byte[] bytes) throws IOException {
        boolean any = false;
        for (Way way : Way.values()) {
            try {
                CourierReader reader = new CourierReader(new ByteArrayInputStream(bytes), way);
                List<String> messages = messages(reader);
                boolean whole = reader.isWhole();
                ByteArrayOutputStream again = new ByteArrayOutputStream();
                copy(new CourierReader(new ByteArrayInputStream(bytes), way), again, way);
                CourierReader second = new CourierReader(new ByteArrayInputStream(again.toByteArray()), way);
                Promise.holds(messages(second).equals(messages), () -> "what is carried is written and read the same");
                Promise.holds(second.isWhole(), () -> "a file that is ended is whole");
                any |= whole;
            } catch (RefusedMessage _) {
                // Of the other way, or none at all.
            }
        }
        return any;
    }

    private static List<String> messages(CourierReader reader) throws IOException {
        List<String> messages = new ArrayList<>();
        for (Optional<Carried> next = reader.next(); next.isPresent(); next = reader.next()) {
            messages.add(next.get().channel() + " " + Digest.of(next.get().frame()));
        }
        return messages;
    }

    private static void copy(CourierReader from, OutputStream to, Way way) throws IOException {
        CourierWriter writer = new CourierWriter(to, from.terminal(), way);
        for (Optional<Carried> next = from.next(); next.isPresent(); next = from.next()) {
            writer.add(next.get());
        }
        writer.end();
    }

    private static boolean textLesson(byte[] bytes) {
        try {
            TextLesson lesson = TextLesson.of(bytes);
            Promise.holds(
                    lesson.pages().getLast().until() == lesson.blocks().size(), () -> "the pages hold every block");
            return true;
        } catch (LessonTrouble _) {
            return false;
        }
    }

    private static boolean drawProof(byte[] bytes) {
        try {
            Promise.isReadAgainTheSame(DrawProof.read(bytes), said -> DrawProof.read(Json.write(said)));
            return true;
        } catch (MalformedJson _) {
            return false;
        }
    }
}
