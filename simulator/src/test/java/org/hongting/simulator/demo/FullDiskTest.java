package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hongting.central.CentralMain;
import org.hongting.kiosk.event.KioskEvent;
import org.hongting.simulator.demo.SampleSchool.SampleMember;
import org.hongting.sync.store.SqliteDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A terminal whose disk fills up while people come: a real file system, a real terminal, a real centre.
@RequiresRoot
class FullDiskTest {
    private static final Path PICTURES = Path.of("target", "pictures").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void aFullDiskConfirmsNothingAndOnceThereIsRoomTheTerminalGoesOnByItselfAndNothingConfirmedIsLost()
            throws Exception {
        DemoFolder run = DemoFolder.create(folder);
        try (SmallDisk disk = SmallDisk.mount(run.terminal());
                DemoSite site = DemoSite.lay(
                        run,
                        0,
                        "",
                        TerminalProcess.Setting.headless(List.of("--no-cards", "--silent", "--window", "1280x800")))) {
            site.openCentre();
            site.openTerminal();
            TerminalProcess terminal = site.terminal();
            terminal.awaitLatest(
                    "the roster and a meeting", 0, KioskEvent.Station.class, station -> station.expected() > 0);
            List<SampleMember> members =
                    site.school().membersOf(site.school().branches().getFirst());
            assertThat(answer(terminal, members.get(0))).isEqualTo("admitted");

            disk.fill();
            assertThat(answer(terminal, members.get(1))).isEqualTo("not-recorded");
            assertThat(answer(terminal, members.get(2))).isEqualTo("not-recorded");
            // The answer leaves the screen after four seconds; what stands there then is what the next person finds.
            Thread.sleep(5_000);
            picture(terminal, "disk-full");

            int before = terminal.position();
            disk.free();
            awaitRecovery(run.terminal().resolve("terminal.db"));
            picture(terminal, "disk-free-again");
            assertThat(answer(terminal, members.get(1))).isEqualTo("admitted");
            assertThat(answer(terminal, members.get(3))).isEqualTo("admitted");
            terminal.awaitLatest(
                    "an empty outbox",
                    before,
                    KioskEvent.Station.class,
                    station -> station.online() && station.pending() == 0);

            assertThat(site.arrivals().keySet()).containsExactlyInAnyOrderElementsOf(confirmed(terminal));
            assertThat(site.arrivals().values()).allMatch(facts -> facts == 1);
            assertThat(recoveries(run.terminal().resolve("terminal.db"))).isEqualTo(1);
        }
    }

    @Test
    void aTerminalThatIsStartedOnAFullDiskTriesAgainUntilThereIsRoomAndHoldsNothingMeanwhile() throws Exception {
        DemoFolder run = DemoFolder.create(folder);
        try (SmallDisk disk = SmallDisk.mount(run.terminal());
                DemoSite site = DemoSite.lay(
                        run,
                        0,
                        "",
                        TerminalProcess.Setting.headless(List.of("--no-cards", "--silent", "--window", "1280x800")))) {
            site.openCentre();
            site.openTerminal();
            TerminalProcess terminal = site.terminal();
            terminal.kill();
            Path journal = run.terminal().resolve("terminal.db");
            disk.fill();

            CompletableFuture<Void> started = CompletableFuture.runAsync(() -> start(terminal));
            Thread.sleep(15_000);
            assertThat(started).isNotDone();
            assertThat(timesOpen(journal)).isLessThanOrEqualTo(1);

            disk.free();
            started.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aServerThatIsStartedOnAFullDiskSaysSoInOneSentence() throws Exception {
        Path data = Files.createDirectories(folder.resolve("full"));
        try (SmallDisk disk = SmallDisk.mount(data)) {
            disk.fill();
            Process server = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            CentralMain.class.getName(),
                            "--data",
                            data.toString(),
                            "--console-port=0",
                            "--terminal-port=0",
                            "--mqtt-port=0")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(server.getInputStream().readAllBytes(), UTF_8);
            assertThat(server.waitFor()).isEqualTo(1);
            assertThat(said)
                    .contains("nothing can be written to the folder " + data, "make room")
                    .doesNotContain("\tat ");
        }
    }

    private static void start(TerminalProcess terminal) {
        try {
            terminal.start();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How often this file is open in the processes that were started here.
    private static long timesOpen(Path file) {
        return ProcessHandle.current()
                .descendants()
                .flatMap(process -> links(Path.of("/proc", "" + process.pid(), "fd")).stream())
                .filter(file::equals)
                .count();
    }

    private static List<Path> links(Path folder) {
        List<Path> targets = new ArrayList<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(folder)) {
            for (Path link : links) {
                targets.add(Files.readSymbolicLink(link));
            }
        } catch (IOException e) {
            // It was closed, or its process has ended, while we looked.
        }
        return targets;
    }

    private static String answer(TerminalProcess terminal, SampleMember member) throws InterruptedException {
        int before = terminal.position();
        terminal.say("card " + member.card());
        return terminal.await("an answer", before, KioskEvent.Answered.class, _ -> true)
                .answer();
    }

    private static Set<Account.Arrival> confirmed(TerminalProcess terminal) {
        Set<Account.Arrival> confirmed = new HashSet<>();
        for (KioskEvent told : terminal.told()) {
            if (told instanceof KioskEvent.Answered answered
                    && answered.answer().equals("admitted")
                    && answered.meeting() != null
                    && answered.member() != null) {
                confirmed.add(new Account.Arrival(answered.meeting(), answered.member()));
            }
        }
        return confirmed;
    }

    /// Nobody shows anything meanwhile: the terminal looks for itself.
    private static void awaitRecovery(Path journal) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (recoveries(journal) == 0) {
            assertThat(System.nanoTime()).as("recovers by itself").isLessThan(deadline);
            Thread.sleep(250);
        }
    }

    private static long recoveries(Path journal) {
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

    private static void picture(TerminalProcess terminal, String name) throws IOException, InterruptedException {
        int before = terminal.position();
        terminal.say("screenshot " + Files.createDirectories(PICTURES).resolve(name + ".png"));
        terminal.await("a picture", before, KioskEvent.Screenshot.class, _ -> true);
    }

    /// A file system of a few megabytes in memory.
    private record SmallDisk(Path folder) implements AutoCloseable {
        private static final byte[] BLOCK = new byte[4096];

        static SmallDisk mount(Path folder) throws IOException {
            run("mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "hongting-test", folder.toString());
            return new SmallDisk(folder);
        }

        /// To the last byte.
        void fill() throws IOException {
            try (OutputStream out = Files.newOutputStream(filling())) {
                while (true) {
                    out.write(BLOCK);
                }
            } catch (IOException e) {
                // That is how a full disk says so.
                if (folder.toFile().getUsableSpace() > 0) {
                    throw e;
                }
            }
        }

        void free() throws IOException {
            Files.delete(filling());
        }

        @Override
        public void close() throws IOException {
            run("umount", folder.toString());
        }

        private Path filling() {
            return folder.resolve("filling");
        }

        private static void run(String... command) throws IOException {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (process.onExit().join().exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        }
    }
}
