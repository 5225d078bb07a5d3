package org.hongting.kiosk.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Rights;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.record.Digest;
import org.junit.jupiter.api.Test;

class StudyHomeTest {
    @Test
    void aCourseOfQuestionsAloneDoesNotStandInTheLibrary() {
        Digest digest = Digest.of(new byte[] {1});
        CourseManifest bank = new CourseManifest(
                new CourseId("bank"),
                1,
                "题库",
                "zh-CN",
                null,
                List.of(),
                List.of(new CourseFile("questions.json", 1, digest, List.of(digest), CourseFile.MediaType.QUESTIONS)),
                new Rights("红亭大学", ""),
                null,
                "questions.json");

        StudyHome home = StudyHome.of(
                List.of(new Library.Shelved(bank, "TK")),
                List.of(),
                new Progress(Optional.empty(), List.of()),
                LocalDate.of(2026, 11, 23));

        assertThat(home.library()).isEmpty();
        assertThat(home.forYou()).isEmpty();
        assertThat(home.search("题库")).isEmpty();
    }
}
