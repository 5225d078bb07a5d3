package org.hongting.kiosk.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.kiosk.checkin.TouchBench;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.MeetingMinutes;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.VoteCount;
import org.hongting.sync.attachment.AttachmentStore;
import org.hongting.sync.store.Schema;
import org.junit.jupiter.api.Test;

/// The on-site record, written at the kiosk with no network.
class MeetingRecordTest {
    private static final byte[] PICTURE = {1, 2, 3};

    private final TouchBench at = new TouchBench();
    private final DeskBench bench = at.bench;
    private final MeetingDesk meetings = new MeetingDesk(
            new MeetingDesk.World(bench.database, bench::reading),
            bench.desk,
            at.touch,
            bench.tables,
            new Random(7),
            "301");
    private final AttachmentStore attachments = new AttachmentStore(bench.database, Optional::empty);
    private final RecordDesk records = records();
    private final MeetingId assembly = new MeetingId("assembly");

    private RecordDesk records() {
        Schema.apply(bench.database, AttachmentStore.MIGRATIONS);
        Schema.apply(bench.database, RecordDesk.migrations());
        return new RecordDesk(meetings, attachments);
    }

    /// Zhao, in charge, is signed in and so is in, and so is Li: two of three are there.
    private void signedIn() {
        at.publishWithCards();
        at.signIn();
        bench.card(DeskBench.CARD_OF_LI);
    }

    private static Draft draft(Draft.Vote... votes) {
        return new Draft(Map.of("agenda", "一、通报近期工作", "decisions", "会议决定，按期召开"), List.of(votes));
    }

    private RecordReply ask(RecordAsk ask) {
        return records.answer(ask, Optional.empty());
    }

    private RecordReply.Writing writing() {
        RecordReply reply = ask(new RecordAsk.Write(assembly));
        assertThat(reply).isInstanceOf(RecordReply.Writing.class);
        return (RecordReply.Writing) reply;
    }

    private MeetingMinutes textOf(Attachment minutes) {
        return MeetingMinutes.of(attachments.read(minutes).orElseThrow());
    }

    @Test
    void theTemplateIsThatOfTheKindAndEveryKindHasOne() {
        signedIn();
        assertThat(writing().template().kind()).isEqualTo("branch-assembly");
        for (MeetingKind kind : MeetingKind.values()) {
            assertThat(MinutesTemplate.of(kind.word()).kind()).isEqualTo(kind.word());
        }
        assertThat(MinutesTemplate.of("of-later").kind()).isEqualTo("other");
        assertThat(MinutesTemplate.all())
                .allSatisfy(template -> assertThat(template.sections())
                        .hasSizeLessThanOrEqualTo(MeetingMinutes.SECTIONS)
                        .extracting(MinutesTemplate.Section::id)
                        .doesNotHaveDuplicates());
    }

    @Test
    void aFinishedRecordIsAFactWithTextPhotographsAndVotesAndTheDraftIsGone() {
        signedIn();
        records.answer(new RecordAsk.Photograph(assembly), Optional.of(PICTURE));
        RecordReply done = ask(new RecordAsk.Finish(assembly, draft(new Draft.Vote("同意支部工作报告", 1, 0, 1))));
        assertThat(done)
                .isInstanceOfSatisfying(
                        RecordReply.Finished.class,
                        finished -> assertThat(finished.revision()).isEqualTo(1));
        Fact.MeetingRecorded fact = bench.facts(Fact.MeetingRecorded.class).getFirst();
        assertThat(fact.by()).isEqualTo(TouchBench.ZHAO);
        assertThat(fact.before()).isNull();
        assertThat(fact.votes()).containsExactly(new VoteCount(1, 0, 1, 2, 3));
        assertThat(fact.photographs()).containsExactly(Attachment.of(PICTURE, Attachment.MediaType.JPEG));
        MeetingMinutes text = textOf(fact.minutes());
        assertThat(text.sections()).extracting(MeetingMinutes.Section::text).containsExactly("一、通报近期工作", "会议决定，按期召开");
        assertThat(text.motions()).extracting(MeetingMinutes.Motion::text).containsExactly("同意支部工作报告");
        assertThat(count("meeting_draft")).isZero();
        assertThat(count("meeting_draft_photograph")).isZero();
        assertThat(attachments.waiting()).isEqualTo(2);
    }

    private long count(String table) {
        return bench.database.reading(transaction -> transaction
                .queryFirst("SELECT count(*) AS n FROM " + table, row -> row.integer("n"))
                .orElse(0L));
    }

    @Test
    void noFactHoldsFreeText() {
        signedIn();
        ask(new RecordAsk.Finish(assembly, draft(new Draft.Vote("同意支部工作报告", 1, 0, 1))));
        assertThat(bench.facts().stream().map(org.hongting.protocol.json.Json::writeText))
                .noneMatch(fact -> fact.contains("通报") || fact.contains("同意"));
    }

    @Test
    void moreVotesThanPeopleKnownHereAreAskedAboutAndTheDraftStays() {
        signedIn();
        Draft tooMany = draft(new Draft.Vote("甲", 1, 0, 0), new Draft.Vote("乙", 2, 1, 0));
        assertThat(ask(new RecordAsk.Finish(assembly, tooMany)))
                .isEqualTo(new RecordReply.Wrong(RecordReply.Problem.TOO_MANY_VOTES, 2));
        assertThat(bench.facts(Fact.MeetingRecorded.class)).isEmpty();
        assertThat(writing().draft()).isEqualTo(tooMany);
    }

