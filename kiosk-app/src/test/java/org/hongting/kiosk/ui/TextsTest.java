package org.hongting.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.MeetingReply;
import org.hongting.kiosk.meeting.RecordReply;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.kiosk.screen.checkin.OutOfOrderReason;
import org.hongting.protocol.Words;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.record.LeaveReason;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.VoidReason;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Pattern LITERAL_KEY = Pattern.compile("texts?(?:\\(\\))?\\s*\\.text\\(\\s*([^;{]*)");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z-]*\\.[a-z.-]+)\"");
    private static final Pattern HOLE = Pattern.compile("\\{\\d}");

    private final Texts chinese = Texts.in(Language.CHINESE);
    private final Texts english = Texts.in(Language.ENGLISH);

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(new TreeSet<>(chinese.keys())).isEqualTo(new TreeSet<>(english.keys()));
        for (String key : chinese.keys()) {
            assertThat(holes(chinese.text(key))).as(key).isEqualTo(holes(english.text(key)));
            assertThat(chinese.text(key)).as(key).isNotBlank();
            assertThat(english.text(key)).as(key).isNotBlank();
        }
    }

    @Test
    void everyKeyIsUsedAndEveryUsedKeyIsThere() throws IOException {
        TreeSet<String> used = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                LITERAL_KEY
                        .matcher(Files.readString(source))
                        .results()
                        .map(MatchResult::group)
                        .forEach(call -> LITERAL.matcher(call).results().forEach(key -> used.add(key.group(1))));
            }
        }
        for (RefusalReason reason : RefusalReason.values()) {
            used.add("refusal." + word(reason) + ".what");
            used.add("refusal." + word(reason) + ".next");
        }
        Stream.of(MarkReason.values()).forEach(reason -> used.add("mark." + word(reason)));
        Stream.of(MeetingKind.values()).forEach(kind -> used.add("meeting-kind." + word(kind)));
        Stream.of(MeetingReply.Phase.values()).forEach(phase -> used.add("meeting-phase." + word(phase)));
        Stream.of(MeetingAsk.TitleForm.values()).forEach(form -> used.add("title-form." + word(form)));
        Stream.of(GuestKind.values()).forEach(kind -> used.add("guest-kind." + word(kind)));
        Stream.of(LeaveReason.values()).forEach(reason -> used.add("leave.reason." + word(reason)));
        Stream.of(RecordReply.Problem.values()).forEach(problem -> used.add("record-problem." + word(problem)));
        Stream.of(VoidReason.values()).forEach(reason -> used.add("void." + word(reason)));
        Stream.of(ClaimTrouble.values()).forEach(trouble -> used.add("unclaimed." + word(trouble)));
        Stream.of(OutOfOrderReason.values()).forEach(reason -> used.add("out-of-order." + word(reason)));
        assertThat(used).isEqualTo(new TreeSet<>(chinese.keys()));
    }

    @Test
    void valuesStandWhereTheHolesWere() {
        assertThat(chinese.text("answer.place", 32)).isEqualTo("第 32 位");
        assertThat(english.text("idle.present", 31, 40)).isEqualTo("31 of 40 here");
    }

    @Test
    void everyRefusalSaysWhatItIsAndWhatToDoNext() {
        for (RefusalReason reason : RefusalReason.values()) {
            for (Texts texts : new Texts[] {chinese, english}) {
                String what = texts.textOf("refusal", reason, "what");
                assertThat(texts.textOf("refusal", reason, "next")).isNotEqualTo(what);
                assertThat(what).doesNotContain(reason.name());
            }
        }
    }

    private static Set<String> holes(String text) {
        return HOLE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String word(Enum<?> name) {
        return Words.of(name);
    }
}
