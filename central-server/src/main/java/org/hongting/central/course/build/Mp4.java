package org.hongting.central.course.build;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what an MP4 file (ISO/IEC 14496-12) says of itself, where no ffprobe is installed: codecs, size, length.
final class Mp4 {
    private static final Set<String> HOLDERS = Set.of("moov", "trak", "mdia", "minf", "stbl");
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int BOXES = 100_000;

    private String video = "";
    private String audio = "";
    private int width;
    private int height;
    private double seconds;
    private int boxes;

    private Mp4() {}

    /// @return nothing where it is no MP4 file
    static Optional<FilmCheck.Facts> facts(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer movie = movie(channel);
            if (movie == null) {
                return Optional.empty();
            }
            Mp4 read = new Mp4();
            read.boxes(movie);
            if (read.video.isEmpty() && read.audio.isEmpty()) {
                return Optional.empty();
            }
            // How many pictures a second, and in which form, stands too deep: taken on trust.
            return Optional.of(
                    new FilmCheck.Facts("mp4", read.video, read.audio, read.width, read.height, 0, true, read.seconds));
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /// The box that describes the film, wherever in the file it stands.
    private static @Nullable ByteBuffer movie(FileChannel channel) throws IOException {
        long at = 0;
        for (int i = 0; i < BOXES && at + HEADER <= channel.size(); i++) {
            ByteBuffer header = ByteBuffer.allocate(LONG_HEADER);
            channel.read(header, at);
            header.flip();
            long size = Integer.toUnsignedLong(header.getInt());
            String type = type(header);
            if (size == 1 && header.remaining() >= Long.BYTES) {
                size = header.getLong();
            }
            if ((i == 0 && !type.equals("ftyp")) || size < HEADER) {
                return null;
            }
            if (type.equals("moov") && size <= MOST_BYTES) {
                ByteBuffer movie = ByteBuffer.allocate((int) size - HEADER);
                while (movie.hasRemaining() && channel.read(movie, at + HEADER + movie.position()) > 0) {}
                return movie.flip();
            }
            at += size;
        }
        return null;
    }

    private static String type(ByteBuffer from) {
        byte[] type = new byte[4];
        from.get(type);
        return new String(type, US_ASCII);
    }

    private void boxes(ByteBuffer within) {
        while (within.remaining() >= HEADER && boxes++ < BOXES) {
            int size = within.getInt();
            String type = type(within);
            if (size < HEADER || size - HEADER > within.remaining()) {
                return;
            }
            ByteBuffer content = within.slice(within.position(), size - HEADER);
            within.position(within.position() + size - HEADER);
            if (HOLDERS.contains(type)) {
                boxes(content);
            } else if (type.equals("mvhd")) {
                length(content);
            } else if (type.equals("stsd")) {
                codec(content);
            }
        }
    }

    private void length(ByteBuffer header) {
        boolean isLong = header.get(0) == 1;
        long scale = Integer.toUnsignedLong(header.getInt(isLong ? 20 : 12));
        long length = isLong ? header.getLong(24) : Integer.toUnsignedLong(header.getInt(16));
        seconds = scale == 0 ? 0 : (double) length / scale;
    }

    private void codec(ByteBuffer description) {
        if (description.remaining() < 2 * HEADER) {
            return;
        }
        description.position(12);
        String codec = type(description);
        switch (codec) {
            case "avc1", "avc3" -> {
                video = "h264";
                width = Short.toUnsignedInt(description.getShort(8 + HEADER + 24));
                height = Short.toUnsignedInt(description.getShort(8 + HEADER + 26));
            }
            case "mp4a" -> audio = "aac";
            case "hvc1", "hev1", "vp09", "av01", "mp4v" -> video = codec;
            default -> {}
        }
    }
}
