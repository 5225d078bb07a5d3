package org.hongting.provisioning.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private SwitchMain() {}

    /// @param arguments `start` or `heed`, then the folders of the switching program, of the kiosk's words and of the
    /// package, and the file of the pinned keys
    public static void main(String[] arguments) {
        if (arguments.length != ARGUMENTS) {
            System.err.println("usage: switch start|heed ROOT INBOX PACKAGED KEYS");
            System.exit(2);
        }
        Path packaged = Path.of(arguments[3]);
        try {
            ReleaseSwitch program = ReleaseSwitch.open(
                    new ReleaseSwitch.Place(
                            Path.of(arguments[1]),
                            Path.of(arguments[2]),
                            packaged,
                            machine(packaged),
                            keys(Path.of(arguments[4]))),
                    ReleaseDisk.real());
            if ("start".equals(arguments[0])) {
                System.out.println(program.start());
            } else {
                program.heed();
            }
        } catch (IOException | MalformedJson | IllegalArgumentException e) {
            System.err.println("hongting-terminal: the package's own version is started: " + e);
            if ("start".equals(arguments[0])) {
                System.out.println(packaged);
            } else {
                System.exit(1);
            }
        }
    }

    /// What a package says of itself and its machine.
    ///
    /// @throws MalformedJson if it says nothing that can be read
    public static ReleaseMachine machine(Path packaged) throws IOException {
        return Json.read(Files.readAllBytes(packaged.resolve("machine.json")), ReleaseMachine.class);
    }

    /// Nobody's where the machine's administrator has pinned none.
    ///
    /// @throws IllegalArgumentException if a line is no key
    public static ReleaseKeys keys(Path file) throws IOException {
        return Files.exists(file) ? ReleaseKeys.read(Files.readAllBytes(file)) : ReleaseKeys.NONE;
    }
}
