package org.hongting.device.sim;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A contactless card played to a real pcscd through the virtual reader `vpcd` (Debian: vsmartcard-vpcd). The
/// card is on the reader from [#lay] until [#close].
///
/// vpcd's protocol: the card connects by TCP; both sides send messages of two length bytes (big-endian) and a
/// body. A body of one byte is a control (0 power off, 1 power on, 2 reset, 4 tell the ATR); anything else is
/// an APDU.
public final class VirtualCard implements Closeable {
    /// Where vpcd listens for the card of its first slot; the second slot is one higher.
    public static final int PORT = 35963;

    /// A contactless storage card as PC/SC part 3 names it (MIFARE Classic 1K).
    private static final byte[] ATR = HexFormat.of().parseHex("3B8F8001804F0CA000000306030001000000006A");

    private static final byte[] GET_UID = {(byte) 0xFF, (byte) 0xCA, 0, 0, 0};
    private static final byte[] NOT_SUPPORTED = {0x6A, (byte) 0x81};
    private static final int TELL_ATR = 4;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private final Socket socket;
    private final byte[] answer;
    private final boolean fleeting;
    private final CountDownLatch asked = new CountDownLatch(1);

    private VirtualCard(Socket socket, byte[] answer, boolean fleeting) {
        this.socket = socket;
        this.answer = answer;
        this.fleeting = fleeting;
    }

    /// Lays a card with this UID on the reader.
    public static VirtualCard lay(int port, byte[] uid) throws IOException {
        byte[] answer = Arrays.copyOf(uid, uid.length + 2);
        answer[uid.length] = (byte) 0x90;
        return laid(port, answer, false);
    }

    /// Lays a card that refuses to tell a UID.
    public static VirtualCard layUnreadable(int port) throws IOException {
        return laid(port, NOT_SUPPORTED, false);
    }

    /// Lays a card that is pulled away while the reader asks for its UID.
    public static VirtualCard layFleeting(int port) throws IOException {
        return laid(port, NOT_SUPPORTED, true);
    }

    private static VirtualCard laid(int port, byte[] answer, boolean fleeting) throws IOException {
        VirtualCard card = new VirtualCard(connect(port), answer, fleeting);
        Thread.ofVirtual().name("virtual-card").start(card::converse);
        return card;
    }

    /// vpcd takes the next card only after it noticed that the last one left, so a refused connection is
    /// tried again.
    private static Socket connect(int port) throws IOException {
        long giveUpAt = System.nanoTime() + LONGEST_CONNECT.toNanos();
        while (true) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException refused) {
                socket.close();
                if (System.nanoTime() > giveUpAt) {
                    throw new IOException("no virtual card reader listens on port " + port, refused);
                }
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the card was laid on the reader");
            }
        }
    }

    /// Waits until a reader asked for the UID.
    ///
    /// @return false if none did in time
    public boolean awaitAsked(Duration longest) throws InterruptedException {
        return asked.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void converse() {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                byte[] message = in.readNBytes(in.readUnsignedShort());
                if (message.length == 1) {
                    if (message[0] == TELL_ATR) {
                        send(out, ATR);
                    }
                } else if (message.length > 1) {
                    boolean uid = Arrays.equals(message, GET_UID);
                    if (uid && fleeting) {
                        asked.countDown();
                        close();
                        return;
                    }
                    send(out, uid ? answer : NOT_SUPPORTED);
                    if (uid) {
                        asked.countDown();
                    }
                }
            }
        } catch (IOException _) {
            // The card was taken away, or pcscd ended: either way this card is no longer on a reader.
            close();
        }
    }

    private static void send(DataOutputStream out, byte[] body) throws IOException {
        byte[] message = new byte[body.length + 2];
        message[0] = (byte) (body.length >>> 8);
        message[1] = (byte) body.length;
        System.arraycopy(body, 0, message, 2, body.length);
        out.write(message);
        out.flush();
    }

    /// Takes the card off the reader.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // A card that is off the reader already is off the reader.
        }
    }
}
