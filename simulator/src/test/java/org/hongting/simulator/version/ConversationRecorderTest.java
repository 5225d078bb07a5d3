package org.hongting.simulator.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hongting.protocol.vectors.Conversation;
import org.hongting.protocol.wire.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationRecorderTest {
    /// Where the conversation of a release is written, by hand and once.
    private static final String TARGET = "hongting.record.conversation";

    @TempDir
    Path folder;

    /// What today's release says can be recorded, and is, where the property names a file.
    @Test
    void theConversationOfTodaysReleaseIsWholeAndReadsAgain() throws IOException {
        Path target = Optional.ofNullable(System.getProperty(TARGET))
                .map(Path::of)
                .orElseGet(() -> folder.resolve("today.jsonl"));
        ConversationRecorder.write(folder, System.getProperty("hongting.record.software", "today"), target);

        byte[] written = Files.readAllBytes(target);
        Conversation read = Conversation.parse(written);
        assertThat(read.lines()).isEqualTo(written);
        assertThat(written).as("it is kept for ever").hasSizeLessThan(200_000);
        assertThat(read.on(Channel.HELLO)).isNotEmpty();
        assertThat(read.on(Channel.UP)).hasSizeGreaterThan(1);
        assertThat(read.on(Channel.DOCUMENT)).hasSizeGreaterThan(2);
        assertThat(read.on(Channel.ACKNOWLEDGEMENT)).hasSizeGreaterThan(2);
        assertThat(read.newest()).isGreaterThan(ConversationRecorder.PEOPLE);
    }
}
