package org.hongting.kiosk.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hongting.device.speech.Voice;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.ui.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenAnswersTest {
    private final List<String> said = new ArrayList<>();

    private final Voice voice = new Voice() {
        @Override
        public void say(String sentence, Locale language) {
            said.add(language.getLanguage() + " " + sentence);
        }

        @Override
        public void close() {}
    };

    private SpokenAnswers at(String time, QuietHours quiet) {
        OffsetDateTime now = OffsetDateTime.parse("2026-11-22T" + time + ":00+08:00");
        return new SpokenAnswers(voice, quiet, Clock.fixed(now.toInstant(), now.getOffset()));
    }

    @Test
    void theAnswerIsSaidInTheLanguageOfTheScreen() {
        SpokenAnswers answers = at("09:00", QuietHours.USUAL);
        answers.say(new Decision.NotRecorded(), Language.CHINESE);
        answers.say(new Decision.NotRecorded(), Language.ENGLISH);
        assertThat(said).containsExactly("zh 没有记上，请找负责人", "en Not recorded. Please see the person in charge.");
    }

    @Test
    void nothingIsSaidInTheQuietHours() {
        at("22:00", QuietHours.USUAL).say(new Decision.NotRecorded(), Language.CHINESE);
        at("06:59", QuietHours.USUAL).say(new Decision.NotRecorded(), Language.CHINESE);
        assertThat(said).isEmpty();
        at("07:00", QuietHours.USUAL).say(new Decision.NotRecorded(), Language.CHINESE);
        assertThat(said).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "12:00-14:00, 11:59, false",
        "12:00-14:00, 12:00, true",
        "12:00-14:00, 13:59, true",
        "12:00-14:00, 14:00, false",
        "22:00-07:00, 21:59, false",
        "22:00-07:00, 03:00, true",
        "00:00-00:00, 00:00, false",
    })
    void quietHoursMayGoOverMidnight(String hours, String time, boolean quiet) {
        assertThat(QuietHours.parse(hours).include(LocalTime.parse(time))).isEqualTo(quiet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22:00", "22-07", "25:00-07:00", "22:00-", "-07:00"})
    void hoursThatAreNoneAreRefused(String hours) {
        assertThatThrownBy(() -> QuietHours.parse(hours)).isInstanceOf(IllegalArgumentException.class);
    }
}
