package org.hongting.simulator.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/// Ports for servers that are killed and come back: they lie below those that the system gives to connections and to
/// whoever asks for any port (Linux gives 32768 to 60999), so that nobody takes one while its server is away.
public final class FreePort {
    private static final int LOWEST = 15_000;
    private static final int ABOVE_HIGHEST = 32_000;
    private static final int MOST_TRIED = 1_000;

    private FreePort() {}

    /// Draws a port on which nobody listens.
    ///
    /// @throws IOException if a thousand drawn ones were all taken
    public static int draw() throws IOException {
        RandomGenerator chance = RandomGenerator.getDefault();
        for (int tried = 1; ; tried++) {
            int port = chance.nextInt(LOWEST, ABOVE_HIGHEST);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                if (tried == MOST_TRIED) {
                    throw e;
                }
            }
        }
    }
}
