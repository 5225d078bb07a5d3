package org.hongting.central.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hongting.central.console.ConsoleBrowser.shot;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingDefaults;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.People;
import org.hongting.central.organisation.Phones;
import org.hongting.central.request.AttendanceRequest;
import org.hongting.central.request.AttendanceRequests;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.signing.P256;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people decide in the console when something went wrong on site: a terminal is lost, check-in was
/// ended by mistake, leave is asked for.
@RequiresTool("chromium")
class DecisionPagesTest {
    @TempDir
    static Path data;

    private static RunningConsole console;
    private static ConsoleBrowser browser;

    @BeforeAll
    static void start() throws IOException {
        console = new RunningConsole(data);
        console.addTerminal("kiosk-1", "北校区党建驿站");
        console.addTerminal("kiosk-2", "图书馆一层党建驿站");
        browser = new ConsoleBrowser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        console.close();
    }

    private interface Making<T> {
        T in(Transaction transaction);
    }

    private static <T> T made(Making<T> making) {
        return console.database().inTransaction(making::in);
    }

    private static <T> T bean(Class<T> type) {
        return console.server.context().getBean(type);
    }

    private static Branch branch(String name) {
        return made(transaction -> bean(Branches.class).add(transaction, null, BranchKind.BRANCH, name));
    }

    private static Member member(Branch branch, String name, String number) {
        return made(transaction -> bean(Members.class).add(transaction, name, number, branch.id(), false));
    }

    private static Meeting meeting(Branch host, String title, Duration from) {
        Instant starts = Instant.now().plus(from);
        return made(transaction -> bean(Meetings.class)
                .add(
                        transaction,
                        new Meeting.Plan(
                                title,
                                MeetingKind.BRANCH_ASSEMBLY,
                                host.id(),
                                "北校区 301",
                                new MeetingDefaults(30, 5, 0, Optional.empty())
                                        .times(starts, starts.plus(Duration.ofHours(2)))),
                        new Meeting.Audience(Set.of(host.id()), Set.of()),
                        Set.of()));
    }

    private static void phone(Member member, String terminal) {
        made(transaction -> bean(Phones.class)
                .enrol(
                        transaction,
                        member.id(),
                        new Phones.Applicant(
                                P256.newKeyPair(new SecureRandom()).getPublic(),
                                "Huawei Mate 60",
                                Phones.Way.KIOSK,
                                terminal)));
    }

    /// A card as a record of a terminal would have bound it.
    private static void card(Member member, String number, String terminal) {
        made(transaction -> {
            bean(People.class).addCard(transaction, member, new People.NewCard(number, CardEncoding.HEX, ""), terminal);
            return transaction.update(
                    "UPDATE card SET confirmed_at = NULL, confirmed_by = NULL WHERE member = ?",
                    member.id().value());
        });
    }

    @Test
    void aLostTerminalIsRevokedAndWhatItLetInIsDecidedOneByOne() {
        Branch branch = branch("学生第三党支部");
        Member zhang = member(branch, "张晓明", "20260001");
        Member ouyang = member(branch, "欧阳文静", "20260002");
        phone(zhang, "kiosk-1");
        card(zhang, "04A1B2C3D4E580", "kiosk-1");
        phone(ouyang, "kiosk-1");
        try (BrowserContext context = browser.context("zh-CN", 1280, 800)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            page.navigate(console.address + "/terminals/kiosk-1");
            assertThat(page.locator("#vouched")).hasCount(0);
            page.click("form[action$='/revoke'] button");
            assertThat(page.locator("#vouched li.request")).hasCount(3);
            shot(page, "terminal-vouched-zh");
            page.navigate(console.address + "/members/" + zhang.id());
            assertThat(page.locator("#phones")).containsText("暂停使用");
            assertThat(page.locator("#cards")).containsText("暂停使用");
            shot(page, "member-suspended-zh");
        }
        try (BrowserContext context = browser.context("en-GB", 390, 844)) {
            Page page = browser.page(context);
            ConsoleBrowser.signIn(page, console);
            page.navigate(console.address + "/members/" + zhang.id());
            shot(page, "member-suspended-en-390");
            Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
            page.navigate(console.address + "/terminals/kiosk-1");
            shot(page, "terminal-vouched-en-390");
            Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
            Locator rows = page.locator("#vouched li.request");
            rows.filter(new Locator.FilterOptions().setHasText("Campus card"))
                    .locator("button:has-text('It is theirs')")
                    .click();
            assertThat(rows).hasCount(2);
            rows.filter(new Locator.FilterOptions().setHasText("欧阳文静"))
                    .locator("button:has-text('Remove')")
                    .click();
            assertThat(rows).hasCount(1);
            page.click("button:has-text('It is theirs')");
            assertThat(page.locator("#vouched")).hasCount(0);
        }
        List<Long> confirmed = made(transaction -> transaction.query(
                "SELECT count(*) AS n FROM phone WHERE removed_at IS NULL AND confirmed_by = 'admin'",
                row -> row.integer("n")));
        Assertions.assertThat(confirmed).containsExactly(1L);
        Assertions.assertThat(browser.faults).isEmpty();
    }

