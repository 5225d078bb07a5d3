package org.hongting.protocol.card;

import java.util.Arrays;
import java.util.List;

/// Which encoding a reader uses, told from cards whose identifiers are known: the rule behind the command
/// `cards learn`.
public sealed interface ReaderEncoding {
    /// One showing of a card that is known.
    ///
    /// @param typed what the reader made of it
    record Sample(String typed, CardUid known) {
        /// Neither is told.
        @Override
        public String toString() {
            return "Sample[" + typed.length() + " characters]";
        }
    }

    /// One encoding explains every sample.
    record Found(CardEncoding encoding) implements ReaderEncoding {}

    /// Several do, as with an identifier that reads the same from both ends: another card will tell.
    ///
    /// @param encodings two or more; all there are before the first sample
    record Ambiguous(List<CardEncoding> encodings) implements ReaderEncoding {
        public Ambiguous {
            encodings = List.copyOf(encodings);
        }
    }

    /// The reader leaves bytes out, so that two cards may look like one: it must be set to tell all of them.
    ///
    /// @param told how many bytes it tells
    /// @param of how many the card has
    record Shortened(int told, int of) implements ReaderEncoding {}

    /// None explains every sample: another card was held to the reader, the known number is written in another way,
    /// or the reader puts the bytes in an order of its own.
    record Unknown() implements ReaderEncoding {}

    static ReaderEncoding of(List<Sample> samples) {
        List<CardEncoding> explaining = Arrays.stream(CardEncoding.values())
                .filter(encoding -> samples.stream().allMatch(sample -> explains(encoding, sample)))
                .toList();
        boolean severalCards = samples.stream().map(Sample::known).distinct().count() > 1;
        List<CardEncoding> different = explaining.stream()
                .filter(encoding -> explaining.stream()
                        .noneMatch(other -> other.includes(encoding) || (severalCards && other.isPartOf(encoding))))
                .toList();
        if (different.size() == 1) {
            return new Found(different.getFirst());
        }
        return different.isEmpty() ? shortened(samples) : new Ambiguous(different);
    }

    private static boolean explains(CardEncoding encoding, Sample sample) {
        return encoding.parse(sample.typed()).filter(sample.known()::equals).isPresent();
    }

    /// One sample with fewer bytes than its card is enough: such a reader serves nobody.
    private static ReaderEncoding shortened(List<Sample> samples) {
        for (Sample sample : samples) {
            byte[] whole = sample.known().bytes();
            int told = Arrays.stream(CardEncoding.values())
                    .flatMap(encoding -> encoding.parse(sample.typed()).stream())
                    .mapToInt(read -> partOf(read.bytes(), whole))
                    .max()
                    .orElse(0);
            if (told > 0) {
                return new Shortened(told, whole.length);
            }
        }
        return new Unknown();
    }

    /// How many bytes of a card were read, side by side in one order or the other; 0 where it is not part of the
    /// card, or all of it. A zero at either end may stand for a byte that was left out.
    private static int partOf(byte[] read, byte[] whole) {
        int from = read[0] == 0 ? 1 : 0;
        int to = read[read.length - 1] == 0 ? read.length - 1 : read.length;
        for (byte[] told : List.of(read, Arrays.copyOfRange(read, from, read.length), Arrays.copyOf(read, to))) {
            if (told.length < whole.length && (contains(whole, told) || contains(whole, CardEncoding.reversed(told)))) {
                return told.length;
            }
        }
        return 0;
    }

    private static boolean contains(byte[] whole, byte[] part) {
        for (int start = 0; start + part.length <= whole.length; start++) {
            if (Arrays.equals(whole, start, start + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
