package org.hongting.kiosk.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.DeskBench.CARD_OF_LI;
import static org.hongting.kiosk.checkin.DeskBench.CARD_OF_WANG;
import static org.hongting.kiosk.checkin.DeskBench.FIRST_BRANCH;
import static org.hongting.kiosk.checkin.DeskBench.LI;
import static org.hongting.kiosk.checkin.DeskBench.SECOND_BRANCH;
import static org.hongting.kiosk.checkin.DeskBench.WANG;
import static org.hongting.kiosk.checkin.TouchBench.CARD_OF_ZHAO;
import static org.hongting.kiosk.checkin.TouchBench.ZHAO;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hongting.device.CredentialRead;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.kiosk.checkin.TouchBench;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RefusalReason;
import org.junit.jupiter.api.Test;

/// A meeting that takes arrivals and a group that studies, before the same screen.
class GroupDoorTest {
    private static final byte[] CARD_OF_OUTSIDER = HexFormat.of().parseHex("f0000001");

    private final StudyBench study = new StudyBench();
    private final DeskBench bench = study.bench;
    private final GroupDesk groups =
            new GroupDesk(bench.desk, bench.tables, study.tables, bench::reading, new Random(1));
    private final GroupDoor door = new GroupDoor(groups, bench::reading);

    /// The way of a read, as the terminal takes it.
    private Decision show(CredentialRead read) {
        return door.before(read, bench.desk.currentMeeting().isPresent())
                .orElseGet(() -> door.after(bench.desk.decide(read)));
    }

    private Decision show(byte[] card) {
        return show(TouchBench.read(card));
    }

    private Decision settle(MemberId member, String meeting) {
        Decision decision =
                bench.desk.settle(member, Optional.of(new MeetingId(meeting))).orElseThrow();
        door.settled(decision);
        return decision;
    }

    private void open() {
        groups.open(study.known(ZHAO));
    }

    private int people() {
        return groups.board().orElseThrow().people();
    }

    private long arrivals() {
        return bench.facts(Fact.CheckInAdmitted.class).size();
    }

    @Test
    void whoeverTheDoorLetsInIsInTheGroupTooAndHearsOfTheMeeting() {
        open();
        assertThat(show(CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);

        assertThat(people()).isEqualTo(2);
        assertThat(arrivals()).isEqualTo(1);
    }

    @Test
    void whoHadArrivedBeforeTheGroupWasOpenedHearsOfTheGroup() {
        show(CARD_OF_LI);
        open();
        assertThat(show(CARD_OF_LI)).isEqualTo(new Decision.StudiesHere(attendee(LI), 2, false));
        assertThat(show(CARD_OF_LI)).isEqualTo(new Decision.StudiesHere(attendee(LI), 2, true));

        assertThat(arrivals()).isEqualTo(1);
    }

    @Test
    void whomTheMeetingDoesNotExpectMayBeOfTheGroupAlone() {
        open();
        assertThat(show(CARD_OF_OUTSIDER)).isEqualTo(new Decision.StudiesHere(attendee(DeskBench.OUTSIDER), 2, false));

        assertThat(arrivals()).isZero();
    }

    @Test
    void whoIsUnknownIsInNeither() {
        open();
        assertThat(show(new byte[] {1, 2, 3, 4}))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.UNKNOWN_CARD));

