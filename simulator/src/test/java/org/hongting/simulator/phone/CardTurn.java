package org.hongting.simulator.phone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A machine has one virtual reader: whoever plays cards in it waits until nobody else does.
public final class CardTurn implements AutoCloseable {
    private static final Path FILE = Path.of(System.getProperty("java.io.tmpdir"), "hongting-cards.lock");

    private final FileChannel channel;

    private CardTurn(FileChannel channel) {
        this.channel = channel;
    }

    /// Waits for the tests of other processes on this machine.
    public static CardTurn take() throws IOException {
        FileChannel channel = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return new CardTurn(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
