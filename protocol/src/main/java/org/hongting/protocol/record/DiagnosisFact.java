package org.hongting.protocol.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Pattern;

/// What a terminal found out about itself because a command asked for it. It stands in the journal right before the
/// command's [Fact.CommandResult], in the same transaction.
public sealed interface DiagnosisFact extends Fact.TerminalLife {
    /// The command that asked.
    String command();

    /// The terminal tested itself.
    ///
    /// @param parts in the order in which they are best read
    record SelfTested(
            @JsonProperty(required = true) String command,
            @JsonProperty(required = true) List<TestedPart> parts) implements DiagnosisFact {
        /// Parts of one test.
        public static final int MOST = 48;

        public SelfTested {
            requireCommand(command);
            parts = List.copyOf(parts);
            if (parts.isEmpty() || parts.size() > MOST) {
                throw new IllegalArgumentException("a test has 1 to " + MOST + " parts");
            }
        }
    }

    /// The terminal made a file for those who asked, which follows apart like every attachment.
    ///
    /// @param kind a word like [#SCREENSHOT]; a later release may have more
    record FileMade(
            @JsonProperty(required = true) String command,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Attachment file)
            implements DiagnosisFact {
        public static final String SCREENSHOT = "screenshot";
        public static final String LOG_BUNDLE = "log-bundle";

        private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");

        public FileMade {
            requireCommand(command);
            if (!KIND.matcher(kind).matches()) {
                throw new IllegalArgumentException("a kind is 1 to 32 of a-z, 0-9 and hyphen");
            }
        }

        @Override
        public List<Attachment> attachments() {
            return List.of(file);
        }
    }

    private static void requireCommand(String command) {
        if (command.isEmpty() || command.length() > 64) {
            throw new IllegalArgumentException("a command has an id of at most 64 characters");
        }
    }
}
