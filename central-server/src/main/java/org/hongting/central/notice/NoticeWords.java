package org.hongting.central.notice;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/// Puts a notice into the words of its target's language.
public final class NoticeWords {
    private final MessageSource texts;

    public NoticeWords(MessageSource texts) {
        this.texts = texts;
    }

    /// @param subject one line
    public record Said(String subject, String body) {}

    public Said of(Notice notice, String language) {
        Locale locale = Locale.of(language);
        StringBuilder body = new StringBuilder();
        notice.fired().forEach(line -> body.append(line(line, "notice.fired", locale)));
        notice.cleared().forEach(line -> body.append(line(line, "notice.cleared", locale)));
        if (notice.more() > 0) {
            body.append(say("notice.more", locale, notice.more())).append('\n');
        }
        String first = notice.fired().isEmpty() ? first(notice.cleared(), locale) : first(notice.fired(), locale);
        return new Said(
                say(
                        "notice.subject",
                        locale,
                        notice.fired().size(),
                        notice.cleared().size(),
                        first),
                body.toString());
    }

    private String first(List<Notice.Line> lines, Locale locale) {
        return lines.isEmpty() ? "" : lines.getFirst().name() + ' ' + alert(lines.getFirst(), locale);
    }

    private String line(Notice.Line line, String key, Locale locale) {
        String where = line.place().isEmpty() ? line.name() : line.name() + " (" + line.place() + ")";
        return say(key, locale, alert(line, locale), where) + '\n';
    }

    private String alert(Notice.Line line, Locale locale) {
        return say("alert." + line.rule(), locale, line.detail());
    }

    private String say(String key, Locale locale, Object... arguments) {
        String text = texts.getMessage(key, arguments, key, locale);
        return text == null ? key : text.replaceAll("\\p{Cntrl}", " ");
    }
}
