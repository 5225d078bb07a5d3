package org.hongting.kiosk.doctor;

import static org.hongting.kiosk.doctor.Finding.advice;
import static org.hongting.kiosk.doctor.Finding.fine;
import static org.hongting.kiosk.doctor.Finding.wrong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Clip;
import javax.sound.sampled.DataLine;
import org.hongting.kiosk.clock.SystemTerminalClock;
import org.hongting.protocol.time.ClockReading;

/// The examination, one check a method. A check never throws: what it cannot find out is a finding too.
final class Checks {
    private static final int RELEASE = 25;
    private static final int TONE_RATE = 44_100;
    private static final int TONE_BITS = 16;

    /// `:0` and `:0.1`: a display of this machine, with its socket in a folder that is the same everywhere.
    private static final Pattern LOCAL_DISPLAY = Pattern.compile(":(\\d{1,5})(\\.\\d{1,5})?");

    private static final String DISPLAY_REMEDY = "start from a graphical session, or under cage; the demo runs without";

    private static final String[] LIBRARIES = {
        "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib", "/lib"
    };

    private final Machine machine;

    Checks(Machine machine) {
        this.machine = machine;
    }

    List<Finding> all(Path data) {
        return List.of(
                java(),
                display(),
                windowLibraries(),
                fonts(),
                cards(),
                camera(),
                sound(),
                new DiskCheck(machine).examine(data),
                clock());
    }

    Finding java() {
        Runtime.Version version = Runtime.version();
        return version.feature() >= RELEASE
                ? fine("Java", version.toString())
                : wrong("Java", version.toString(), "install openjdk-25-jre, or set JAVA_HOME to a JDK 25");
    }

    Finding display() {
        String display = machine.variable("DISPLAY");
        Matcher local = LOCAL_DISPLAY.matcher(display);
        if (local.matches() && !machine.has("/tmp/.X11-unix/X" + local.group(1))) {
            return advice("display", display + " is named, and nothing runs there", DISPLAY_REMEDY);
        }
        if (!display.isEmpty()) {
            return fine("display", display);
        }
        return machine.variable("WAYLAND_DISPLAY").isEmpty()
                ? advice("display", "none in this session", DISPLAY_REMEDY)
                : advice("display", "Wayland alone; the window needs X", "apt-get install xwayland, and start again");
    }

    Finding windowLibraries() {
        return machine.findFile("libgtk-3.so.0*", LIBRARIES)
                .map(found -> fine("windows", found.getFileName().toString()))
                .orElseGet(() ->
                        wrong("windows", "GTK 3 is missing", "apt-get install libgtk-3-0 (Debian 13: libgtk-3-0t64)"));
    }

    Finding fonts() {
        Optional<Path> chinese = machine.findFile(
                "*{CJK,wqy,WenKai}*",
                "/usr/share/fonts/opentype/noto",
                "/usr/share/fonts/truetype/noto",
                "/usr/share/fonts/truetype/wqy",
                "/usr/share/fonts/truetype/lxgw-wenkai");
        return chinese.map(font -> fine("fonts", "our own and " + font.getFileName()))
                .orElseGet(() -> advice(
                        "fonts",
                        "our own; no Chinese font on the machine",
                        "rare characters in names show as boxes until: apt-get install fonts-noto-cjk"));
    }

    Finding cards() {
        if (machine.findFile("libpcsclite.so.1*", LIBRARIES).isEmpty()) {
            return advice("card readers", "libpcsclite is missing", "apt-get install libpcsclite1 pcscd");
        }
        if (!machine.answers("/run/pcscd/pcscd.comm")) {
            return advice(
                    "card readers", "pcscd does not run", "apt-get install pcscd; systemctl enable --now pcscd.socket");
        }
        return fine("card readers", "pcscd runs");
    }

    Finding camera() {
        List<Path> devices = machine.list(machine.path("/dev"), "video*");
        boolean ribbon = machine.hasProgram("rpicam-vid");
        if (devices.isEmpty() && !ribbon) {
            return advice("camera", "none found", "plug one in; cards and keyboard scanners work without");
        }
        if (!ribbon && !machine.hasProgram("ffmpeg")) {
            return advice("camera", devices.getFirst() + ", but ffmpeg is missing", "apt-get install ffmpeg");
        }
        if (!ribbon && !Files.isReadable(devices.getFirst())) {
            return advice(
                    "camera", devices.getFirst() + " is not for this user", "adduser THIS-USER video; sign in again");
        }
        return fine("camera", ribbon ? "rpicam-vid" : devices.getFirst().toString());
    }

    Finding sound() {
        AudioFormat format = new AudioFormat(TONE_RATE, TONE_BITS, 1, true, false);
        return AudioSystem.isLineSupported(new DataLine.Info(Clip.class, format))
                ? fine("sound", "there is a device")
                : advice("sound", "no device takes tones", "answers stay silent; check with: aplay -l");
    }

    Finding clock() {
        ClockReading reading = new SystemTerminalClock(
                        SystemTerminalClock.Sources.ofThisMachine(), org.hongting.provisioning.BuildTime.instant())
                .read();
        return switch (reading.quality()) {
            case SYNCED -> fine("clock", reading.wall() + ", synchronised");
            case RTC ->
                advice(
                        "clock",
                        reading.wall() + ", from the battery clock",
                        "reach a time server: systemctl enable --now systemd-timesyncd");
            case GUESSED ->
                advice(
                        "clock",
                        reading.wall() + ", a guess",
                        "reads are marked 'time unproven' until the centre is reached; a battery clock helps");
        };
    }
}
