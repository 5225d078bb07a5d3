package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;
import org.jspecify.annotations.Nullable;

/// How far a terminal is with its courses, so that whoever runs the site sees what arrived and what did not, and why.
/// Posted, sealed, to [CourseFileAsk#FOLDER] and the terminal's name. It is news and no fact: the last one counts, and
/// one that is lost is made up for by the next.
public record CourseReport(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) List<Line> courses) {
    /// Courses of one report.
    public static final int COURSES = 128;

    /// One course.
    ///
    /// @param manifest the name of the edition that is meant
    /// @param here bytes that were verified
    /// @param of bytes of the whole
    /// @param whole whether it can be studied there
    /// @param problem why it is not whole, in English, for an admin; absent where nothing is wrong
    public record Line(
            @JsonProperty(required = true) CourseId id,
            @JsonProperty(required = true) int edition,
            @JsonProperty(required = true) Digest manifest,
            @JsonProperty(required = true) long here,
            @JsonProperty(required = true) long of,
            @JsonProperty(required = true) boolean whole,
            @Nullable String problem) {
        /// Characters of a problem.
        public static final int PROBLEM = 200;

        public Line {
            if (here < 0 || here > of || (problem != null && problem.length() > PROBLEM)) {
                throw new IllegalArgumentException("not how far a course is");
            }
        }
    }

    public CourseReport {
        courses = List.copyOf(courses);
        if (courses.size() > COURSES) {
            throw new IllegalArgumentException("a report has at most " + COURSES + " courses");
        }
    }

    public byte[] seal(Signer signer) {
        return SignedFrame.seal(Domain.COURSE_REPORT, this, List.of(), signer);
    }

    /// Checks size, form and signature, in that order.
    ///
    /// @param sender the terminal of the address
    /// @param keys of that terminal
    /// @throws RefusedMessage if any of them is wrong
    public static CourseReport open(byte[] frame, TerminalId sender, KeyDirectory keys) {
        CourseReport report = SignedFrame.open(Domain.COURSE_REPORT, frame, CourseReport.class, keys)
                .header();
        if (!report.terminal().equals(sender)) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_TERMINAL);
        }
        return report;
    }
}
