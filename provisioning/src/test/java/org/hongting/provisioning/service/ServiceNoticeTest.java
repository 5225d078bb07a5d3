package org.hongting.provisioning.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hongting.testing.NoticeListener;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceNoticeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    @RequiresTool("socat")
    void theManagerHearsWhatIsTold(@TempDir Path folder) throws Exception {
        try (NoticeListener manager = NoticeListener.in(folder)) {
            ServiceNotice notice = ServiceNotice.in(manager.surroundings(MINUTE));

            notice.ready("takes cards 红亭");
            notice.alive();

            assertThat(manager.next()).isEqualTo("READY=1");
            assertThat(manager.next()).isEqualTo("STATUS=takes cards 红亭");
            assertThat(manager.next()).isEqualTo("WATCHDOG=1");
        }
    }

    @Test
    @RequiresTool("socat")
    void anAbstractSocketIsReachedToo() throws Exception {
        try (NoticeListener manager = NoticeListener.abstractly(
                "hongting-test-" + ProcessHandle.current().pid())) {
            ServiceNotice.in(manager.surroundings(MINUTE)).stopping();

            assertThat(manager.next()).isEqualTo("STOPPING=1");
        }
    }

    @Test
    void aManagerThatIsGoneIsNoFault(@TempDir Path folder) {
        ServiceNotice notice =
                ServiceNotice.in(Map.of("NOTIFY_SOCKET", folder.resolve("gone").toString()));

        assertThatCode(notice::alive).doesNotThrowAnyException();
    }

    @Test
    void withoutAPlaceThatMakesSenseThereIsSilence() {
        assertThat(ServiceNotice.in(Map.of())).isSameAs(ServiceNotice.SILENT);
        assertThat(ServiceNotice.in(Map.of("NOTIFY_SOCKET", "vsock:2:1234"))).isSameAs(ServiceNotice.SILENT);
        assertThat(ServiceNotice.in(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(200))))
                .isSameAs(ServiceNotice.SILENT);
    }

    @Test
    void aStatusIsOneLine() {
        StringBuilder told = new StringBuilder();
        ServiceNotice notice = told::append;

        notice.ready("takes\nWATCHDOG=1");

        assertThat(told).hasToString("READY=1\nSTATUS=takes WATCHDOG=1");
    }
}
