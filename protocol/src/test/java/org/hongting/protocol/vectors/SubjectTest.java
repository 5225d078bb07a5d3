package org.hongting.protocol.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.record.Subject;
import org.junit.jupiter.api.Test;

/// Here because a record of every type is recorded here.
class SubjectTest {
    private static Fact fact(RecordLines lines) {
        return ((ReadFact.Known) ReadFact.of(Envelope.ofLine(lines.envelope()), lines.body())).fact();
    }

    @Test
    void aRecordIsAboutWhoeverItsBodyCallsTheMemberAndNobodyElse() {
        EnumSet<FactType> seen = EnumSet.noneOf(FactType.class);
        for (RecordLines lines : VectorContent.records()) {
            Fact fact = fact(lines);
            FactType type = FactType.of(fact);
            seen.add(type);
            String body = new String(lines.body().bytes(), UTF_8);
            Optional<MemberId> subject = Subject.of(fact);

            assertThat(subject.map(member -> "\"member\":\"" + member + '"'))
                    .as(type.typeName())
                    .isEqualTo(
                            body.contains("\"member\":\"")
                                    ? Optional.of(body.substring(
                                            body.indexOf("\"member\":\""), body.indexOf("\"member\":\"") + 27))
                                    : Optional.empty());
            assertThat(subject.isEmpty() || Subject.isPossible(type))
                    .as(type.typeName())
                    .isTrue();
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(FactType.class));
        assertThat(Subject.isPossible(FactType.EPOCH_OPENED)).isFalse();
        assertThat(Subject.isPossible(FactType.MEETING_OPENED)).isFalse();
    }

    @Test
    void whatNobodyUnderstandsIsAboutWhoeverStandsInIt() {
        RecordLines known = VectorContent.records().stream()
                .filter(lines -> Subject.of(fact(lines)).isPresent())
                .findFirst()
                .orElseThrow();
        MemberId member = Subject.of(fact(known)).orElseThrow();
        Line torn = Line.of(("{\"torn\":\"" + member).getBytes(UTF_8));
        MemberId other = new MemberId("ffffffffffffffff");

        assertThat(Subject.among(Set.of(member), known)).contains(member);
        assertThat(Subject.among(Set.of(other), known)).isEmpty();
        assertThat(Subject.among(Set.of(member), new RecordLines(known.envelope(), torn)))
                .contains(member);
        assertThat(Subject.among(Set.of(member), new RecordLines(torn, known.body())))
                .contains(member);
        assertThat(Subject.among(Set.of(other), new RecordLines(torn, torn))).isEmpty();
        assertThat(Subject.among(List.of(), known)).isEmpty();
        for (Line envelope : List.of(known.envelope(), torn)) {
            assertThat(Subject.among(Set.of(member), new RecordLines(envelope, ReadFact.TOMBSTONE)))
                    .isEmpty();
        }
    }
}
