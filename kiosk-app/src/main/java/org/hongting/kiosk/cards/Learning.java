package org.hongting.kiosk.cards;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.device.ScannerText;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.card.ReaderEncoding;

/// The questions of `cards learn`, one card after the other until the answer is clear or nobody answers.
final class Learning {
    private static final int MOST_CARDS = 8;

    private final LearnCommand.Lines people;
    private final LearnCommand.Lines reader;
    private final PrintWriter prompts;
    private final CardEncoding knownAs;
    private final List<ReaderEncoding.Sample> samples = new ArrayList<>();

    /// @param people who tell the numbers that are known
    /// @param reader what types the cards; may be the same keyboard
    Learning(LearnCommand.Lines people, LearnCommand.Lines reader, PrintWriter prompts, CardEncoding knownAs) {
        this.people = people;
        this.reader = reader;
        this.prompts = prompts;
        this.knownAs = knownAs;
    }

    /// @param cards how many were shown
    record Outcome(ReaderEncoding encoding, int cards) {}

    Outcome run() {
        while (samples.size() < MOST_CARDS) {
            Optional<CardUid> known = askForNumber();
            if (known.isEmpty()) {
                break;
            }
            say("Now hold that card to the reader (and press Enter if the reader does not).");
            Optional<String> typed = nextLine(reader);
            if (typed.isEmpty()) {
                break;
            }
            samples.add(new ReaderEncoding.Sample(ScannerText.strip(typed.get()), known.get()));
            ReaderEncoding encoding = ReaderEncoding.of(samples);
            if (!(encoding instanceof ReaderEncoding.Ambiguous(List<CardEncoding> left))) {
                return new Outcome(encoding, samples.size());
            }
            say("This card does not tell yet (" + left.size() + " encodings fit): take another, please.");
        }
        return new Outcome(ReaderEncoding.of(samples), samples.size());
    }

    private Optional<CardUid> askForNumber() {
        while (true) {
            say("Number of a card that is known (" + knownAs.word() + "):");
            Optional<String> line = nextLine(people);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            Optional<CardUid> known = knownAs.parse(line.get());
            if (known.isEmpty()) {
                say("That is no card number written as '" + knownAs.word() + "'; --known-as names another way.");
            } else if (known.get().isRandom()) {
                say("Such a card invents a new number at every tap: take another.");
            } else {
                return known;
            }
        }
    }

    /// Empty lines are nobody's: a reader may end with CR and LF, or a person press Enter twice.
    private static Optional<String> nextLine(LearnCommand.Lines lines) {
        Optional<String> line = lines.next();
        while (line.isPresent() && line.get().isEmpty()) {
            line = lines.next();
        }
        return line;
    }

    private void say(String sentence) {
        prompts.println(sentence);
        prompts.flush();
    }
}