        assertThat(people()).isEqualTo(1);
    }

    @Test
    void withoutAMeetingTheGroupAnswersAndTheDoorIsNotAsked() {
        bench.publishMeetings();
        open();
        assertThat(show(CARD_OF_LI)).isEqualTo(new Decision.StudiesHere(attendee(LI), 2, false));

        assertThat(bench.facts(Fact.CheckInRefused.class)).isEmpty();
    }

    @Test
    void withoutAGroupEverythingIsTheDoors() {
        assertThat(show(CARD_OF_LI)).isInstanceOf(Decision.Admitted.class);
        assertThat(show(CARD_OF_OUTSIDER)).isInstanceOf(Decision.Refused.class);
        assertThat(groups.isOpen()).isFalse();
    }

    @Test
    void whoChoosesAMeetingIsInTheGroupWithoutShowingTheCardAgain() {
        bench.publishMeetings(
                bench.meeting("one", bench.now().plusMinutes(10), FIRST_BRANCH),
                bench.meeting("two", bench.now().plusMinutes(10), FIRST_BRANCH));
        open();
        assertThat(show(CARD_OF_LI)).isInstanceOf(Decision.NeedsMeeting.class);
        assertThat(people()).isEqualTo(1);
        assertThat(show(CARD_OF_WANG)).isInstanceOf(Decision.NeedsMeeting.class);
        bench.pass(Duration.ofSeconds(30));

        assertThat(settle(LI, "two")).isInstanceOf(Decision.Admitted.class);
        assertThat(people()).isEqualTo(2);
        assertThat(settle(WANG, "one")).isInstanceOf(Decision.Admitted.class);
        assertThat(people()).isEqualTo(3);
    }

    @Test
    void whoChoosesAfterAMinuteIsAtTheMeetingAlone() {
        bench.publishMeetings(
                bench.meeting("one", bench.now().plusMinutes(10), FIRST_BRANCH),
                bench.meeting("two", bench.now().plusMinutes(10), FIRST_BRANCH));
        open();
        show(CARD_OF_LI);
        bench.pass(GroupDoor.WAITS.plusSeconds(1));

        assertThat(settle(LI, "two")).isInstanceOf(Decision.Admitted.class);
        assertThat(people()).isEqualTo(1);
    }

    @Test
    void anAnswerAboutSomebodyElseLetsNobodyIn() {
        bench.publishMeetings(
                bench.meeting("one", bench.now().plusMinutes(10), FIRST_BRANCH, SECOND_BRANCH),
                bench.meeting("two", bench.now().plusMinutes(10), FIRST_BRANCH));
        open();
        show(CARD_OF_LI);
        show(CARD_OF_OUTSIDER);

        assertThat(groups.shown())
                .isInstanceOfSatisfying(
                        GroupReply.Shown.class,
                        shown -> assertThat(shown.people())
                                .extracting(Attendee::member)
                                .containsExactly(ZHAO, DeskBench.OUTSIDER));
    }

    @Test
    void aReadOfSomebodyElsesPageLeavesNobodyBehindForTheNextAnswer() {
        open();
        door.before(TouchBench.read(CARD_OF_LI), true);
        door.skip();
        door.after(new Decision.Refused(RefusalReason.NOT_EXPECTED));

        assertThat(people()).isEqualTo(1);
    }

    @Test
    void aPassOpensTheMeetingAndTheGroupOnceAndItsPictureNeither() {
        bench.publish(DocumentName.ROSTER, DeskBench.li(DeskBench.phoneOfLi()), DocumentEntry.of(DeskBench.wang()));
        groups.open(study.known(WANG));
        CredentialRead pass = new CredentialRead(
                new DeviceName("bench"), Shown.code(bench.passOfLi(0), Shown.Source.CAMERA), 0, false);
        assertThat(show(pass)).isInstanceOf(Decision.Admitted.class);
        assertThat(people()).isEqualTo(2);
        groups.leave(LI);

        assertThat(List.of(show(pass))).noneMatch(Decision.StudiesHere.class::isInstance);
        assertThat(people()).isEqualTo(1);
    }

    @Test
    void somebodyInChargeWhoseCardIsShownIsInBoth() {
        open();
        assertThat(show(CARD_OF_ZHAO)).isInstanceOf(Decision.Admitted.class);

        assertThat(people()).isEqualTo(1);
    }

    private Attendee attendee(MemberId member) {
        return study.known(member).attendee();
    }
}
