package org.hongting.central.personal;

import java.time.Clock;
import java.time.ZoneId;
import org.hongting.central.course.Courses;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.platform.lease.Seat;
import org.hongting.central.study.LearningLedger;
import org.hongting.protocol.port.Database;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What members see of themselves, in the running server.
@Configuration(proxyBeanMethods = false)
class PersonalConfiguration {
    @Bean
    PersonalMeetings personalMeetings(MeetingHall hall, Clock clock, ZoneId siteZone) {
        return new PersonalMeetings(hall, clock.withZone(siteZone));
    }

    @Bean
    PersonalSource personalSource(PersonalMeetings meetings, QuizRecord quizzes, Clock clock, ZoneId siteZone) {
        return new PersonalSource(meetings, quizzes, clock.withZone(siteZone));
    }

    @Bean
    PersonalTelling personalTelling(
            Database database, PersonalMeetings meetings, Seat seat, Clock clock, ZoneId siteZone) {
        return new PersonalTelling(database, meetings, seat.leadership(), clock.withZone(siteZone));
    }

    @Bean
    PersonalRecords personalRecords(
            Database database,
            PersonalTelling telling,
            PersonalMeetings meetings,
            LearningLedger ledger,
            QuizRecord quizzes,
            Courses courses,
            Clock clock,
            ZoneId siteZone) {
        return new PersonalRecords(database, telling, meetings, ledger, quizzes, courses, clock.withZone(siteZone));
    }

    @Bean
    PersonalSheet personalSheet(MessageSource words, ZoneId siteZone) {
        return new PersonalSheet(words, siteZone);
    }
}
