package org.hongting.kiosk.lesson;

import java.util.List;
import java.util.stream.Collectors;
import org.hongting.protocol.study.ReadingPace;

/// One part of a text: what is read as a whole, and counted as seen as a whole.
public sealed interface Block {
    /// @param level 1 for the largest
    record Heading(int level, List<Run> runs) implements Block {
        public Heading {
            runs = List.copyOf(runs);
        }
    }

    record Paragraph(List<Run> runs) implements Block {
        public Paragraph {
            runs = List.copyOf(runs);
        }
    }

    /// @param depth 0 for the outermost list
    /// @param mark what stands before it
    record Item(int depth, String mark, List<Run> runs) implements Block {
        public Item {
            runs = List.copyOf(runs);
        }
    }

    record Quotation(List<Run> runs) implements Block {
        public Quotation {
            runs = List.copyOf(runs);
        }
    }

    /// A picture of the course.
    ///
    /// @param path its file in the course
    /// @param words what it shows
    record Picture(String path, String words) implements Block {}

    /// A line across the page.
    record Rule() implements Block {}

    /// The words of it.
    default List<Run> runs() {
        return switch (this) {
            case Heading heading -> heading.runs;
            case Paragraph paragraph -> paragraph.runs;
            case Item item -> item.runs;
            case Quotation quotation -> quotation.runs;
            case Picture _, Rule _ -> List.of();
        };
    }

    /// Signs that are read, without what stands between them.
    default int characters() {
        return runs().stream()
                .mapToInt(run -> (int) run.text()
                        .codePoints()
                        .filter(Character::isLetterOrDigit)
                        .count())
                .sum();
    }

    /// The Chinese characters whose reading takes as long.
    default int signs() {
        return ReadingPace.signs(runs().stream().map(Run::text).collect(Collectors.joining()));
    }
}
