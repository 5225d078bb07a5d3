package org.hongting.kiosk;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hongting.device.camera.CameraFeed;
import org.hongting.kiosk.cards.SerialPlace;
import org.hongting.kiosk.voice.QuietHours;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.configuration.ValueForm;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How a terminal is started. Everything that changes what its facts mean (a simulated reader) is here and nowhere
/// else: it can be asked for by whoever stands at the machine, never from afar. What is given here of what the centre
/// can set too ([#local]) wins over the centre.
final class KioskOptions {
    /// The partition of a Raspberry Pi's card that every computer can write.
    private static final Path BOOT = Path.of("/boot/firmware");

    private static final Duration EACH_PICTURE = Duration.ofMillis(900);

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Journal, replica and identity live here (default: ${DEFAULT-VALUE}).",
            defaultValue = "/var/lib/hongting")
    Path data = Path.of("/var/lib/hongting");

    @Option(
            names = "--claim",
            paramLabel = "FILE",
            description =
                    "Claim ticket of a terminal that has no identity yet (default: claim.json in the data folder, or"
                            + " hongting-claim.json on the boot partition).")
    Optional<Path> claim = Optional.empty();

    @Option(
            names = "--centre",
            paramLabel = "URL",
            description = "Where a terminal that has no identity and no ticket asks to be paired: https://host:port of"
                    + " the server's listener for terminals (default: the first line of centre.txt in the data folder,"
                    + " or of hongting-centre.txt on the boot partition).")
    Optional<URI> centre = Optional.empty();

    @Option(
            names = "--camera",
            paramLabel = "FEED",
            description =
                    "Where frames come from: a video device (/dev/video0), 'pi' or 'pi:1' for a Raspberry Pi's own"
                            + " camera, a picture, a folder of pictures, a video file; 'none' for no camera"
                            + " (default: as the centre says, or none).")
    Optional<String> camera = Optional.empty();

    @Option(
            names = "--display-power",
            paramLabel = "PROGRAM",
            description = "Switches the panel: run with 'on' or 'off' (default: none, and a resting screen is black).")
    Optional<String> displayPower = Optional.empty();

    @Option(names = "--no-cards", description = "Do without the smart-card readers.")
    boolean withoutCards;

    @Option(
            names = "--serial",
            paramLabel = "LINE[@BAUD]",
            description = "Add a scanner or card reader on a serial line, for example /dev/serial/by-id/NAME or"
                    + " /dev/ttyUSB0@115200 (without a rate: 9600). May be given several times.")
    List<SerialPlace> serial = List.of();

    @Option(
            names = "--typed-cards",
            paramLabel = "ENCODING",
            description = "Readers that type, on the keyboard or a serial line, type card numbers: take what fits this"
                    + " encoding for a card. './hongting cards learn' finds out which it is: hex,"
                    + " reversed-hex, 8h, decimal, reversed-decimal, wiegand-26, reversed-wiegand-26,"
                    + " wiegand-34, reversed-wiegand-34.")
    Optional<CardEncoding> typedCards = Optional.empty();

    @Option(
            names = "--simulated",
            description = "Add a simulated reader and take orders on standard input: 'card HEX', 'code TEXT',"
                    + " 'vanish', 'return', 'screenshot FILE', 'quit'. Its facts say that they are simulated.")
    boolean simulated;

    @Option(names = "--events", description = "Tell what happens on standard output, one line of JSON for each event.")
    boolean events;

    @Option(names = "--silent", description = "Make no sound.")
    boolean silent;

    @Option(names = "--speak", description = "Say answers aloud too (needs espeak-ng); names are never said.")
    boolean speak;

    @Option(
            names = "--quiet-hours",
            paramLabel = "HH:MM-HH:MM",
            description = "Say nothing aloud in that part of the day (default: as the centre says, or 22:00-07:00).",
            converter = QuietHoursConverter.class)
    Optional<QuietHours> quietHours = Optional.empty();

    @Option(
            names = "--window",
            paramLabel = "WIDTHxHEIGHT[+X+Y]",
            description = "Open a window of that size, at that place; without this the terminal fills the screen.")
    Optional<WindowPlace> window = Optional.empty();

    @Option(
            names = "--durable",
            description = "Take nobody in while the data folder is on a file system that forgets (tmpfs, overlay).")
    boolean durable;

    @Option(names = "--help", usageHelp = true, description = "Show this and end.")
    boolean help;

    static final class QuietHoursConverter implements ITypeConverter<QuietHours> {
        @Override
        public QuietHours convert(String text) {
            try {
                return QuietHours.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /// Where a ticket may lie; the first that is there counts.
    List<Path> claimFiles() {
        return claim.map(List::of)
                .orElseGet(() -> List.of(data.resolve("claim.json"), BOOT.resolve("hongting-claim.json")));
    }

    /// Where the centre was written down for a machine that is new.
    List<Path> centreFiles() {
        return List.of(data.resolve("centre.txt"), BOOT.resolve("hongting-centre.txt"));
    }

    /// What is given here of what the centre could set, by the keys' names.
    ///
    /// @throws TypeConversionException if the camera is none we know or no such file is there
    Map<String, String> local() {
        SortedMap<String, String> local = new TreeMap<>();
        camera.ifPresent(feed -> {
            cameraFeed(feed);
            local.put(SettingKey.CAMERA.word(), feed);
        });
        if (withoutCards) {
            local.put(SettingKey.CARDS.word(), ValueForm.Switch.OFF);
        }
        if (!serial.isEmpty()) {
            local.put(
                    SettingKey.SERIAL.word(),
                    serial.stream().map(SerialPlace::toString).collect(Collectors.joining(" ")));
        }
        typedCards.ifPresent(encoding -> local.put(SettingKey.TYPED_CARDS.word(), encoding.word()));
        if (silent) {
            local.put(SettingKey.VOLUME.word(), "0");
        }
        if (speak) {
            local.put(SettingKey.SPEAK.word(), ValueForm.Switch.ON);
        }
        quietHours.ifPresent(hours -> local.put(SettingKey.QUIET_HOURS.word(), hours.toString()));
        return local;
    }

    /// @throws TypeConversionException if the feed is none we know or no such file is there
    static Optional<CameraFeed> cameraFeed(String camera) {
        if (camera.equals("none")) {
            return Optional.empty();
        }
        if (camera.equals("pi")) {
            return Optional.of(new CameraFeed.RaspberryPi(0));
        }
        if (camera.startsWith("pi:")) {
            return Optional.of(new CameraFeed.RaspberryPi(piCamera(camera.substring("pi:".length()))));
        }
        Path path = Path.of(camera);
        if (path.startsWith("/dev")) {
            return Optional.of(new CameraFeed.VideoDevice(path));
        }
        // A device may be plugged in later; a file that is not there was mistyped.
        if (!path.toFile().exists()) {
            throw new TypeConversionException(
                    "Invalid value for option '--camera': there is no picture, folder or video " + path);
        }
        if (path.toFile().isDirectory()) {
            return Optional.of(new CameraFeed.Folder(path, EACH_PICTURE));
        }
        return Optional.of(isPicture(path) ? new CameraFeed.Picture(path) : new CameraFeed.Video(path));
    }

    private static int piCamera(String number) {
        if (!number.matches("[0-7]")) {
            throw new TypeConversionException(
                    "Invalid value for option '--camera': a Raspberry Pi's cameras are pi:0 to pi:7");
        }
        return Integer.parseInt(number);
    }

    private static boolean isPicture(Path path) {
        String name = path.toString().toLowerCase(java.util.Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    /// A window's inner size in pixels and where its corner stands, if that matters.
    record WindowPlace(int width, int height, Optional<Corner> corner) {
        private static final Pattern FORM =
                Pattern.compile("([0-9]{3,4})x([0-9]{3,4})(?:\\+([0-9]{1,5})\\+([0-9]{1,5}))?");

        record Corner(int x, int y) {}

        /// @throws TypeConversionException if the text does not say that
        static WindowPlace parse(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("write a window as WIDTHxHEIGHT or WIDTHxHEIGHT+X+Y");
            }
            int width = Integer.parseInt(form.group(1));
            int height = Integer.parseInt(form.group(2));
            if (width < 640 || height < 480 || width > 8192 || height > 8192) {
                throw new TypeConversionException("a window has 640x480 to 8192x8192 pixels");
            }
            return new WindowPlace(
                    width,
                    height,
                    Optional.ofNullable(form.group(3))
                            .map(x -> new Corner(Integer.parseInt(x), Integer.parseInt(form.group(4)))));
        }
    }
}
