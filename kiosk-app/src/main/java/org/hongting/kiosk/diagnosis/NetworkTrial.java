package org.hongting.kiosk.diagnosis;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hongting.protocol.record.TestedPart;

/// Whether the machine has an address, and whether the centre's port for terminals answers and how soon.
public final class NetworkTrial {
    private static final String CENTRE = "centre";
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int HTTPS = 443;

    private NetworkTrial() {}

    public static TestedPart address() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .min(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                    .map(InetAddress::getHostAddress)
                    .map(address -> Trial.of(address, Trial.fine("address", Map.of())))
                    .orElseGet(() -> Trial.broken("address", "no-address"));
        } catch (SocketException e) {
            return Trial.broken("address", "fault");
        }
    }

    /// Waits for the network, some seconds at most.
    ///
    /// @param announced where the centre says that it listens for terminals
    public static TestedPart centre(Optional<URI> announced) {
        if (announced.isEmpty() || announced.get().getHost() == null) {
            return Trial.doubtful(CENTRE, "not-told", Map.of());
        }
        String host = announced.get().getHost();
        int port = announced.get().getPort() < 0 ? HTTPS : announced.get().getPort();
        try (Socket socket = new Socket()) {
            long began = System.nanoTime();
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            return Trial.of(host + ":" + port, Trial.fine(CENTRE, Map.of("round-trip-millis", millis)));
        } catch (IOException e) {
            return Trial.of(host + ":" + port, Trial.broken(CENTRE, "unreachable"));
        }
    }
}
