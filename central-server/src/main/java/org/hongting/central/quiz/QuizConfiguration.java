package org.hongting.central.quiz;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.hongting.central.course.Courses;
import org.hongting.central.draw.Entrants;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Digest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// Quizzes of the running server.
@Configuration(proxyBeanMethods = false)
class QuizConfiguration {
    @Bean
    QuestionBanks questionBanks(Courses courses, Clock clock) {
        return new QuestionBanks(
                new QuestionBanks.Shelf() {
                    @Override
                    public Optional<Digest> bankOf(CourseId course) {
                        return courses.questions(course);
                    }

                    @Override
                    public Optional<byte[]> file(Digest digest) {
                        return courses.content(digest, Limits.QUESTION_BANK_BYTES);
                    }
                },
                clock);
    }

    @Bean
    Quizzes quizzes(QuestionBanks banks, AuditLog audit, SecureRandom random, Clock clock, ZoneId siteZone) {
        return new Quizzes(banks, audit, random, clock.withZone(siteZone));
    }

    @Bean
    Teams teams(Members members, AuditLog audit, SecureRandom random) {
        return new Teams(members, audit, random);
    }

    @Bean
    QuizProjection quizProjection() {
        return new QuizProjection();
    }

    @Bean
    QuizMarker quizMarker(Database database, QuestionBanks banks, SecureRandom random, Clock clock, ZoneId siteZone) {
        return new QuizMarker(database, banks, new Alarms(random), clock.withZone(siteZone));
    }

    @Bean
    ContestBoard contestBoard(Members members, Clock clock, ZoneId siteZone) {
        return new ContestBoard(members, clock.withZone(siteZone));
    }

    @Bean
    QuizzesSource quizzesSource(Clock clock, ZoneId siteZone) {
        return new QuizzesSource(clock.withZone(siteZone));
    }

    @Bean
    RanksSource ranksSource(ContestBoard board, Clock clock, ZoneId siteZone) {
        return new RanksSource(board, clock.withZone(siteZone));
    }

    @Bean
    @Order(3)
    Entrants quizEntrants(ContestBoard board) {
        return new QuizEntrants(board);
    }

    @Bean
    MemberQuizzes memberQuizzes(ContestBoard board, Clock clock, ZoneId siteZone) {
        return new MemberQuizzes(board, clock.withZone(siteZone));
    }

    @Bean
    CourseTests courseTests(Clock clock, ZoneId siteZone) {
        return new CourseTests(clock.withZone(siteZone));
    }

    @Bean
    QuizRulings quizRulings(OwnJournal journal, AuditLog audit, QuestionBanks banks, SecureRandom random) {
        return new QuizRulings(journal, audit, banks, random);
    }
}
