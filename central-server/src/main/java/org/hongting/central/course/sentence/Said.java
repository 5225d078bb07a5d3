package org.hongting.central.course.sentence;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.hongting.protocol.Words;

/// A sentence with what it speaks of. Whoever says it chooses no language: whoever reads it does.
///
/// @param arguments texts as they are, or sentences of their own; a number is its digits
public record Said(Sentence sentence, List<Object> arguments) {
    private static final String BUNDLE = "org.hongting.central.course.sentence.sentences";

    /// Chinese is the bundle without a language; the machine's own language must not decide.
    private static final ResourceBundle.Control NO_OTHER =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    public Said {
        arguments = arguments.stream()
                .map(one -> one instanceof Said ? one : (Object) String.valueOf(one))
                .toList();
    }

    public static Said of(Sentence sentence, Object... arguments) {
        return new Said(sentence, Arrays.asList(arguments));
    }

    /// The same, with the place that it is about before it.
    ///
    /// @param place the name of a file, or a sentence that names a line or row
    public Said within(Object place) {
        return Said.of(Sentence.WITHIN, place, this);
    }

    /// The key of what is said, wherever it is.
    public String key() {
        return sentence == Sentence.WITHIN && arguments.getLast() instanceof Said inner
                ? inner.key()
                : Words.of(sentence);
    }

    /// In words.
    public String in(Locale locale) {
        String text = ResourceBundle.getBundle(BUNDLE, locale, NO_OTHER).getString(Words.of(sentence));
        return new MessageFormat(text, locale)
                .format(arguments.stream()
                        .map(one -> one instanceof Said said ? said.in(locale) : one)
                        .toArray());
    }

    /// In English, for logs and commands.
    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }
}
