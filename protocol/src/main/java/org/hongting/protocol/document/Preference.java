package org.hongting.protocol.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a member wants screens to speak to them. What is absent is as the terminal has it.
///
/// @param language a language tag, like `zh-CN` or `en`; a terminal passes over those it does not speak
/// @param largeType whether type is set large
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preference(
        @Nullable String language, @Nullable Boolean largeType) {
    /// As the terminal has it.
    public static final Preference NONE = new Preference(null, null);

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}");

    public Preference {
        if (language != null && !LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException("not a language tag");
        }
    }
}
