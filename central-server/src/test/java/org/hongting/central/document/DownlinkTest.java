package org.hongting.central.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.central.platform.database.AfterCommit;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.document.AssignmentEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.ProgressEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.DocumentPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownlinkTest {
    private static final MemberId MEMBER = new MemberId("f0112233445566ff");

    /// Everything at once, on the calling thread.
    private static final Scheduler AT_ONCE = new Scheduler() {
        @Override
        public Cancellable after(Duration delay, Runnable step) {
            step.run();
            return () -> {};
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void execute(Runnable step) {
            step.run();
        }
    };

    @Test
    void everyTerminalHearsOfPlansAndOfEverybodysProgress(@TempDir Path folder) {
        try (TestStore store = new TestStore(folder)) {
            TestTerminal kiosk = TestTerminal.named("kiosk-1", new Random(1));
            store.enrol(kiosk);
            DocumentStore documents = new DocumentStore(store.database, store.id, AfterCommit.ofSpring());
            List<DocumentName> sent = new ArrayList<>();
            Downlink downlink = new Downlink(
                    store.database,
                    documents,
                    (terminal, channel, frame) -> sent.add(DocumentPart.open(
                                    frame, id -> org.hongting.protocol.signing.P256.publicKey(kiosk.publicKey()))
                            .header()
                            .result()
                            .document()),
                    kiosk.signer(),
                    AT_ONCE);
            downlink.greet(kiosk.hello("0f1e2d3c4b5a69788796a5b4c3d2e1f0", 1, List.of()));
            assertThat(sent).isEmpty();

            documents.replace(
                    DocumentName.PLANS,
                    List.of(DocumentEntry.of(new AssignmentEntry(
                            "p-1", new CourseId("history"), "党史", null, List.of(new BranchId("b-1")), List.of()))));
            documents.replace(
                    DocumentName.progressOf(MEMBER),
                    List.of(DocumentEntry.of(new ProgressEntry(MEMBER, 2026, 60, null, List.of()))));
            downlink.published();
            assertThat(sent).containsExactly(DocumentName.PLANS, new DocumentName("progress/f"));
            downlink.published();
            assertThat(sent).hasSize(2);
        }
    }
}
