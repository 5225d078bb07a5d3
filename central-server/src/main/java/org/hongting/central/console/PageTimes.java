package org.hongting.central.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Puts moments into the words of the page's language. Templates know it as `times`.
@Component
public class PageTimes {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter INPUT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;
    private final Clock clock;
    private final MessageSource words;

    public PageTimes(ZoneId siteZone, Clock clock, MessageSource words) {
        this.zone = siteZone;
        this.clock = clock;
        this.words = words;
    }

    /// `09:02`.
    public String clock(Instant moment) {
        return CLOCK.format(moment.atZone(zone));
    }

    /// `09:02:31`.
    public String seconds(Instant moment) {
        return SECONDS.format(moment.atZone(zone));
    }

    /// `2026-11-22 09:02:31`.
    public String stamp(Instant moment) {
        return STAMP.format(moment.atZone(zone));
    }

    /// `11月22日 周日` or `Sun 22 Nov`.
    public String day(Instant moment) {
        Locale locale = LocaleContextHolder.getLocale();
        String pattern = locale.getLanguage().equals("zh") ? "M月d日 EEE" : "EEE d MMM";
        return DateTimeFormatter.ofPattern(pattern, locale).format(moment.atZone(zone));
    }

    /// As a form's field for date and time wants it.
    public String input(Instant moment) {
        return INPUT.format(moment.atZone(zone));
    }

    /// A length of time, `1:05:09` in hours, minutes and seconds, cut down.
    public String length(long millis) {
        Duration time = Duration.ofMillis(millis);
        return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    /// `2026-11-22 09:02:31`.
    public String stamp(long millis) {
        return stamp(Instant.ofEpochMilli(millis));
    }

    public Instant now() {
        return clock.instant();
    }

    /// The site's day now.
    public LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }

    /// `3 分钟前`.
    public String ago(Instant moment) {
        Duration since = Duration.between(moment, clock.instant());
        if (since.toMinutes() < 1) {
            return say("ago.now", 0);
        }
        if (since.toHours() < 1) {
            return say("ago.minutes", since.toMinutes());
        }
        return since.toDays() < 1 ? say("ago.hours", since.toHours()) : say("ago.days", since.toDays());
    }

    private String say(String key, long number) {
        return words.getMessage(key, new Object[] {number}, LocaleContextHolder.getLocale());
    }
}
