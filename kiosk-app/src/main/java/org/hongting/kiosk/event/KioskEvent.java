package org.hongting.kiosk.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.RefusalReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Something the terminal tells. Members are named by their random ids only.
public sealed interface KioskEvent {
    /// The window is painted and the terminal takes reads.
    ///
    /// @param startMillis from the start of the process
    record Ready(TerminalId terminal, EpochId epoch, long startMillis) implements KioskEvent {}

    /// A read was answered and the answer is on the screen.
    ///
    /// @param answer `admitted`, `already`, `left`, `needs-meeting`, `needs-proof`, `taken-back`,
    /// `refused` or `not-recorded`
    /// @param readToPaintedMillis from the device's delivery to the painted answer
    record Answered(
            String answer,
            @Nullable RefusalReason reason,
            @Nullable MeetingId meeting,
            @Nullable MemberId member,
            String device,
            double readToPaintedMillis)
            implements KioskEvent {}

    /// What the idle screen says has changed.
    ///
    /// @param meeting the one that takes check-ins now
    record Station(@Nullable MeetingId meeting, int expected, int present, boolean online, long pending)
            implements KioskEvent {}

    /// A device was lost or came back.
    record Device(String device, boolean present) implements KioskEvent {}

    /// A document of the centre is applied.
    record Document(DocumentName document) implements KioskEvent {}

    /// A picture of the screen was written.
    record Screenshot(String file) implements KioskEvent {}

    /// The event as one line.
    default String toLine() {
        ObjectNode line = Json.newObject();
        line.put("event", Kind.of(this).word);
        line.setAll(Json.toObject(this));
        return new String(Json.write(line), StandardCharsets.UTF_8);
    }

    /// The event that line tells; nothing for a line that is none.
    static Optional<KioskEvent> ofLine(String line) {
        try {
            ObjectNode fields = Json.readObject(line.getBytes(StandardCharsets.UTF_8));
            return Optional.ofNullable(Kind.BY_WORD.get(fields.path("event").asString("")))
                    .map(kind -> Json.convert(fields, kind.type));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    /// The word for each kind on the line.
    enum Kind {
        READY("ready", Ready.class),
        ANSWERED("answered", Answered.class),
        STATION("station", Station.class),
        DEVICE("device", Device.class),
        DOCUMENT("document", Document.class),
        SCREENSHOT("screenshot", Screenshot.class);

        private static final Map<String, Kind> BY_WORD =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(kind -> kind.word, Function.identity()));

        private final String word;
        private final Class<? extends KioskEvent> type;

        Kind(String word, Class<? extends KioskEvent> type) {
            this.word = word;
            this.type = type;
        }

        private static Kind of(KioskEvent event) {
            return Arrays.stream(values())
                    .filter(kind -> kind.type.isInstance(event))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
