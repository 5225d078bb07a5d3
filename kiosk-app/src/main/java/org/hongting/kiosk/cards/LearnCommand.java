package org.hongting.kiosk.cards;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hongting.device.DeviceException;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.card.ReaderEncoding;
import org.hongting.protocol.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cards learn`: asks for a card whose number is known and for it to be read, until one encoding explains what the
/// reader typed. Questions go to stderr, the answer to stdout; no card number is printed or kept.
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        description = {
            "Finds out in which encoding a reader types card numbers.",
            "Asks for the number of a card that is known, as the school's list has it, and then for the same card to be"
                    + " held to the reader. The answer is the word for 'kiosk --typed-cards' and for an import."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:one encoding explains every card",
            "1:none does, several still do, or the reader leaves bytes out",
            "2:wrong usage"
        })
final class LearnCommand implements Callable<Integer> {
    private final InputStream in;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--known-as",
            paramLabel = "ENCODING",
            defaultValue = "hex",
            description = "How the known numbers are written (default: ${DEFAULT-VALUE}).")
    private CardEncoding knownAs = CardEncoding.HEX;

    @Option(
            names = "--serial",
            paramLabel = "LINE[@BAUD]",
            description = "The reader is on this serial line; without it, it types on the keyboard.")
    private @Nullable SerialPlace serial;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /// For the command line.
    LearnCommand() {
        this(System.in);
    }

    LearnCommand(InputStream in) {
        this.in = in;
    }

    /// What `--json` prints.
    ///
    /// @param verdict `found`, `ambiguous`, `shortened` or `unknown`
    /// @param encoding the one that was found
    /// @param possible those that are left when another card is wanted
    private record Answer(
            String verdict,
            @Nullable String encoding,
            List<String> possible,
            int bytesTold,
            int bytesOfCard,
            int cards) {}

    @Override
    public Integer call() throws DeviceException {
        PrintWriter prompts = spec.commandLine().getErr();
        Keys keys = new Keys(new BufferedReader(new InputStreamReader(in, UTF_8)));
        if (serial == null) {
            return tell(new Learning(keys, keys, prompts, knownAs).run());
        }
        try (SerialReads reads = new SerialReads(serial, prompts)) {
            return tell(new Learning(keys, reads, prompts, knownAs).run());
        }
    }

    private int tell(Learning.Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? Json.writeText(answer(outcome)) : words(outcome.encoding()));
        out.flush();
        return outcome.encoding() instanceof ReaderEncoding.Found ? 0 : 1;
    }

    private static Answer answer(Learning.Outcome outcome) {
        int cards = outcome.cards();
        return switch (outcome.encoding()) {
            case ReaderEncoding.Found(CardEncoding encoding) ->
                new Answer("found", encoding.word(), List.of(), 0, 0, cards);
            case ReaderEncoding.Ambiguous(List<CardEncoding> encodings) ->
                new Answer("ambiguous", null, wordsOf(encodings), 0, 0, cards);
            case ReaderEncoding.Shortened(int told, int of) ->
                new Answer("shortened", null, List.of(), told, of, cards);
            case ReaderEncoding.Unknown _ -> new Answer("unknown", null, List.of(), 0, 0, cards);
        };
    }

    private static String words(ReaderEncoding encoding) {
        return switch (encoding) {
            case ReaderEncoding.Found(CardEncoding found) -> """
                    %1$s
                      terminal: ./hongting kiosk --typed-cards %1$s
                      import:   choose %1$s for a file that this reader filled""".formatted(found.word());
            case ReaderEncoding.Ambiguous(List<CardEncoding> encodings) ->
                "not decided yet: " + String.join(", ", wordsOf(encodings)) + "; another card will tell";
            case ReaderEncoding.Shortened(int told, int of) ->
                "the reader tells " + told + " of the card's " + of + " bytes, so two cards may look like one: set it"
                        + " to tell the whole number (its manual calls that Wiegand 34, 8H, 10D or full UID)";
            case ReaderEncoding.Unknown _ ->
                "no encoding explains it: was it the same card, and is its known number written as --known-as says?";
        };
    }

    private static List<String> wordsOf(List<CardEncoding> encodings) {
        return encodings.stream().map(CardEncoding::word).toList();
    }

    /// Where lines come from: people, and readers that type.
    @FunctionalInterface
    interface Lines {
        /// Waits for the next line.
        ///
        /// @return nothing where there will be none
        Optional<String> next();
    }
}
