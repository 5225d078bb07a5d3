package org.hongting.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hongting.simulator.demo.RequiresRoot;
import org.hongting.simulator.process.Host;
import org.hongting.simulator.process.Tool;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.Test;

@RequiresRoot
@RequiresTool("ip")
class NetworkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OURS = "hongting-" + ProcessHandle.current().pid();

    @Test
    void machinesReachUsUntilTheirCableIsPulledAndNothingIsLeftAtTheEnd() throws Exception {
        try (Network network = Network.lay(List.of("near", "far"));
                ServerSocket ours = new ServerSocket(0, 8, InetAddress.getByName(network.address()))) {
            long before = network.carried("far");
            awaitReaching(network.host("near"), ours);
            awaitReaching(network.host("far"), ours);
            assertThat(network.carried("far")).isGreaterThan(before);
            network.cut("far");
            assertThat(reaches(network.host("far"), ours)).isFalse();
            awaitReaching(network.host("near"), ours);
            network.heal("far");
            awaitReaching(network.host("far"), ours);
            assertThat(Tool.run("ip", "netns", "list")).contains(OURS);
        }
        assertThat(Tool.run("ip", "netns", "list")).doesNotContain(OURS);
        assertThat(Tool.run("ip", "-o", "link"))
                .doesNotContain("ht" + ProcessHandle.current().pid());
    }

    private static void awaitReaching(Host from, ServerSocket server) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reaches(from, server)) {
            assertThat(System.nanoTime()).as("%s reaches us", from).isLessThan(deadline);
        }
    }

    private static boolean reaches(Host from, ServerSocket server) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(from.entry());
        command.addAll(List.of(
                "timeout",
                "1",
                "bash",
                "-c",
                ": </dev/tcp/" + server.getInetAddress().getHostAddress() + "/" + server.getLocalPort()));
        return new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void onlyWhatProcessesHaveLeftThatAreNoMoreIsTakenAway() {
        assertThat(Network.namespacesLeftIn("hongting-4194999-server1 (id: 3)\n" + OURS + "-server1\nsomebody-else"))
                .containsExactly("hongting-4194999-server1");
        assertThat(Network.devicesLeftIn("5: ht4194999b: <BROADCAST>\n6: ht4194999c1@if2: <UP>\n7: eth0: <UP>\n8: ht"
                        + ProcessHandle.current().pid() + "b: <UP>"))
                .containsExactly("ht4194999b", "ht4194999c1");
    }
}
