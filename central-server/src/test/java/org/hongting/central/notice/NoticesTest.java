package org.hongting.central.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hongting.central.alert.AlertKey;
import org.hongting.central.alert.AlertRule;
import org.hongting.central.alert.OnAlert.Change;
import org.hongting.central.health.SampleFleet;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.StaticMessageSource;

@Tag("both-stores")
class NoticesTest {
    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(SampleFleet.NOW, ZoneOffset.UTC);
    private final List<Notice> told = new ArrayList<>();
    private boolean broken;
    private TestStore store;
    private Notices notices;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        notices = newNotices();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Notices newNotices() {
        NoticeSender sender = (_, _, notice, _) -> {
            if (broken) {
                throw new NoticeFault("answered 500");
            }
            told.add(notice);
        };
        return new Notices(
                store.database,
                Map.of(NoticeTarget.Kind.WEBHOOK, sender),
                new NoticeWords(new StaticMessageSource()),
                clock,
                new Random(clock.instant().toEpochMilli()));
    }

    private void fires(String terminal) {
        Change change = new Change(new AlertKey(AlertRule.OFFLINE, terminal), terminal, "Hall", "");
        store.database.inTransaction(transaction -> {
            notices.changed(transaction, List.of(change), List.of());
            return null;
        });
    }

    private void pass(Duration time) {
        clock.pass(time);
        notices.deliver();
    }

    private NoticeTarget webhook() {
        return notices.add(NoticeTarget.Kind.WEBHOOK, "https://ops.example.edu/hook", "zh", "li");
    }

    @Test
    void whatHappensTogetherIsToldTogether() {
        webhook();
        fires("a");
        clock.pass(Duration.ofSeconds(20));
        fires("b");
        pass(Duration.ofSeconds(5));
        assertThat(told).isEmpty();
        pass(Duration.ofSeconds(10));
        pass(Duration.ofMinutes(5));

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().fired()).extracting(Notice.Line::name).containsExactly("a", "b");
    }

    @Test
    void sixAnHourAreToldAndTheRestTogetherAfterIt() {
        webhook();
        for (int i = 0; i < 20; i++) {
            fires("kiosk-" + i);
            pass(Duration.ofMinutes(1));
        }
        assertThat(told).hasSize(Notices.AN_HOUR);
        pass(Duration.ofMinutes(41));
        assertThat(told).hasSize(Notices.AN_HOUR + 1);
        assertThat(told.getLast().fired()).hasSize(20 - Notices.AN_HOUR);
    }

    @Test
    void whatDoesNotGetThroughIsTriedAgainWithLongerPausesAndSurvivesARestart() {
        webhook();
        broken = true;
        fires("a");
        pass(Duration.ofSeconds(30));
        pass(Duration.ofSeconds(59));
        assertThat(store.count("notice WHERE tries = 1 AND problem = 'answered 500'"))
                .isEqualTo(1);
        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(119));
        assertThat(store.count("notice WHERE tries = 2")).isEqualTo(1);

        notices = newNotices();
        broken = false;
        pass(Duration.ofSeconds(1));

        assertThat(told).hasSize(1);
        assertThat(store.count("notice WHERE sent_at IS NOT NULL AND problem = ''"))
                .isEqualTo(1);
    }

    @Test
    void afterADayItIsGivenUpAndSaidSo() {
        webhook();
        broken = true;
        fires("a");
        for (int hour = 0; hour < 30; hour++) {
            pass(Duration.ofMinutes(64));
        }
        assertThat(store.count("notice WHERE given_up_at IS NOT NULL")).isEqualTo(1);
        assertThat(store.database.reading(NoticeTable::shown).getFirst().givenUp())
                .isEqualTo(1);
    }

    @Test
    void whatIsTakenBackWithItsAlertIsNotTold() {
        NoticeTarget target = webhook();
        fires("a");
        notices.remove(target.id(), "li");
        pass(Duration.ofHours(1));

        assertThat(told).isEmpty();
        assertThat(store.count("notice")).isZero();
        assertThat(store.count("audit WHERE action = 'notice.target-removed'")).isEqualTo(1);
    }

    @Test
    void aFloodIsCountedAndNotListed() {
        webhook();
        for (int i = 0; i < 80; i++) {
            fires("kiosk-" + i);
        }
        pass(Duration.ofMinutes(1));

        assertThat(told.getFirst().fired()).hasSize(Notice.LINES);
        assertThat(told.getFirst().more()).isEqualTo(80 - Notice.LINES);
    }

    @Test
    void somebodyMayTryWhetherItArrives() {
        NoticeTarget target = webhook();
        notices.tryOut(target.id());
        pass(Duration.ofSeconds(1));

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().fired()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ops",
                "file:///etc/passwd",
                "ftp://example.edu/x",
                "https://user:secret@example.edu/",
                "https:///x",
                "a b"
            })
    void anAddressThatIsNoneIsRefused(String address) {
        assertThatThrownBy(() -> notices.add(NoticeTarget.Kind.WEBHOOK, address, "zh", "li"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mailThatIsNotSetUpCannotBeChosen() {
        assertThat(notices.hasMail()).isFalse();
        assertThatThrownBy(() -> notices.add(NoticeTarget.Kind.MAIL, "li@example.edu", "zh", "li"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