    @Test
    void whoeverCountedAgainFilesTheVotesAsTheyWere() {
        signedIn();
        Draft tooMany = draft(new Draft.Vote("乙", 2, 1, 0));
        assertThat(ask(new RecordAsk.Finish(assembly, tooMany, true))).isInstanceOf(RecordReply.Finished.class);
        assertThat(bench.facts(Fact.MeetingRecorded.class).getFirst().votes())
                .singleElement()
                .satisfies(count ->
                        assertThat(count.isPossible()).as("the centre says so").isFalse());
    }

    @Test
    void guestsHaveNoVote() {
        signedIn();
        meetings.answer(new MeetingAsk.LetGuestsIn(assembly));
        meetings.guest(TouchBench.read(new byte[] {(byte) 0xf0, 0, 0, 1}));
        assertThat(ask(new RecordAsk.Finish(assembly, draft(new Draft.Vote("甲", 3, 0, 0)))))
                .isEqualTo(new RecordReply.Wrong(RecordReply.Problem.TOO_MANY_VOTES, 1));
    }

    @Test
    void aVoteOnNothingAnEmptyRecordAndTooMuchTextAreRefused() {
        signedIn();
        assertThat(ask(new RecordAsk.Finish(assembly, draft(new Draft.Vote(" ", 1, 0, 0)))))
                .isEqualTo(new RecordReply.Wrong(RecordReply.Problem.NO_MOTION, 1));
        assertThat(ask(new RecordAsk.Finish(assembly, Draft.EMPTY)))
                .isEqualTo(new RecordReply.Wrong(RecordReply.Problem.EMPTY, 0));
        String long20k = "会".repeat(15_000);
        assertThat(ask(new RecordAsk.Finish(
                        assembly, new Draft(Map.of("agenda", long20k, "decisions", long20k), List.of()))))
                .isEqualTo(new RecordReply.Wrong(RecordReply.Problem.TOO_LONG, 0));
    }

    @Test
    void aDraftOutlastsARestartAndTheOneWhoWroteIt() {
        signedIn();
        ask(new RecordAsk.Keep(assembly, draft()));
        at.touch.leave();
        at.signIn();
        assertThat(new RecordDesk(meetings, attachments).answer(new RecordAsk.Write(assembly), Optional.empty()))
                .isInstanceOfSatisfying(
                        RecordReply.Writing.class,
                        again -> assertThat(again.draft()).isEqualTo(draft()));
        assertThat(bench.facts(Fact.MeetingRecorded.class)).isEmpty();
    }

    @Test
    void writingAgainBeginsWithWhatWasFinishedAndTheNextRevisionNamesIt() {
        signedIn();
        records.answer(new RecordAsk.Photograph(assembly), Optional.of(PICTURE));
        ask(new RecordAsk.Finish(assembly, draft(new Draft.Vote("甲", 1, 0, 0))));
        RecordReply.Writing again = writing();
        assertThat(again.finished()).isEqualTo(1);
        assertThat(again.draft()).isEqualTo(draft(new Draft.Vote("甲", 1, 0, 0)));
        assertThat(again.photographs()).hasSize(1);
        ask(new RecordAsk.Finish(assembly, new Draft(Map.of("agenda", "更正"), List.of())));
        List<Fact.MeetingRecorded> facts = bench.facts(Fact.MeetingRecorded.class);
        assertThat(facts).extracting(Fact.MeetingRecorded::revision).containsExactly(1, 2);
        assertThat(facts.getLast().before())
                .isEqualTo(facts.getFirst().minutes().hash());
        assertThat(facts.getLast().photographs()).isEqualTo(facts.getFirst().photographs());
    }

    @Test
    void atMostSixPhotographsAndNoneThatIsTooLargeOrMissing() {
        signedIn();
        assertThat(ask(new RecordAsk.Photograph(assembly)))
                .isEqualTo(new RecordReply.Wrong(RecordReply.Problem.NO_CAMERA, 0));
        assertThat(records.answer(
                        new RecordAsk.Photograph(assembly),
                        Optional.of(new byte[Fact.MeetingRecorded.PHOTOGRAPH_BYTES + 1])))
                .isEqualTo(new RecordReply.Wrong(RecordReply.Problem.NO_CAMERA, 0));
        for (int i = 0; i < Fact.MeetingRecorded.PHOTOGRAPHS; i++) {
            records.answer(new RecordAsk.Photograph(assembly), Optional.of(Arrays.copyOf(PICTURE, i + 1)));
        }
        assertThat(records.answer(new RecordAsk.Photograph(assembly), Optional.of(PICTURE)))
                .isEqualTo(new RecordReply.Wrong(RecordReply.Problem.ENOUGH_PHOTOGRAPHS, 0));
        int second = writing().photographs().get(1).number();
        assertThat(ask(new RecordAsk.Discard(assembly, second)))
                .isInstanceOfSatisfying(
                        RecordReply.Writing.class,
                        left -> assertThat(left.photographs())
                                .hasSize(5)
                                .extracting(RecordReply.Photograph::number)
                                .doesNotContain(second));
    }

    @Test
    void nobodyWritesWithoutASessionOrForAnotherBranch() {
        RecordReply refused = new RecordReply.Refused(new Decision.Refused(RefusalReason.NOT_IN_CHARGE));
        assertThat(ask(new RecordAsk.Finish(assembly, draft()))).isEqualTo(refused);
        signedIn();
        MeetingEntry theirs = bench.meeting("theirs", bench.now(), DeskBench.SECOND_BRANCH);
        bench.publishMeetings(theirs);
        assertThat(ask(new RecordAsk.Write(theirs.id()))).isEqualTo(refused);
        bench.pass(Duration.ofMinutes(5));
        assertThat(ask(new RecordAsk.Write(assembly))).isEqualTo(refused);
    }
}
