package org.hongting.central.personal;

import java.time.Clock;
import java.time.ZoneId;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What members see of themselves, in the running server.
@Configuration(proxyBeanMethods = false)
class PersonalConfiguration {
    @Bean
    QuizRecord quizRecord() {
        return QuizRecord.NONE;
    }

    @Bean
    PersonalMeetings personalMeetings(MeetingHall hall, Clock clock, ZoneId siteZone) {
        return new PersonalMeetings(hall, clock.withZone(siteZone));
    }

    @Bean
    PersonalSource personalSource(PersonalMeetings meetings, QuizRecord quizzes, Clock clock, ZoneId siteZone) {
        return new PersonalSource(meetings, quizzes, clock.withZone(siteZone));
    }

    @Bean
    PersonalTelling personalTelling(Database database, PersonalMeetings meetings, Clock clock, ZoneId siteZone) {
        return new PersonalTelling(database, meetings, clock.withZone(siteZone));
    }
}
