package org.hongting.central.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.hongting.central.ingest.Rebuild;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.StudyRuling;
import org.hongting.protocol.time.ClockQuality;
import org.junit.jupiter.api.Test;

class StudyRulingsTest extends StudyRoom {
    private static final LocalDateTime START = NINE.toLocalDateTime();

    @Test
    void whatIsStruckCountsNoMoreUntilItIsTakenBack() {
        learns(zhang, "kiosk-1", NINE, Duration.ofMinutes(30));
        correct(StudyRuling.StudyVerdict.STRUCK, START.plusMinutes(10), START.plusMinutes(40));
        assertThat(minutes(zhang)).isEqualTo(10);
        List<StudyRulings.Corrected> corrections =
                store.database.reading(transaction -> StudyRulings.corrections(transaction, zhang.id()));
        assertThat(corrections)
                .extracting(StudyRulings.Corrected::note)
                .containsExactly(java.util.Optional.of("替他人刷卡"));

        correct(StudyRuling.StudyVerdict.AS_SEEN, START.plusMinutes(10), START.plusMinutes(15));
        assertThat(minutes(zhang)).isEqualTo(15);
        assertThat(store.texts("action", "audit")).containsOnly("study.correct");
        assertThat(store.bytesAsText("body", "record WHERE type = 'study.corrected'"))
                .as("free text never stands in a record")
                .isNotEmpty()
                .noneMatch(body -> body.contains("替他人"));
        assertThat(differences()).allMatch(Rebuild.Difference::isNone);
    }

    @Test
    void creditForWhatWasLearnedElsewhereCountsOnceASecondPersonGrantsIt() {
        learns(zhang, "kiosk-1", NINE, Duration.ofMinutes(30));
        Fact.RecordName credit = asks("admin");
        assertThat(minutes(zhang)).isEqualTo(30);
        assertThatThrownBy(() -> does(transaction -> rulings.decide(transaction, credit, true, "admin")))
                .isInstanceOfSatisfying(
                        StudyRefusal.class,
                        refusal -> assertThat(refusal.why()).isEqualTo(StudyRefusal.Why.SAME_PERSON));

        does(transaction -> rulings.decide(transaction, credit, true, "secretary"));
        assertThat(minutes(zhang)).as("what the kiosk saw is not paid twice").isEqualTo(120);
        assertThat(year(zhang).total().share().offSite()).isEqualTo(90 * MINUTE);
        assertThatThrownBy(() -> does(transaction -> rulings.decide(transaction, credit, false, "secretary")))
                .isInstanceOf(StudyRefusal.class);
        assertThat(differences()).allMatch(Rebuild.Difference::isNone);
    }

    @Test
    void aCreditThatIsDeclinedCountsNever() {
        Fact.RecordName credit = asks("admin");
        does(transaction -> rulings.decide(transaction, credit, false, "secretary"));

        assertThat(minutes(zhang)).isZero();
        List<StudyRulings.OffSite> open =
                store.database.reading(transaction -> StudyRulings.open(transaction, Set.of(branch.id())));
        assertThat(open).isEmpty();
    }

    @Test
    void aRulingNeedsWordsAPersonAndMomentsThatAreOver() {
        assertWhy(StudyRefusal.Why.NO_NOTE, meant(zhang.id(), START, START.plusHours(1), " "));
        assertWhy(StudyRefusal.Why.NOTE_TOO_LONG, meant(zhang.id(), START, START.plusHours(1), "长".repeat(201)));
        assertWhy(StudyRefusal.Why.NOT_A_SPAN, meant(zhang.id(), START.plusHours(1), START, "原因"));
        assertWhy(StudyRefusal.Why.NOT_A_SPAN, meant(zhang.id(), START, START.plusHours(25), "原因"));
        assertWhy(
                StudyRefusal.Why.NOT_A_SPAN,
                meant(zhang.id(), START.plusYears(1), START.plusYears(1).plusHours(1), "原因"));
        LocalDateTime last = LocalDateTime.parse("+999999999-12-31T00:00");
        assertWhy(StudyRefusal.Why.NOT_A_SPAN, meant(zhang.id(), last, last.plusHours(1), "原因"));
        assertWhy(StudyRefusal.Why.NOT_A_SPAN, meant(zhang.id(), START, last, "原因"));
        assertWhy(
                StudyRefusal.Why.NO_SUCH_MEMBER,
                meant(new MemberId("ffffffffffffffff"), START, START.plusHours(1), "原因"));
    }

    @Test
    void aTerminalThatClaimsToRuleChangesNothing() {
        learns(zhang, "kiosk-1", NINE, Duration.ofMinutes(30));
        told(
                "kiosk-1",
                new StudyRuling.StudyCorrected(
                        zhang.id(),
                        NINE,
                        NINE.plusHours(1),
                        StudyRuling.StudyVerdict.STRUCK,
                        StudyRuling.StudyReason.OTHER,
                        "admin",
                        org.hongting.protocol.record.Digest.of(new byte[0])),
                clock(NINE.plusHours(2), ClockQuality.SYNCED, "boot-1", 0));

        assertThat(minutes(zhang)).isEqualTo(30);
    }

    private Fact.RecordName asks(String by) {
        does(transaction -> rulings.askCredit(
                transaction,
                meant(zhang.id(), START, START.plusHours(2), "参观一大会址"),
                StudyRuling.OffSiteKind.VISIT,
                by));
        return store.database.reading(transaction -> StudyRulings.open(transaction, Set.of(branch.id()))).stream()
                .map(one -> new Fact.RecordName(new EpochId(one.epoch()), one.seq()))
                .findFirst()
                .orElseThrow();
    }

    private void assertWhy(StudyRefusal.Why why, StudyRulings.Meant meant) {
        assertThatThrownBy(() -> does(
                        transaction -> rulings.askCredit(transaction, meant, StudyRuling.OffSiteKind.LECTURE, "admin")))
                .isInstanceOfSatisfying(
                        StudyRefusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
    }
}
