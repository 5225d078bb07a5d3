package org.hongting.device.sim;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hongting.device.DeviceException;
import org.hongting.device.DeviceFault.Kind;
import org.jspecify.annotations.Nullable;

/// A pcscd with the virtual reader, for tests and the demo: uses the one that runs, or starts its own in the
/// foreground and stops it again. Starting one needs the Debian packages pcscd and vsmartcard-vpcd and the
/// right to write `/run/pcscd`, which root has.
public final class PcscDaemon implements AutoCloseable {
    private static final Path SOCKET = Path.of("/run/pcscd/pcscd.comm");
    private static final String DRIVER = "pcsc/drivers/serial/libifdvpcd.so";
    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    private final @Nullable Process own;
    private final @Nullable Path configuration;

    private PcscDaemon(@Nullable Process own, @Nullable Path configuration) {
        this.own = own;
        this.configuration = configuration;
    }

    /// True if a pcscd answers on this machine, ours or another.
    public static boolean isRunning() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(SOCKET));
        } catch (IOException _) {
            return false;
        }
    }

    /// @throws DeviceException if there is none and none can be started; the message says what to do
    public static PcscDaemon start() throws DeviceException, InterruptedException {
        if (isRunning()) {
            if (!isListening(VirtualCard.PORT)) {
                throw new DeviceException(
                        Kind.BUSY, "a pcscd without the virtual reader is running: stop it or install vsmartcard-vpcd");
            }
            return new PcscDaemon(null, null);
        }
        Path program = find("/usr/sbin/pcscd", "/usr/bin/pcscd", "/usr/local/sbin/pcscd")
                .orElseThrow(() -> new DeviceException(Kind.ABSENT, "the package pcscd is not installed"));
        Path driver = find(
                        "/usr/lib/" + DRIVER,
                        "/usr/lib/x86_64-linux-gnu/" + DRIVER,
                        "/usr/lib/aarch64-linux-gnu/" + DRIVER)
                .orElseThrow(() -> new DeviceException(Kind.ABSENT, "the package vsmartcard-vpcd is not installed"));
        Path configuration = null;
        try {
            configuration = Files.createTempDirectory("hongting-pcscd");
            Files.writeString(configuration.resolve("vpcd"), """
                    FRIENDLYNAME "Virtual PCD"
                    DEVICENAME   /dev/null:0x%1$04X
                    LIBPATH      %2$s
                    CHANNELID    0x%1$04X
                    """.formatted(VirtualCard.PORT, driver));
            PcscDaemon daemon = new PcscDaemon(launch(program, configuration), configuration);
            daemon.awaitReady();
            return daemon;
        } catch (IOException failed) {
            throw new DeviceException(Kind.FAILED, "pcscd could not be started: " + failed.getMessage(), failed);
        }
    }

    private static Process launch(Path program, Path configuration) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(program.toString(), "--foreground", "--critical", "--config", configuration.toString()));
        if (help(program).contains("--disable-polkit")) {
            command.add("--disable-polkit");
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(new File(configuration.toFile(), "log")))
                .start();
    }

    private static String help(Path program) throws IOException {
        Process process = new ProcessBuilder(program.toString(), "--help")
                .redirectErrorStream(true)
                .start();
        try (InputStream said = process.getInputStream()) {
            return new String(said.readNBytes(16_384), StandardCharsets.UTF_8);
        }
    }

    private void awaitReady() throws DeviceException, InterruptedException {
        long giveUpAt = System.nanoTime() + LONGEST_START.toNanos();
        while (!isRunning() || !isListening(VirtualCard.PORT)) {
            if (own == null || !own.isAlive() || System.nanoTime() > giveUpAt) {
                String said = log();
                close();
                throw new DeviceException(
                        Kind.FAILED, "pcscd did not start (it needs the right to write /run/pcscd): " + said);
            }
            Thread.sleep(20);
        }
    }

    private String log() {
        try {
            return configuration == null
                    ? ""
                    : Files.readString(configuration.resolve("log")).strip();
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /// Looks into the kernel's list instead of connecting, because to vpcd a connection is a card.
    private static boolean isListening(int port) {
        String local = String.format(Locale.ROOT, ":%04X ", port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6").anyMatch(table -> {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                return lines.anyMatch(line -> line.contains(local) && line.contains(" 0A "));
            } catch (IOException _) {
                return false;
            }
        });
    }

    private static Optional<Path> find(String... places) {
        return Stream.of(places).map(Path::of).filter(Files::exists).findFirst();
    }

    /// True if this object started the daemon and may end it.
    public boolean isOwn() {
        return own != null;
    }

    /// Ends the own daemon at once, as a crash would. Leaves another's alone.
    public void kill() {
        if (own != null) {
            own.destroyForcibly();
            awaitEnd(own);
        }
    }

    @Override
    public void close() {
        if (own != null) {
            own.destroy();
            if (!awaitEnd(own)) {
                kill();
            }
        }
        if (configuration != null) {
            try {
                Files.deleteIfExists(configuration.resolve("vpcd"));
                Files.deleteIfExists(configuration.resolve("log"));
                Files.deleteIfExists(configuration);
            } catch (IOException _) {
                // Two small files in the temporary folder: not worth failing for.
            }
        }
    }

    private static boolean awaitEnd(Process process) {
        try {
            return process.waitFor(3, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
