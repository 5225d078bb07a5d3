package org.hongting.protocol.record;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The bytes of one line, without its line break. Lines are kept, hashed, signed and sent byte for byte, so this is
/// what the protocol passes around and no parsed form of it.
public final class Line {
    private final byte[] bytes;

    private Line(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @throws IllegalArgumentException if there is a line break in it
    public static Line of(byte[] bytes) {
        for (byte one : bytes) {
            if (one == '\n') {
                throw new IllegalArgumentException("a line has no line break in it");
            }
        }
        return new Line(bytes.clone());
    }

    /// The lines of a block in which line breaks stand between lines and not after the last.
    public static List<Line> split(byte[] block) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= block.length; i++) {
            if (i == block.length || block[i] == '\n') {
                lines.add(new Line(Arrays.copyOfRange(block, start, i)));
                start = i + 1;
            }
        }
        return lines;
    }

    /// The block that [#split] takes apart again.
    public static byte[] join(List<Line> lines) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                block.write('\n');
            }
            block.writeBytes(lines.get(i).bytes);
        }
        return block.toByteArray();
    }

    public int length() {
        return bytes.length;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Line line && Arrays.equals(bytes, line.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// The length only: a line may be personal.
    @Override
    public String toString() {
        return "Line[" + bytes.length + " bytes]";
    }
}