    @Test
    void checkInThatWasEndedByMistakeGoesOn() {
        Branch branch = branch("学生第一党支部");
        Member secretary = member(branch, "王芳", "20260006");
        Member other = member(branch, "李雷", "20260003");
        made(transaction -> transaction.update(
                "INSERT INTO member_charge (member, set_at, set_by) VALUES (?, '', 'admin')",
                secretary.id().value()));
        Meeting meeting = meeting(branch, "十一月支部党员大会", Duration.ofMinutes(-20));
        MeetingId id = meeting.id();
        console.tells(new Fact.MeetingClosed(id, other.id()));
        try (BrowserContext context = browser.context("zh-CN", 1280, 800);
                BrowserContext phone = browser.context("en-GB", 390, 844)) {
            Page page = browser.page(context);
            Page small = browser.page(phone);
            ConsoleBrowser.signIn(page, console);
            ConsoleBrowser.signIn(small, console);
            page.navigate(console.address + "/meetings/" + id);
            assertThat(page.locator("#live")).containsText("不是该会议的负责人");
            shot(page, "meeting-closing-doubted-zh");
            small.navigate(console.address + "/meetings/" + id);
            shot(small, "meeting-closing-doubted-en-390");
            Assertions.assertThat(ConsoleBrowser.tooWide(small)).isLessThanOrEqualTo(0);

            console.tells(new Fact.MeetingClosed(id, secretary.id()));
            small.reload();
            shot(small, "meeting-closed-en-390");
            small.fill("form[action$='/closing-taken-back'] input[name=note]", "Pressed by mistake");
            console.tells(new Fact.GuestsAdmitted(id, GuestKind.ACTIVIST, 7, secretary.id()));
            assertThat(small.locator("#live")).containsText("applicants in training 7");
            assertThat(small.locator("form[action$='/closing-taken-back'] input[name=note]"))
                    .hasValue("Pressed by mistake");
            small.click("form[action$='/closing-taken-back'] button");
            assertThat(small.locator("#live")).containsText("taken back by admin");
            assertThat(small.locator("#live")).containsText("Pressed by mistake");
            assertThat(small.locator("form[action$='/closing-taken-back']")).hasCount(0);
            shot(small, "meeting-closing-taken-back-en-390");
            page.reload();
            shot(page, "meeting-closing-taken-back-zh");
        }
        Assertions.assertThat(browser.faults).isEmpty();
    }

    @Test
    void requestsAreReadInEnglishOnADesktopAndAPhone() {
        Branch branch = branch("研究生第一党支部");
        Member asan = member(branch, "Aigul Asan", "20260005");
        Member han = member(branch, "韩梅梅", "20260004");
        Meeting coming = meeting(branch, "支部党员大会：讨论预备党员转正", Duration.ofDays(2));
        Meeting past = meeting(branch, "主题党日", Duration.ofDays(-2));
        AttendanceRequests requests = bean(AttendanceRequests.class);
        made(transaction -> requests.ask(
                transaction,
                asan.id(),
                new AttendanceRequests.Wish(
                        coming.id(),
                        AttendanceRequest.Kind.LEAVE,
                        AttendanceRequest.Reason.SICK,
                        "I have a fever and will see the doctor that morning")));
        made(transaction -> requests.ask(
                transaction,
                han.id(),
                new AttendanceRequests.Wish(
                        past.id(), AttendanceRequest.Kind.LATE_CHECK_IN, AttendanceRequest.Reason.TERMINAL_FAULT, "")));
        for (int width : List.of(1280, 390)) {
            try (BrowserContext context = browser.context("en-GB", width, 844)) {
                Page page = browser.page(context);
                ConsoleBrowser.signIn(page, console);
                page.navigate(console.address + "/requests");
                assertThat(page.locator("h1")).isVisible();
                shot(page, "requests-en-" + width);
                Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
                page.navigate(console.address + "/branches");
                shot(page, "branches-since-en-" + width);
                Assertions.assertThat(ConsoleBrowser.tooWide(page)).isLessThanOrEqualTo(0);
            }
        }
        Assertions.assertThat(browser.faults).isEmpty();
    }
}
