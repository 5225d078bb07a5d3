package org.hongting.simulator.demo;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.hongting.central.CourseCommand;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.simulator.fault.FaultyLine;
import org.hongting.simulator.process.ChildProcess;
import org.hongting.simulator.process.FreePort;
import tools.jackson.databind.JsonNode;

/// The demo's site: a central server with the sample school in it, a terminal that claims its identity there, and the
/// cable between the two.
public final class DemoSite implements AutoCloseable {
    private final DemoFolder folder;
    private final SampleSchool school;
    private final FaultyLine cable;
    private final Centre centre;
    private final TerminalProcess terminal;

    /// Badges by student number, once they are issued.
    private final Map<String, IssuedBadge> badges = new HashMap<>();

    /// @param member the centre's random id
    private record IssuedBadge(String member, String digits) {}

    private DemoSite(
            DemoFolder folder, SampleSchool school, FaultyLine cable, Centre centre, TerminalProcess terminal) {
        this.folder = folder;
        this.school = school;
        this.cable = cable;
        this.centre = centre;
        this.terminal = terminal;
    }

    /// @param consolePort 0 for any free one
    /// @param password of the administrator; drawn anew where it is empty
    /// @param setting of the terminal, beside what every demo terminal has
    static DemoSite lay(DemoFolder folder, int consolePort, String password, TerminalProcess.Setting setting)
            throws IOException {
        return lay(
                folder,
                SampleSchool.create(),
                new Door(consolePort, password, OptionalInt.empty(), List.of()),
                setting);
    }

    /// How the centre is started.
    ///
    /// @param consolePort 0 for any free one
    /// @param password of the administrator; drawn anew where it is empty
    /// @param broker where one listens on this machine that stands beside the centre: both sides reach it by the
    /// cable
    /// @param further arguments, like another database
    public record Door(int consolePort, String password, OptionalInt broker, List<String> further) {
        public Door {
            further = List.copyOf(further);
        }
    }

    /// The same with another school.
    public static DemoSite lay(DemoFolder folder, SampleSchool school, Door door, TerminalProcess.Setting setting)
            throws IOException {
        int consolePort = door.consolePort();
        if (consolePort != 0) {
            requireFree(consolePort);
        }
        int mqtt = FreePort.draw();
        FaultyLine cable = FaultyLine.to(door.broker().orElse(mqtt));
        List<String> further = new ArrayList<>(door.further());
        if (door.broker().isPresent()) {
            further.addAll(List.of("--broker", "localhost:" + cable.port()));
        }
        Centre.Ports ports =
                new Centre.Ports(consolePort == 0 ? FreePort.draw() : consolePort, FreePort.draw(), mqtt, cable.port());
        Centre centre =
                new Centre(folder, ports, door.password().isEmpty() ? drawPassword() : door.password(), further);
        TerminalProcess terminal = terminalOf(folder, setting);
        return new DemoSite(folder, school, cable, centre, terminal);
    }

    /// Asks the terminal to do something.
    ///
    /// @return the command's id
    String ask(String action) throws InterruptedException {
        return centre.postForm("api/terminals/" + terminalId() + "/commands", "action=" + action + "&reason=demo")
                .path("command")
                .asString();
    }

    /// How far a command is, in a word.
    String stateOf(String command) throws InterruptedException {
        for (JsonNode one : centre.get("api/terminals/" + terminalId() + "/commands")) {
            if (one.path("command").asString().equals(command)) {
                return one.path("state").asString();
            }
        }
        return "";
    }

    private String terminalId() throws InterruptedException {
        return centre.get("api/terminals").path(0).path("id").asString();
    }

    /// Another start of the same terminal, once its process is gone.
    TerminalProcess terminalOn(TerminalProcess.Setting setting) {
        return terminalOf(folder, setting);
    }

    /// A terminal that keeps everything in that folder, and is yet to be started.
    public static TerminalProcess terminalOf(DemoFolder folder, TerminalProcess.Setting setting) {
        List<String> always = List.of(
                "--data",
                folder.terminal().toString(),
                "--claim",
                folder.claim().toString(),
                "--simulated",
                "--events");
        return new TerminalProcess(setting.withArguments(always), folder.terminalLog(), folder.terminalTranscript());
    }

