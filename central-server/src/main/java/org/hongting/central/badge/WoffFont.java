package org.hongting.central.badge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A font that was packed for the web (WOFF 1.0), unpacked into the form that documents embed: the same tables, each
/// inflated, behind a directory without the packed lengths.
final class WoffFont {
    private static final int SIGNATURE = 0x774F4646;
    private static final int HEADER = 44;
    private static final int ENTRY = 20;
    private static final int SFNT_HEADER = 12;
    private static final int SFNT_ENTRY = 16;

    private WoffFont() {}

    /// @return an sfnt file (TrueType)
    /// @throws IOException if the bytes are no such font
    static byte[] unpack(InputStream woff) throws IOException {
        ByteBuffer packed = ByteBuffer.wrap(woff.readAllBytes());
        if (packed.remaining() < HEADER || packed.getInt(0) != SIGNATURE) {
            throw new IOException("not a WOFF font");
        }
        int flavour = packed.getInt(4);
        int tables = Short.toUnsignedInt(packed.getShort(12));
        ByteBuffer directory = ByteBuffer.allocate(SFNT_HEADER + tables * SFNT_ENTRY);
        int power = 31 - Integer.numberOfLeadingZeros(tables);
        directory
                .putInt(flavour)
                .putShort((short) tables)
                .putShort((short) (SFNT_ENTRY << power))
                .putShort((short) power)
                .putShort((short) (SFNT_ENTRY * tables - (SFNT_ENTRY << power)));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int table = 0; table < tables; table++) {
            int at = HEADER + table * ENTRY;
            byte[] content = table(packed, packed.getInt(at + 4), packed.getInt(at + 8), packed.getInt(at + 12));
            directory
                    .putInt(packed.getInt(at))
                    .putInt(packed.getInt(at + 16))
                    .putInt(directory.capacity() + body.size())
                    .putInt(content.length);
            body.write(content);
            body.write(new byte[(4 - content.length % 4) % 4]);
        }
        return ByteBuffer.allocate(directory.capacity() + body.size())
                .put(directory.array())
                .put(body.toByteArray())
                .array();
    }

    private static byte[] table(ByteBuffer packed, int offset, int length, int originalLength) throws IOException {
        byte[] stored = new byte[length];
        packed.get(offset, stored);
        if (length == originalLength) {
            return stored;
        }
        byte[] content = new byte[originalLength];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(stored);
            if (inflater.inflate(content) != originalLength) {
                throw new IOException("a table of the font is cut off");
            }
            return content;
        } catch (DataFormatException e) {
            throw new IOException("a table of the font is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
