package org.hongting.central.study;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.hongting.central.course.Courses;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.meeting.AttendanceBook;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.port.Database;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The ledger of learning time of the running server.
@Configuration(proxyBeanMethods = false)
class StudyConfiguration {
    @Bean
    StudyRollup studyRollup(ZoneId siteZone) {
        return new StudyRollup(siteZone);
    }

    @Bean
    StudyProjection studyProjection(StudyRollup rollup) {
        return new StudyProjection(rollup);
    }

    @Bean
    StudyDating studyDating(Database database, StudyRollup rollup) {
        return new StudyDating(database, rollup);
    }

    @Bean
    MeetingHours meetingHours(
            Database database,
            Meetings meetings,
            AttendanceBook book,
            StudyRollup rollup,
            Clock clock,
            ZoneId siteZone) {
        return new MeetingHours(database, meetings, book, rollup, clock.withZone(siteZone));
    }

    @Bean
    RulePacks rulePacks(Clock clock) {
        return new RulePacks(clock);
    }

    @Bean
    StudyPlans studyPlans(TestResults results, SecureRandom random, Clock clock, ZoneId siteZone) {
        return new StudyPlans(results, random, clock.withZone(siteZone));
    }

    @Bean
    CourseContents courseContents(Courses courses) {
        return new ShelvedContents(courses);
    }

    @Bean
    PlanProgress planProgress(
            Members members, CourseContents contents, TestResults results, Clock clock, ZoneId siteZone) {
        return new PlanProgress(members, contents, results, clock.withZone(siteZone));
    }

    @Bean
    PlansSource plansSource(TestResults results) {
        return new PlansSource(results);
    }

    @Bean
    ProgressSource progressSource(TestResults results, Clock clock, ZoneId siteZone) {
        return new ProgressSource(results, clock.withZone(siteZone));
    }

    @Bean
    ProgressYear progressYear(Database database, Clock clock, ZoneId siteZone) {
        return new ProgressYear(database, clock.withZone(siteZone));
    }

    @Bean
    StudyRulings studyRulings(
            OwnJournal journal, Members members, AuditLog audit, SecureRandom random, Clock clock, ZoneId siteZone) {
        return new StudyRulings(journal, members, audit, random, clock.withZone(siteZone));
    }

    @Bean
    LearningLedger learningLedger(StudyRollup rollup, Clock clock, ZoneId siteZone) {
        return new LearningLedger(rollup, clock.withZone(siteZone));
    }

    /// @param address how phones call this server; without it, the first of the names that terminals call it by
    @Bean
    Statements statements(
            @Value("${hongting.phone-address:}") String address,
            @Value("${hongting.host-names:localhost}") List<String> hostNames,
            CourseContents contents,
            TestResults results,
            Clock clock) {
        String home = address.isEmpty() ? "https://" + hostNames.getFirst() : address;
        return new Statements(home.replaceAll("/+$", ""), contents, results, clock);
    }
}
