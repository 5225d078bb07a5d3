package org.hongting.kiosk.cards;

import org.hongting.protocol.card.CardEncoding;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `cards`: what has to do with the numbers of cards. Its one command so far is [LearnCommand].
@Command(
        name = "cards",
        mixinStandardHelpOptions = true,
        description = "Finds out how a reader that types writes card numbers.",
        subcommands = LearnCommand.class)
public final class CardsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine(new CardsCommand()).execute(arguments));
    }

    static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .registerConverter(SerialPlace.class, SerialPlace::parse)
                .registerConverter(CardEncoding.class, CardsCommand::encoding);
    }

    /// @throws TypeConversionException if the word names no encoding
    public static CardEncoding encoding(String word) {
        return CardEncoding.named(word)
                .orElseThrow(() -> new TypeConversionException(
                        "the encodings of card numbers are " + String.join(", ", CardEncoding.words())));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "cards does nothing by itself: 'cards learn'");
    }
}
