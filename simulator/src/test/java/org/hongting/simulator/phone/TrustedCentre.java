package org.hongting.simulator.phone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.hongting.central.CentralOptions;
import org.hongting.central.CentralServer;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingDefaults;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.People;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.platform.security.FirstSignIn;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.provisioning.authority.ServerTls;
import org.hongting.provisioning.authority.SiteAuthority;

/// A real central server whose console and phone pages carry a certificate of a test authority.
final class TrustedCentre implements AutoCloseable {
    final Path authorityPem;
    final String password;
    final Branch branch;
    final Meeting meeting;
    private final CentralServer server;
    private final AtomicInteger newcomers = new AtomicInteger();

    TrustedCentre(Path folder) throws IOException {
        ServerTls tls = SiteAuthority.open(folder.resolve("authority"), null, Instant.now(), new SecureRandom())
                .serverTls(List.of("localhost"), Instant.now());
        authorityPem = tls.authorityPem();
        Path data = Files.createDirectories(folder.resolve("data"));
        server = CentralServer.start(new CentralOptions(
                data,
                new CentralOptions.Console(
                        "127.0.0.1",
                        Optional.of(new CentralOptions.ConsoleTls(tls.pem(), tls.pem())),
                        Optional.empty()),
                new CentralOptions.Ports(0, 0, 0, 0),
                List.of("localhost"),
                Optional.empty()));
        password = Files.readAllLines(data.resolve(FirstSignIn.FILE)).get(1);
        branch = database()
                .inTransaction(transaction ->
                        server.context().getBean(Branches.class).add(transaction, null, BranchKind.BRANCH, "学生第一党支部"));
        meeting = meeting("支部党员大会", Duration.ZERO);
    }

    /// A meeting of the branch that starts so long from now.
    Meeting meeting(String title, Duration from) {
        Instant starts = Instant.now().plus(from);
        return database()
                .inTransaction(transaction -> server.context()
                        .getBean(Meetings.class)
                        .add(
                                transaction,
                                new Meeting.Plan(
                                        title,
                                        MeetingKind.OTHER,
                                        branch.id(),
                                        "301",
                                        new MeetingDefaults(30, 30, 0, Optional.empty())
                                                .times(starts, starts.plus(Duration.ofHours(2)))),
                                new Meeting.Audience(Set.of(branch.id()), Set.of()),
                                Set.of()));
    }

    /// Somebody of the branch whom nobody has seen yet.
    Member newcomer() {
        String number = Integer.toString(20260001 + newcomers.getAndIncrement());
        return database()
                .inTransaction(transaction ->
                        server.context().getBean(Members.class).add(transaction, "张晓明", number, branch.id(), false));
    }

    /// A terminal that is enrolled under that name.
    ///
    /// @return what it signs with
    Signer claimed(String name) {
        KeyPair key = P256.newKeyPair(new SecureRandom());
        database()
                .inTransaction(transaction -> transaction.update(
                        "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, ?, '', ?, ?)",
                        name,
                        name,
                        key.getPublic().getEncoded(),
                        Instant.now().toString()));
        return Signer.of(key);
    }

    String address() {
        return "https://localhost:" + server.ports().console();
    }

    /// The console's first page, signed in.
    Page console(BrowserContext office) {
        Page page = office.pages().getFirst();
        page.navigate(address() + "/");
        if (page.locator("#username").count() > 0) {
            page.fill("#username", FirstSignIn.ACCOUNT);
            page.fill("#password", password);
            page.click("button.btn-primary");
            assertThat(page.locator("nav a.here")).isVisible();
        }
        return page;
    }

    Database database() {
        return server.context().getBean(Database.class);
    }

    /// A document as the centre would send it now.
    List<DocumentEntry> document(DocumentName name) {
        DocumentStore documents = server.context().getBean(DocumentStore.class);
        return database().reading(transaction -> documents.entries(transaction, name));
    }

    /// Gives somebody a card, written as hexadecimal digits.
    void give(Member member, String card) {
        database()
                .inTransaction(transaction -> server.context()
                        .getBean(People.class)
                        .addCard(transaction, member, new People.NewCard(card, CardEncoding.HEX, ""), "admin"));
    }

    /// Lets a kiosk in, as a claim would.
    void claims(OfflineKiosk kiosk) {
        database()
                .inTransaction(transaction -> transaction.update(
                        "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, 'Kiosk', 'Hall', ?, ?)",
                        kiosk.terminal().value(),
                        kiosk.publicKey(),
                        UtcText.of(Instant.now())));
    }

    /// The roster, once it names that many cards of somebody.
    List<DocumentEntry> rosterWithCards(MemberId member, int cards) throws InterruptedException {
        return rosterWhere(entry -> entry.id().equals(member) && entry.cards().size() == cards);
    }

    /// Takes in what stands in a kiosk's journal, as the ingest hands it to the projections.
    void hears(OfflineKiosk kiosk) {
        List<FactProjection> projections = server.context()
                .getBeanProvider(FactProjection.class)
                .orderedStream()
                .toList();
        database().inTransaction(transaction -> {
            for (RecordLines record : kiosk.records()) {
                Envelope envelope = Envelope.ofLine(record.envelope());
                if (ReadFact.of(envelope, record.body()) instanceof ReadFact.Known known) {
                    StoredFact stored =
                            new StoredFact(kiosk.terminal(), kiosk.epoch(), envelope, known.fact(), Instant.now());
                    projections.forEach(projection -> projection.project(transaction, List.of(stored)));
                }
            }
            return null;
        });
    }

    /// The roster, once it names that many phones of somebody.
    List<DocumentEntry> rosterWithPhones(MemberId member, int phones) throws InterruptedException {
        return rosterWhere(
                entry -> entry.id().equals(member) && entry.enrolledPhones().size() == phones);
    }

    private List<DocumentEntry> rosterWhere(Predicate<RosterEntry> somebody) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            List<DocumentEntry> roster = document(DocumentName.ROSTER);
            if (roster.stream().map(entry -> entry.as(RosterEntry.class)).anyMatch(somebody)) {
                return roster;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the roster does not say so");
    }

    @Override
    public void close() {
        server.close();
    }
}
