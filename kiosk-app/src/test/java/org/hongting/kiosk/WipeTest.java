package org.hongting.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WipeTest {
    private static final List<String> WHAT_WAS = List.of(
            "identity/terminal-key.json",
            "identity/identity.json",
            "terminal.db",
            "terminal.db-wal",
            "claim.json",
            "courses/a/b/film.mp4",
            "configuration/state.json");

    @TempDir
    Path data;

    private void fill() throws IOException {
        for (String file : WHAT_WAS) {
            Path path = data.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "secret");
        }
        Files.writeString(data.resolve("kiosk.lock"), "");
    }

    private List<String> left() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> data.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatWasNotOrderedIsNotDone() throws IOException {
        fill();
        Wipe.finish(data);
        assertThat(left()).hasSize(WHAT_WAS.size() + 1);
    }

    @Test
    void everythingGoesButWhereTheCentreIs() throws IOException {
        fill();
        Wipe.order(data, Optional.of(URI.create("https://centre.example:8443")));
        assertThat(left()).contains("identity/terminal-key.json", "wipe");

        Wipe.finish(data);
        assertThat(left()).containsExactly("centre.txt", "kiosk.lock");
        assertThat(data.resolve("centre.txt")).hasContent("https://centre.example:8443");
        Wipe.finish(data);
        assertThat(left()).containsExactly("centre.txt", "kiosk.lock");
    }

    @Test
    void powerThatGoesAfterAnyFileLeavesAWipeThatIsFinishedAtTheNextStart() throws IOException {
        for (String gone : WHAT_WAS) {
            fill();
            Wipe.order(data, Optional.empty());
            Files.delete(data.resolve(gone));
            Wipe.finish(data);
            assertThat(left()).as("after %s", gone).containsExactly("kiosk.lock");
        }
    }

    @Test
    void anAddressThatSomebodyWroteDownHereStaysAsItIs() throws IOException {
        Files.writeString(data.resolve("centre.txt"), "https://other.example:8443");
        Wipe.order(data, Optional.of(URI.create("https://centre.example:8443")));
        Wipe.finish(data);
        assertThat(data.resolve("centre.txt")).hasContent("https://other.example:8443");
    }
}
