package org.hongting.protocol.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a key takes. Values are texts of one form each, so that equal values have equal bytes. The list is closed: the
/// console draws each case and nothing else.
public sealed interface ValueForm {
    /// Whether it is a value of this form, inside its range.
    boolean fits(String value);

    /// The form as the documentation and the refusals of the interface for scripts say it.
    String words();

    /// On or off.
    record Switch() implements ValueForm {
        public static final String ON = "on";
        public static final String OFF = "off";

        @Override
        public boolean fits(String value) {
            return value.equals(ON) || value.equals(OFF);
        }

        @Override
        public String words() {
            return "`on` or `off`";
        }
    }

    /// A whole number in decimal digits.
    ///
    /// @param unit as it stands in documentation, like `s` or `%`
    record Whole(int least, int most, String unit) implements ValueForm {
        private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,8}");

        @Override
        public boolean fits(String value) {
            return DIGITS.matcher(value).matches()
                    && Integer.parseInt(value) >= least
                    && Integer.parseInt(value) <= most;
        }

        @Override
        public String words() {
            return "%d to %d %s".formatted(least, most, unit);
        }
    }

    /// One of some words.
    record Choice(List<String> choices) implements ValueForm {
        public Choice {
            choices = List.copyOf(choices);
        }

        @Override
        public boolean fits(String value) {
            return choices.contains(value);
        }

        @Override
        public String words() {
            return "one of `" + String.join("`, `", choices) + "`";
        }
    }

    /// Any of some words, in their order, a blank between them; none of them is possible too.
    record Some(List<String> choices) implements ValueForm {
        public Some {
            choices = List.copyOf(choices);
        }

        /// The words of a value, whatever their order.
        public List<String> of(String value) {
            List<String> named = Arrays.asList(value.split(" ", -1));
            return choices.stream().filter(named::contains).toList();
        }

        @Override
        public boolean fits(String value) {
            return String.join(" ", of(value)).equals(value);
        }

        @Override
        public String words() {
            return "any of `" + String.join("`, `", choices) + "`, in this order";
        }
    }

    /// A part of the day that may go over midnight; equal ends mean never.
    record Hours() implements ValueForm {
        private static final Pattern FORM =
                Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]");

        @Override
        public boolean fits(String value) {
            return FORM.matcher(value).matches();
        }

        @Override
        public String words() {
            return "`HH:MM-HH:MM`; equal ends mean never";
        }
    }

    /// Parts of the days of a week.
    record Week() implements ValueForm {
        public static final String ALWAYS = "always";

        private static final int MOST = 7;
        private static final Pattern STRETCH = Pattern.compile(
                "([1-7])(?:-([1-7]))? ((?:[01][0-9]|2[0-3]):[0-5][0-9])-((?:[01][0-9]|2[0-3]):[0-5][0-9])");

        @Override
        public boolean fits(String value) {
            String[] stretches = value.split(", ", -1);
            return value.equals(ALWAYS)
                    || (stretches.length <= MOST && Arrays.stream(stretches).allMatch(Week::isStretch));
        }

        private static boolean isStretch(String text) {
            Matcher form = STRETCH.matcher(text);
            return form.matches()
                    && (form.group(2) == null || form.group(1).compareTo(form.group(2)) < 0)
                    && !form.group(3).equals(form.group(4));
        }

        @Override
        public String words() {
            return "`always`, or up to %d of `DAY HH:MM-HH:MM` or `DAY-DAY HH:MM-HH:MM` (1 is Monday), a comma and a blank between them"
                    .formatted(MOST);
        }
    }

    /// Where a camera's frames come from.
    record Camera() implements ValueForm {
        private static final Pattern FORM =
                Pattern.compile("none|pi(:[0-7])?|/dev/video[0-9]{1,2}|/dev/v4l/by-(id|path)/[A-Za-z0-9._:+-]{1,120}");

        @Override
        public boolean fits(String value) {
            return FORM.matcher(value).matches();
        }

        @Override
        public String words() {
            return "`none`, `pi`, `pi:0` to `pi:7`, `/dev/videoN`, or a name below `/dev/v4l`";
        }
    }

    /// Serial lines with their rates, a blank between them; none is possible too.
    record SerialLines(int most) implements ValueForm {
        private static final Pattern LINE = Pattern.compile(
                "/dev/(tty[A-Z]{1,4}[0-9]{1,3}|serial[0-9]|serial/by-(id|path)/[A-Za-z0-9._:+-]{1,120})(@[1-9][0-9]{2,6})?");

        /// The lines of a value.
        public static List<String> of(String value) {
            return value.isEmpty() ? List.of() : Arrays.asList(value.split(" ", -1));
        }

        @Override
        public boolean fits(String value) {
            List<String> lines = of(value);
            return lines.size() <= most
                    && lines.stream().allMatch(line -> LINE.matcher(line).matches())
                    && lines.stream()
                                    .map(line -> line.replaceFirst("@.*", ""))
                                    .distinct()
                                    .count()
                            == lines.size();
        }

        @Override
        public String words() {
            return "up to %d of `/dev/NAME[@RATE]`, a blank between them".formatted(most);
        }
    }
}