    /// Starts the centre and brings the school in, by the doors an administrator uses.
    public void openCentre() throws IOException, InterruptedException {
        centre.start();
        centre.post("api/import/members?createBranches=true", SamplePapers.members(school));
        centre.post("api/import/meetings", SamplePapers.meetings(school, ZonedDateTime.now(ZoneId.systemDefault())));
        centre.post("api/badges", "");
        for (JsonNode badge : centre.get("api/badges")) {
            badges.put(
                    badge.path("studentNumber").asString(),
                    new IssuedBadge(
                            badge.path("member").asString(),
                            badge.path("digits").asString()));
        }
    }

    /// Brings a course with its questions, by the command that an administrator uses, beside the running server.
    ///
    /// @param folder from which it is built
    void addCourse(Path folder) throws IOException, InterruptedException {
        Path log = this.folder.root().resolve("course.log");
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        try (ChildProcess command = ChildProcess.start(
                new ChildProcess.Program(
                        CourseCommand.class.getName(),
                        List.of(
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dfile.encoding=UTF-8",
                                "-XX:TieredStopAtLevel=1"),
                        List.of(
                                "add",
                                folder.toString(),
                                "--data",
                                this.folder.centre().toString()),
                        Map.of()),
                log,
                said::add)) {
            if (command.await() != 0) {
                throw new DemoFailure("the course was refused: " + String.join("; ", said) + "; its log is " + log);
            }
        }
    }

    /// The sample course, and a quiz of its questions.
    void openStudy() throws IOException, InterruptedException {
        addCourse(SampleCourse.lay(folder.root().resolve("course")));
        centre.postForm("api/quizzes", SampleCourse.quiz());
    }

    /// Lays down a claim ticket and starts the terminal.
    void openTerminal() throws IOException, InterruptedException {
        layClaim(folder);
        terminal.start();
    }

    /// Lays down a claim ticket for a terminal.
    ///
    /// @param own where it keeps everything
    public void layClaim(DemoFolder own) throws IOException, InterruptedException {
        JsonNode ticket = centre.post("api/claim-tokens?name=" + encode("北校区党建驿站") + "&place=301", "");
        Files.writeString(own.claim(), ticket.path("file").asString());
    }

    /// @return its digits
    String badgeOf(SampleSchool.SampleMember member) {
        return issuedTo(member).digits();
    }

    /// @return the centre's random id
    String idOf(SampleSchool.SampleMember member) {
        return issuedTo(member).member();
    }

    void revokeBadgeOf(SampleSchool.SampleMember member) throws InterruptedException {
        centre.post("api/badges/" + issuedTo(member).member() + "/revoke", "");
    }

    private IssuedBadge issuedTo(SampleSchool.SampleMember member) {
        IssuedBadge badge = badges.get(member.studentNumber());
        if (badge == null) {
            throw new DemoFailure("no badge was issued to " + member.studentNumber());
        }
        return badge;
    }

    /// How many facts of arrival the centre holds of each member at each meeting.
    Map<Account.Arrival, Integer> arrivals() throws InterruptedException {
        Map<Account.Arrival, Integer> arrivals = new HashMap<>();
        for (JsonNode meeting : centre.get("api/meetings")) {
            String id = meeting.path("id").asString();
            for (JsonNode member :
                    centre.get("api/meetings/" + id + "/attendance").path("members")) {
                int facts = 0;
                for (JsonNode seen : member.path("evidence")) {
                    facts += seen.path("repeated").asBoolean() ? 0 : 1;
                }
                if (facts > 0) {
                    arrivals.put(
                            new Account.Arrival(
                                    new MeetingId(id),
                                    new MemberId(member.path("member").asString())),
                            facts);
                }
            }
        }
        return arrivals;
    }

    long quarantined() throws InterruptedException {
        return centre.get("api/quarantine").size();
    }

    public SampleSchool school() {
        return school;
    }

    public FaultyLine cable() {
        return cable;
    }

    public Centre centre() {
        return centre;
    }

    TerminalProcess terminal() {
        return terminal;
    }

    DemoFolder folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        terminal.close();
        centre.close();
        cable.close();
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    /// Said here in plain words, because a server that cannot have its port says it in its log only.
    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new DemoFailure("port " + port + " is taken or not allowed: name another one with --port", e);
        }
    }

    private static String drawPassword() {
        byte[] drawn = new byte[12];
        new SecureRandom().nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
