package org.hongting.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.hongting.protocol.identity.TerminalId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    @ParameterizedTest
    @CsvSource({"a,10", "hall-east-1,SHARD", "kiosk-0001,SHARD"})
    void theShardIsTheFirstByteOfTheHash(String terminal) {
        int shard = Topic.shardOf(new TerminalId(terminal));
        int first =
                org.hongting.protocol.record.Digest.of(terminal.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                                .bytes()[0]
                        & 0xFF;
        assertThat(shard).isEqualTo(first % Topic.SHARDS).isBetween(0, 63);
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void everyChannelSurvivesItsText(Channel channel) {
        Topic topic = new Topic(new TerminalId("a"), channel);
        assertThat(topic.text()).isEqualTo("ht/v1/10/a/" + channel.word());
        assertThat(Topic.parse(topic.text())).contains(topic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "ht/v1/10/a",
                "ht/v1/10/a/",
                "ht/v1/10/a/up/x",
                "/ht/v1/10/a/up",
                "ht/v2/10/a/up",
                "ht/v1/11/a/up",
                "ht/v1/010/a/up",
                "ht/v1/10/A/up",
                "ht/v1/10/a/UP",
                "ht/v1/10/+/up",
                "ht/v1/+/a/up",
                "ht/v1/10/a/#",
                "ht/v1/10/a/nothing",
                "ht/v1/10/a.b/up"
            })
    void aTopicThatIsNoneOfOursIsNothing(String text) {
        assertThat(Topic.parse(text)).isEmpty();
    }

    @Test
    void aFleetSpreadsOverAllShards() {
        Set<Integer> shards = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            shards.add(Topic.shardOf(new TerminalId("kiosk-" + i)));
        }
        assertThat(shards).hasSize(Topic.SHARDS);
    }
}
