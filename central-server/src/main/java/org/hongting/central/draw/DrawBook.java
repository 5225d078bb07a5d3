package org.hongting.central.draw;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// What everybody sees of a draw. A whole hall looks at the same moment, so a list is read once and kept while the draw
/// stands as it stood: whoever asks costs two short queries, however long the list is. Safe for use by many threads.
public final class DrawBook {
    /// Draws that are kept at a time: more halls than ever draw at once.
    private static final int KEPT = 8;

    /// So long a name may stand as it was: people marry, and move.
    private static final Duration AGE = Duration.ofMinutes(1);

    private final Database database;
    private final Clock clock;
    private final Map<DrawId, Opened> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DrawId, Opened> eldest) {
            return size() > KEPT;
        }
    };

    /// @param proof as it is sent
    private record Opened(Instant at, Page page, Optional<byte[]> proof) {}

    public DrawBook(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// One person's chance, as it may be shown.
    ///
    /// @param name masked
    /// @param branch for the console; no page for everybody shows it
    /// @param ticket 32 hexadecimal digits that say nothing about them
    public record Line(String name, String branch, String ticket) {}

    /// A prize and who has it.
    public record Won(String prize, Line line) {}

    /// A draw as it is published.
    ///
    /// @param lines by name; none while the list is open
    /// @param won nobody before the reveal
    /// @param proof empty before the reveal
    public record Page(Draw draw, List<Line> lines, List<Won> won, Optional<DrawProof> proof) {
        public Page {
            lines = List.copyOf(lines);
            won = List.copyOf(won);
        }

        /// Those whose name holds the words, or whose ticket begins with them.
        public List<Line> found(String words) {
            String sought = words.strip();
            String digits = sought.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
            return sought.isEmpty()
                    ? lines
                    : lines.stream()
                            .filter(line -> line.name().contains(sought)
                                    || line.ticket().startsWith(digits))
                            .toList();
        }
    }

    /// One after the other: the first reads the list, those who came at the same moment get what it read, and a hall
    /// full of phones takes one connection.
    public synchronized Optional<Page> open(DrawId id) {
        return find(id).map(Opened::page);
    }

    /// The proof as a file, made once like the list: nobody may write into it. Empty before the reveal.
    public synchronized Optional<byte[]> proof(DrawId id) {
        return find(id).flatMap(Opened::proof);
    }

    private Optional<Opened> find(DrawId id) {
        return database.reading(transaction -> Draws.find(transaction, id).map(draw -> opened(transaction, draw)));
    }

    private Opened opened(Transaction transaction, Draw draw) {
        Instant now = clock.instant();
        Opened opened = kept.get(draw.id());
        if (opened == null
                || !opened.page().draw().equals(draw)
                || !opened.at().plus(AGE).isAfter(now)) {
            Page page = read(transaction, draw);
            opened = new Opened(now, page, page.proof().map(DrawProof::write));
            kept.put(draw.id(), opened);
        }
        return opened;
    }

    private static Page read(Transaction transaction, Draw draw) {
        List<Line> lines =
                new ArrayList<>(draw.closed().isPresent() ? DrawTable.lines(transaction, draw.id()) : List.of());
        Optional<DrawProof> proof = Draws.proof(transaction, draw);
        List<Won> won = proof.map(drawn -> won(drawn, lines)).orElse(List.of());
        lines.sort(Comparator.comparing(Line::name).thenComparing(Line::branch).thenComparing(Line::ticket));
        return new Page(draw, lines, won, proof);
    }

    private static List<Won> won(DrawProof proof, List<Line> lines) {
        Map<String, Line> byTicket = new HashMap<>();
        lines.forEach(line -> byTicket.put(line.ticket(), line));
        List<Won> won = new ArrayList<>();
        for (int i = 0; i < proof.winners().size(); i++) {
            String ticket = proof.winners().get(i);
            won.add(new Won(proof.prizes().get(i), byTicket.getOrDefault(ticket, new Line("—", "", ticket))));
        }
        return won;
    }
}
