package org.hongting.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.hongting.protocol.Samples;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.record.Chain;
import org.junit.jupiter.api.Test;

/// What a peer of a later release may say within version 1, and this one has no word for.
class NewerPeerTest {
    /// The same message, signed again, with properties that nobody knows yet.
    private static byte[] newer(Domain domain, byte[] frame) {
        String text = new String(frame, UTF_8);
        int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
        int ending = text.lastIndexOf(",\"key\":", end);
        String header = text.substring(0, ending)
                + ",\"newer\":{\"deep\":[1,null,{\"a\":\"b\"}]},\"retry\":true"
                + RawFrame.ending(Samples.SIGNER);
        return RawFrame.sign(domain, header.getBytes(UTF_8), text.substring(end).getBytes(UTF_8), Samples.SIGNER);
    }

    @Test
    void propertiesThatAreNotKnownYetAreSkippedInEveryMessage() {
        assertThat(Hello.open(newer(Domain.HELLO, Samples.hello().seal(Samples.SIGNER)), Samples.KEYS)
                        .header())
                .isEqualTo(Samples.hello());
        assertThat(Acknowledgement.open(
                        newer(Domain.ACKNOWLEDGEMENT, Samples.acknowledgement().seal(Samples.SIGNER)), Samples.KEYS))
                .isEqualTo(Samples.acknowledgement());
        assertThat(Command.open(newer(Domain.COMMAND, Samples.command().seal(Samples.SIGNER)), Samples.KEYS))
                .isEqualTo(Samples.command());
        assertThat(Health.open(newer(Domain.HEALTH, Samples.health().seal(Samples.SIGNER)), Samples.KEYS))
                .isEqualTo(Samples.health());
        byte[] batch = Batch.seal(
                Samples.TERMINAL,
                Samples.EPOCH,
                1,
                Chain.start(Samples.TERMINAL, Samples.EPOCH),
                Samples.records(5),
                Samples.SIGNER);
        assertThat(Batch.open(newer(Domain.UP, batch), Samples.KEYS).records()).isEqualTo(Samples.records(5));
        List<DocumentEntry> entries = List.of(DocumentEntry.of(new SettingEntry("zone", "Asia/Shanghai")));
        byte[] part = DocumentPart.seal(
                        Samples.TERMINAL,
                        Samples.held(DocumentName.CONFIGURATION, 1, DocumentEntry.hashOf(entries)),
                        null,
                        entries,
                        Samples.SIGNER)
                .getFirst();
        assertThat(DocumentPart.open(newer(Domain.DOCUMENT, part), Samples.KEYS).entries())
                .isEqualTo(entries);
        String state = new String(Samples.state().bytes(), UTF_8);
        assertThat(TerminalState.open((state.substring(0, state.length() - 1) + ",\"newer\":1}").getBytes(UTF_8)))
                .isEqualTo(Samples.state());
    }

    @Test
    void aChannelOfALaterReleaseIsNoTopicOfThisOne() {
        String tree = Topic.treeOf(Samples.TERMINAL);
        assertThat(Topic.parse(tree + "voice")).isEmpty();
        assertThat(Topic.parse(tree + "hello/2")).isEmpty();
        assertThat(Topic.parse(tree.replace("ht/v1/", "ht/v2/") + "hello")).isEmpty();
        assertThat(Arrays.stream(Channel.values()).map(channel -> Topic.parse(tree + channel.word())))
                .allMatch(java.util.Optional::isPresent);
    }
}
