package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.simulator.demo.SampleSchool.SampleMember;
import org.hongting.sync.store.SqliteDatabase;

/// A real terminal and a real centre, and people who come while the terminal cannot write.
final class FaultTrial implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "pictures").toAbsolutePath();

    private static final Set<String> CONFIRMED = Set.of("admitted", "already");

    private final DemoSite site;
    private final Path journal;

    private FaultTrial(DemoSite site, Path journal) {
        this.site = site;
        this.journal = journal;
    }

    /// Begins or ends a fault.
    @FunctionalInterface
    interface Step {
        void take() throws IOException, InterruptedException;
    }

    /// @param environment of the terminal's process
    static FaultTrial open(DemoFolder run, Map<String, String> environment) throws IOException, InterruptedException {
        TerminalProcess.Setting headless =
                TerminalProcess.Setting.headless(List.of("--no-cards", "--silent", "--window", "1280x800"));
        DemoSite site = DemoSite.lay(
                run, 0, "", new TerminalProcess.Setting(headless.virtualMachine(), headless.arguments(), environment));
        site.openCentre();
        site.openTerminal();
        return new FaultTrial(site, run.terminal().resolve("terminal.db"));
    }

    TerminalProcess terminal() {
        return site.terminal();
    }

    /// Nothing is confirmed while the fault lasts, the terminal recovers by itself, and the centre holds what was
    /// confirmed, once.
    ///
    /// @param pictures name of the two pictures that are left
    /// @return whose arrival was never confirmed and is there all the same, of two people who came during the fault
    Set<Account.Arrival> passes(Step begin, Step end, String pictures) throws IOException, InterruptedException {
        TerminalProcess terminal = site.terminal();
        terminal.awaitLatest(
                "the roster and a meeting", 0, KioskEvent.Station.class, station -> station.expected() > 0);
        List<SampleMember> members =
                site.school().membersOf(site.school().branches().getFirst());
        assertThat(answer(members.get(0))).isEqualTo("admitted");

        begin.take();
        assertThat(answer(members.get(1))).isEqualTo("not-recorded");
        assertThat(answer(members.get(2))).isEqualTo("not-recorded");
        // The answer leaves the screen after four seconds; what stands there then is what the next person finds.
        Thread.sleep(5_000);
        picture(pictures);

        int before = terminal.position();
        end.take();
        awaitRecovery();
        picture(pictures + "-no-more");
        assertThat(answer(members.get(1))).isIn("admitted", "already");
        assertThat(answer(members.get(3))).isEqualTo("admitted");
        terminal.awaitLatest(
                "an empty outbox",
                before,
                KioskEvent.Station.class,
                station -> station.online() && station.pending() == 0);

        Map<Account.Arrival, Integer> stored = site.arrivals();
        assertThat(stored.keySet()).containsAll(confirmed());
        assertThat(stored.values()).allMatch(facts -> facts == 1);
        assertThat(recoveries()).isEqualTo(1);
        Set<Account.Arrival> unconfirmed = new HashSet<>(stored.keySet());
        unconfirmed.removeAll(confirmed());
        return unconfirmed;
    }

    private String answer(SampleMember member) throws InterruptedException {
        TerminalProcess terminal = site.terminal();
        int before = terminal.position();
        terminal.say("card " + member.card());
        return terminal.await("an answer", before, KioskEvent.Answered.class, _ -> true)
                .answer();
    }

    private Set<Account.Arrival> confirmed() {
        Set<Account.Arrival> confirmed = new HashSet<>();
        for (KioskEvent told : site.terminal().told()) {
            if (told instanceof KioskEvent.Answered answered
                    && CONFIRMED.contains(answered.answer())
                    && answered.meeting() != null
                    && answered.member() != null) {
                confirmed.add(new Account.Arrival(answered.meeting(), answered.member()));
            }
        }
        return confirmed;
    }

    /// Nobody shows anything meanwhile: the terminal looks for itself.
    private void awaitRecovery() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (recoveries() == 0) {
            assertThat(System.nanoTime()).as("recovers by itself").isLessThan(deadline);
            Thread.sleep(250);
        }
    }

    private long recoveries() {
        try (SqliteDatabase database = SqliteDatabase.openReadOnly(journal)) {
            return database.reading(transaction ->
                    transaction
                            .query(
                                    "SELECT envelope FROM journal_record",
                                    row -> new String(row.bytes("envelope"), UTF_8))
                            .stream()
                            .filter(line -> line.contains("terminal.journal-recovered"))
                            .count());
        }
    }

    private void picture(String name) throws IOException, InterruptedException {
        TerminalProcess terminal = site.terminal();
        int before = terminal.position();
        terminal.say("screenshot " + Files.createDirectories(PICTURES).resolve(name + ".png"));
        terminal.await("a picture", before, KioskEvent.Screenshot.class, _ -> true);
    }

    @Override
    public void close() throws IOException {
        site.close();
    }
}
