package org.hongting.protocol.release;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The number of a version: up to four whole numbers, and behind a tilde what comes before it is finished, as Debian
/// sorts it: `0.2.0~snapshot` is older than `0.2.0`.
public record ReleaseVersion(@JsonValue String value) implements Comparable<ReleaseVersion> {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6}){0,3}(~[a-z0-9.]{1,32})?");
    private static final int NUMBERS = 4;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReleaseVersion {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the number of a version");
        }
    }

    /// What software calls itself, in the words of Maven or of Debian; nothing where that is no number, like `dev`.
    public static Optional<ReleaseVersion> find(String text) {
        String written = text.replace("-SNAPSHOT", "~snapshot");
        return FORM.matcher(written).matches() ? Optional.of(new ReleaseVersion(written)) : Optional.empty();
    }

    public boolean isBefore(ReleaseVersion other) {
        return compareTo(other) < 0;
    }

    /// By the numbers, then unfinished before finished. `1.0` and `1.0.0` are equal here, and are two names.
    @Override
    public int compareTo(ReleaseVersion other) {
        int numbers = Arrays.compare(numbers(), other.numbers());
        if (numbers != 0) {
            return numbers;
        }
        String mine = unfinished();
        String theirs = other.unfinished();
        return mine.isEmpty() || theirs.isEmpty()
                ? Boolean.compare(mine.isEmpty(), theirs.isEmpty())
                : mine.compareTo(theirs);
    }

    private int[] numbers() {
        int tilde = value.indexOf('~');
        String[] words = (tilde < 0 ? value : value.substring(0, tilde)).split("\\.", -1);
        int[] numbers = new int[NUMBERS];
        for (int place = 0; place < words.length; place++) {
            numbers[place] = Integer.parseInt(words[place]);
        }
        return numbers;
    }

    private String unfinished() {
        int tilde = value.indexOf('~');
        return tilde < 0 ? "" : value.substring(tilde + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
