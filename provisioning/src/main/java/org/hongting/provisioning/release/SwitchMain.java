package org.hongting.provisioning.release;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.release.ReleaseKeys;
import org.hongting.protocol.release.ReleaseMachine;

/// The switching program. `start` prints where the files of the version lie that is started now, and counts the start;
/// `heed` does what the kiosk asked for. It is run from the jars that the package brought, whatever version the kiosk
/// is: an update cannot change what decides about updates.
///
/// Whatever goes wrong, `start` names a version that can be started.
public final class SwitchMain {
    private static final int ARGUMENTS = 5;
    private static final int TURNS = 100;
    private static final Duration TURN = Duration.ofMillis(100);

    private SwitchMain() {}

    /// @param arguments `start` or `heed`, then the folders of the switching program, of the kiosk's words and of the
    /// package, and the file of the pinned keys
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != ARGUMENTS) {
            System.err.println("usage: switch start|heed ROOT INBOX PACKAGED KEYS");
            System.exit(2);
        }
        Path packaged = Path.of(arguments[3]);
        boolean isStart = "start".equals(arguments[0]);
        try {
            ReleaseSwitch.Place place = new ReleaseSwitch.Place(
                    Path.of(arguments[1]),
                    Path.of(arguments[2]),
                    packaged,
                    machine(packaged),
                    isStart ? keysOrNone(Path.of(arguments[4])) : keys(Path.of(arguments[4])));
            if (isStart) {
                System.out.println(start(place));
            } else {
                heed(place);
            }
        } catch (IOException | MalformedJson | IllegalArgumentException e) {
            System.err.println("hongting-terminal: the package's own version is started: " + e);
            if (!isStart) {
                System.exit(1);
            }
            System.out.println(packaged);
        }
    }

    /// While another process puts a release beside the others, nothing is on trial: what was kept is started.
    private static Path start(ReleaseSwitch.Place place) throws IOException, InterruptedException {
        try (FileChannel channel = lockFile(place)) {
            FileLock lock = channel.tryLock();
            for (int turn = 0; lock == null && turn < TURNS; turn++) {
                Thread.sleep(TURN);
                lock = channel.tryLock();
            }
            return lock == null
                    ? ReleaseSwitch.here(place).home()
                    : ReleaseSwitch.open(place, ReleaseDisk.real()).start();
        }
    }

    private static void heed(ReleaseSwitch.Place place) throws IOException {
        try (FileChannel channel = lockFile(place);
                FileLock _ = channel.lock()) {
            ReleaseSwitch.open(place, ReleaseDisk.real()).heed();
        }
    }

    private static FileChannel lockFile(ReleaseSwitch.Place place) throws IOException {
        Files.createDirectories(place.root());
        return FileChannel.open(place.root().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /// What a package says of itself and its machine.
    ///
    /// @throws MalformedJson if it says nothing that can be read
    public static ReleaseMachine machine(Path packaged) throws IOException {
        return Json.read(Files.readAllBytes(packaged.resolve("machine.json")), ReleaseMachine.class);
    }

    /// A start installs nothing: a slip of the pen in that file must not take it back to the package's own version.
    private static ReleaseKeys keysOrNone(Path file) throws IOException {
        try {
            return keys(file);
        } catch (IllegalArgumentException e) {
            System.err.println("hongting-terminal: " + file + " cannot be read: " + e.getMessage());
            return ReleaseKeys.NONE;
        }
    }

    /// Nobody's where the machine's administrator has pinned none.
    ///
    /// @throws IllegalArgumentException if a line is no key
    public static ReleaseKeys keys(Path file) throws IOException {
        return Files.exists(file) ? ReleaseKeys.read(Files.readAllBytes(file)) : ReleaseKeys.NONE;
    }
}
