package org.hongting.protocol.command;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a command asks for. The list is closed for one version of the software: a terminal that does not know the word
/// answers with a fact that says so.
public sealed interface Action {
    /// So long a command waits for whoever uses the screen, and what it shows behind whatever covers it.
    Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /// As it stands in the command and in its result; it never changes.
    String word();

    Map<String, String> arguments();

    /// Whether it is not begun while somebody uses the screen.
    default boolean waitsForPeople() {
        return true;
    }

    /// What a terminal does about it that went down between its beginning and its end.
    AfterCrash afterCrash();

    /// What becomes of something that was begun when the next start finds that it was never ended.
    enum AfterCrash {
        /// Doing it twice does no harm, and not at all would be worse.
        AGAIN,
        /// It is not done again: nobody can say how much of it was done.
        INTERRUPTED,
        /// The next start is its end.
        DONE
    }

    /// Plain words on the screen for a while, for whoever stands there. May be shown again: unseen it is worth nothing.
    ///
    /// @param chinese may be empty where English is not
    /// @param english may be empty where Chinese is not
    record ShowMessage(String chinese, String english, Duration time) implements Action {
        public static final String WORD = "message.show";

        /// Signs of a text: what is read in passing.
        public static final int LONGEST = 200;

        public static final Duration SHORTEST_TIME = Duration.ofSeconds(5);
        public static final Duration LONGEST_TIME = Duration.ofMinutes(10);

        public ShowMessage {
            requirePlain(chinese);
            requirePlain(english);
            if (chinese.isBlank() && english.isBlank()) {
                throw new IllegalArgumentException("a message says something");
            }
            if (time.compareTo(SHORTEST_TIME) < 0 || time.compareTo(LONGEST_TIME) > 0) {
                throw new IllegalArgumentException("a message is shown for 5 seconds to 10 minutes");
            }
        }

        private static void requirePlain(String text) {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("a message has at most " + LONGEST + " signs");
            }
            boolean hasOther = text.codePoints()
                    .anyMatch(sign -> Character.isISOControl(sign)
                            || Character.getType(sign) == Character.FORMAT
                            || Character.getType(sign) == Character.LINE_SEPARATOR
                            || Character.getType(sign) == Character.PARAGRAPH_SEPARATOR
                            || Character.getType(sign) == Character.SURROGATE);
            if (hasOther) {
                throw new IllegalArgumentException("a message is plain text on one line");
            }
        }

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public Map<String, String> arguments() {
            return Map.of("zh", chinese, "en", english, "seconds", String.valueOf(time.toSeconds()));
        }

        @Override
        public AfterCrash afterCrash() {
            return AfterCrash.AGAIN;
        }
    }

    /// The screen shows the terminal's name as large as it can, with a sound, so that somebody finds the machine.
    record Identify() implements Action {
        public static final String WORD = "terminal.identify";

        /// So long it does.
        public static final Duration TIME = Duration.ofSeconds(30);

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public Map<String, String> arguments() {
            return Map.of();
        }

        @Override
        public AfterCrash afterCrash() {
            return AfterCrash.INTERRUPTED;
        }
    }

    /// The application ends in order, and whatever keeps it running starts it again.
    record Restart() implements Action {
        public static final String WORD = "application.restart";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public Map<String, String> arguments() {
            return Map.of();
        }

        @Override
        public AfterCrash afterCrash() {
            return AfterCrash.DONE;
        }
    }

    /// The machine starts anew, as after a power cut but in order.
    record RestartMachine() implements Plain {
        public static final String WORD = "machine.restart";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public AfterCrash afterCrash() {
            return AfterCrash.DONE;
        }
    }

    /// The terminal tests its parts and tells what it found.
    ///
    /// @param people whether whoever stands there is asked to help: to touch fields, to listen and to look
    record SelfTest(boolean people) implements Action {
        public static final String WORD = "terminal.self-test";
        private static final String PEOPLE = "people";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public Map<String, String> arguments() {
            return Map.of(PEOPLE, people ? "yes" : "no");
        }

        @Override
        public AfterCrash afterCrash() {
            return AfterCrash.INTERRUPTED;
        }
    }

    /// A picture of what the screen shows, with everything of a person left out. It disturbs nobody and waits for
    /// nobody: how the screen looks while somebody uses it is what it is asked for.
    record Screenshot() implements Plain {
        public static final String WORD = "screen.picture";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public boolean waitsForPeople() {
            return false;
        }

        @Override
        public AfterCrash afterCrash() {
            return AfterCrash.AGAIN;
        }
    }

    /// What helps to find out what is the matter with a terminal, as one file: its last log, versions, configuration,
    /// threads, health, disk and journal, with nothing of a person and nothing secret.
    record LogBundle() implements Plain {
        public static final String WORD = "terminal.log-bundle";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public boolean waitsForPeople() {
            return false;
        }

        @Override
        public AfterCrash afterCrash() {
            return AfterCrash.AGAIN;
        }
    }

    /// What needs to be told nothing else.
    sealed interface Plain extends Action {
        @Override
        default Map<String, String> arguments() {
            return Map.of();
        }
    }

    /// What was asked under the same id is taken back, as far as it has not begun.
    record Cancel() implements Action {
        public static final String WORD = "command.cancel";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public Map<String, String> arguments() {
            return Map.of();
        }

        @Override
        public AfterCrash afterCrash() {
            return AfterCrash.DONE;
        }
    }

    /// The action of that word, unless this software does not know it. Arguments that it does not know are skipped.
    ///
    /// @throws IllegalArgumentException if the word is known and the arguments do not fit it
    static Optional<Action> find(String word, Map<String, String> arguments) {
        return switch (word) {
            case ShowMessage.WORD ->
                Optional.of(new ShowMessage(
                        text(arguments, "zh"),
                        text(arguments, "en"),
                        Duration.ofSeconds(seconds(text(arguments, "seconds")))));
            case Identify.WORD -> Optional.of(new Identify());
            case Restart.WORD -> Optional.of(new Restart());
            case Cancel.WORD -> Optional.of(new Cancel());
            case RestartMachine.WORD -> Optional.of(new RestartMachine());
            case SelfTest.WORD -> Optional.of(new SelfTest("yes".equals(arguments.get(SelfTest.PEOPLE))));
            case Screenshot.WORD -> Optional.of(new Screenshot());
            case LogBundle.WORD -> Optional.of(new LogBundle());
            default -> Optional.empty();
        };
    }

    private static String text(Map<String, String> arguments, String name) {
        return Objects.requireNonNullElse(arguments.get(name), "");
    }

    private static int seconds(String text) {
        if (!text.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("seconds are a number");
        }
        return Integer.parseInt(text);
    }
}
