package org.hongting.simulator.fuzz.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.hongting.protocol.Limits;
import org.hongting.protocol.claim.ClaimRequest;
import org.hongting.protocol.claim.Farewell;
import org.hongting.protocol.claim.IdentityWord;
import org.hongting.protocol.claim.Renewal;
import org.hongting.protocol.command.Action;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.health.Vitals;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.AttachmentPart;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.Command;
import org.hongting.protocol.wire.CourseFileAsk;
import org.hongting.protocol.wire.CourseReport;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.protocol.wire.Domain;
import org.hongting.protocol.wire.Health;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;
import tools.jackson.databind.node.ObjectNode;

/// Everything that comes over MQTT and the terminals' HTTPS, in both directions. Each input is read three times: as it
/// is, signed, and signed after its header was put right.
final class WireTargets {
    /// The longest name of a topic that MQTT allows.
    private static final int TOPIC_BYTES = 65_535;

    private WireTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                signed("hello", Domain.HELLO, (_, _) -> {}, WireTargets::hello),
                signed("batch", Domain.UP, WireTargets::mendBatch, WireTargets::batch),
                signed("acknowledgement", Domain.ACKNOWLEDGEMENT, (_, _) -> {}, WireTargets::acknowledgement),
                signed("command", Domain.COMMAND, (_, _) -> {}, WireTargets::command),
                new FuzzTarget(
                        "health",
                        Limits.HEALTH_BYTES,
                        bytes -> anyBelieved(List.of(bytes, Seals.signed(Domain.HEALTH, bytes)), WireTargets::health)),
                signed("document-part", Domain.DOCUMENT, WireTargets::mendPart, WireTargets::documentPart),
                signed("course-report", Domain.COURSE_REPORT, (_, _) -> {}, WireTargets::courseReport),
                signed("course-file-ask", Domain.COURSE_FILE, (_, _) -> {}, WireTargets::courseFileAsk),
                signed("identity-word", Domain.WORD, (_, _) -> {}, WireTargets::identityWord),
                signed("renewal", Domain.RENEWAL, (_, _) -> {}, WireTargets::renewal),
                signed("farewell", Domain.FAREWELL, (_, _) -> {}, WireTargets::farewell),
                new FuzzTarget("attachment-part", AttachmentPart.MAX_BYTES, WireTargets::attachmentPart),
                new FuzzTarget("state", Limits.STATE_BYTES, bytes -> believed(bytes, WireTargets::state)),
                new FuzzTarget("topic", TOPIC_BYTES, WireTargets::topic));
    }

    private static FuzzTarget signed(String name, Domain domain, Seals.Mending mending, Consumer<byte[]> read) {
        return new FuzzTarget(
                name,
                Limits.MESSAGE_BYTES,
                bytes -> anyBelieved(
                        List.of(bytes, Seals.signed(domain, bytes), Seals.mended(domain, bytes, mending)), read));
    }

    /// All of them are read, whichever is believed first.
    private static boolean anyBelieved(List<byte[]> frames, Consumer<byte[]> read) {
        return frames.stream().filter(frame -> believed(frame, read)).count() > 0;
    }

    private static boolean believed(byte[] frame, Consumer<byte[]> read) {
        try {
            read.accept(frame);
            return true;
        } catch (RefusedMessage _) {
            return false;
        }
    }

    private static void identityWord(byte[] frame) {
        Promise.isReadAgainTheSame(
                IdentityWord.open(frame, Seals.KEYS), said -> IdentityWord.open(said.seal(Seals.SIGNER), Seals.KEYS));
    }

    private static void renewal(byte[] frame) {
        Renewal renewal = Renewal.open(frame, Seals.KEYS);
        Promise.holds(renewal.csrBytes().length <= ClaimRequest.CSR_BYTES, () -> "the request is short");
        Promise.isReadAgainTheSame(renewal, said -> Renewal.open(said.seal(Seals.SIGNER), Seals.KEYS));
    }

    private static void farewell(byte[] frame) {
        Promise.isReadAgainTheSame(
                Farewell.open(frame, Seals.KEYS), said -> Farewell.open(said.seal(Seals.SIGNER), Seals.KEYS));
    }

    private static void hello(byte[] frame) {
        Hello hello = Hello.open(frame, Seals.KEYS).header();
        Promise.holds(hello.reading().wall().equals(hello.at()), () -> "a hello's clock is its own");
        Promise.isReadAgainTheSame(
                hello, said -> Hello.open(said.seal(Seals.SIGNER), Seals.KEYS).header());
    }

    private static void mendBatch(ObjectNode header, List<Line> rest) {
        Digest chain = Chain.start(Seals.TERMINAL, RecordTargets.EPOCH);
        header.put("prev", chain.hex());
        header.put("count", rest.size() / 2);
        for (int i = 0; i + 1 < rest.size(); i += 2) {
            chain = Chain.next(chain, rest.get(i));
        }
        header.put("head", chain.hex());
    }

    private static void batch(byte[] frame) {
        Batch batch = Batch.open(frame, Seals.KEYS);
        Batch.Header header = batch.header();
        Promise.holds(batch.records().size() == header.count(), () -> "a batch holds what it counts");
        Promise.holds(
                batch.chainAt(header.last()).equals(header.head()), () -> "the chain of a batch ends at its head");
        boolean untouched = batch.records().stream().allMatch(RecordLines::isWhole) && header.bodies() == null;
        if (untouched || batch.vouchesForBodies()) {
            sealedAgain(batch, header);
        }
        batch.records().forEach(RecordTargets::read);
    }

    /// What was changed on the way no terminal seals so.
    private static void sealedAgain(Batch batch, Batch.Header header) {
        Promise.isReadAgainTheSame(
                batch,
                said -> Batch.open(
                        Batch.seal(
                                header.terminal(),
                                header.epoch(),
                                header.first(),
                                header.prev(),
                                said.records(),
                                Seals.SIGNER),
                        Seals.KEYS));
    }

    private static void acknowledgement(byte[] frame) {
        Promise.isReadAgainTheSame(
                Acknowledgement.open(frame, Seals.KEYS),
                said -> Acknowledgement.open(said.seal(Seals.SIGNER), Seals.KEYS));
    }

    private static void command(byte[] frame) {
        Promise.isReadAgainTheSame(
                Command.open(frame, Seals.KEYS), said -> Command.open(said.seal(Seals.SIGNER), Seals.KEYS));
        actionOf(Command.open(frame, Seals.KEYS));
    }

    /// What was said later takes the place of what was said before, section by section.
    private static void health(byte[] frame) {
        Health said = Health.open(frame, Seals.KEYS);
        Promise.isReadAgainTheSame(said, again -> Health.open(again.seal(Seals.SIGNER), Seals.KEYS));
        Vitals vitals = said.vitals();
        Promise.holds(Vitals.NONE.with(vitals).equals(vitals), () -> "nothing is added to what was said");
        Promise.holds(vitals.without(vitals).saysNothing(), () -> "what is the same has not changed");
    }

    /// What does not fit is refused in one way; what fits is the same when it was kept on a disk.
    private static void actionOf(Command command) {
        try {
            Action.find(command.action(), command.arguments())
                    .ifPresent(action -> Promise.isReadAgainTheSame(
                            action,
                            kept -> Action.find(kept.word(), kept.arguments()).orElseThrow()));
        } catch (IllegalArgumentException _) {
            // A terminal answers that it does not fit.
        }
    }

    private static void mendPart(ObjectNode header, List<Line> rest) {
        header.put("content", Seals.digest(rest).hex());
    }

    private static void documentPart(byte[] frame) {
        DocumentPart part = DocumentPart.open(frame, Seals.KEYS);
        Digest whole = DocumentEntry.hashOf(part.entries());
        Promise.holds(whole.equals(DocumentEntry.hashOf(part.entries().reversed())), () -> "a document has one hash");
        part.entries().forEach(RecordTargets::readEntry);
    }

    private static void courseReport(byte[] frame) {
        Promise.isReadAgainTheSame(
                CourseReport.open(frame, Seals.TERMINAL, Seals.KEYS),
                said -> CourseReport.open(said.seal(Seals.SIGNER), Seals.TERMINAL, Seals.KEYS));
    }

    /// The header of HTTP holds the frame in base64url; an input may also be that text itself.
    private static void courseFileAsk(byte[] frame) {
        CourseFileAsk expected = new CourseFileAsk(Seals.TERMINAL, Digest.of(new byte[0]));
        try {
            CourseFileAsk.check(new String(frame, UTF_8), expected, Seals.KEYS);
        } catch (RefusedMessage _) {
            String header = Base64.getUrlEncoder().withoutPadding().encodeToString(frame);
            CourseFileAsk.check(header, expected, Seals.KEYS);
        }
    }

    /// An input is the header, a line break and the piece.
    private static boolean attachmentPart(byte[] bytes) {
        byte[] mended = Seals.mended(
                Domain.ATTACHMENT,
                bytes,
                (header, _) -> header.put("part", Digest.of(Seals.rest(bytes)).hex()));
        return anyBelieved(
                List.of(bytes, Seals.signed(Domain.ATTACHMENT, bytes), mended), WireTargets::attachmentPiece);
    }

    private static void attachmentPiece(byte[] whole) {
        AttachmentPart part = AttachmentPart.open(whole, Seals.TERMINAL, Seals.KEYS);
        AttachmentPart.Header header = part.header();
        byte[] sealed = AttachmentPart.seal(
                header.terminal(), header.attachment(), header.offset(), part.bytes(), Seals.SIGNER);
        AttachmentPart again = AttachmentPart.open(sealed, Seals.TERMINAL, Seals.KEYS);
        Promise.holds(again.header().equals(header), () -> "a part is sealed again as it was: " + header);
    }

    private static void state(byte[] payload) {
        Promise.isReadAgainTheSame(TerminalState.open(payload), said -> TerminalState.open(said.bytes()));
    }

    private static boolean topic(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        return Topic.parse(text)
                .map(topic -> {
                    Promise.holds(topic.text().equals(text), () -> "a topic has one text");
                    return true;
                })
                .orElse(false);
    }
}
