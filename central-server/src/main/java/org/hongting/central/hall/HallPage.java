package org.hongting.central.hall;

import java.util.List;
import java.util.stream.IntStream;
import org.hongting.central.draw.Draw;
import org.hongting.central.draw.DrawBook;

/// A page of a draw as a template wants it: what [DrawBook] knows without the units, and digits in groups that people
/// can compare.
///
/// @param from 1 for the first line that is shown
public record HallPage(DrawBook.Page page, String sought, int number, int found, int from, List<Line> lines) {
    static final int LINES = 50;
    static final int SOUGHT_CHARACTERS = 64;
    private static final int GROUP = 4;

    public HallPage {
        lines = List.copyOf(lines);
    }

    /// @param ticket whole, for the page's script
    public record Line(String name, String ticket, List<String> groups) {
        static Line of(DrawBook.Line line) {
            return new Line(line.name(), line.ticket(), HallPage.groups(line.ticket()));
        }
    }

    public record Won(String prize, Line line) {}

    /// @param sought what the lines shown have in their names or tickets
    /// @param wanted which page of them; the nearest one that is there is shown
    static HallPage of(DrawBook.Page page, String sought, int wanted) {
        List<DrawBook.Line> found = page.found(sought);
        int pages = Math.max(1, (found.size() + LINES - 1) / LINES);
        int number = Math.clamp(wanted, 1, pages);
        int start = (number - 1) * LINES;
        return new HallPage(
                page,
                sought,
                number,
                found.size(),
                start + 1,
                found.subList(start, Math.min(found.size(), start + LINES)).stream()
                        .map(Line::of)
                        .toList());
    }

    public Draw draw() {
        return page.draw();
    }

    public String state() {
        return draw().state().word();
    }

    public List<Won> won() {
        return page.won().stream()
                .map(won -> new Won(won.prize(), Line.of(won.line())))
                .toList();
    }

    public List<String> commitment() {
        return groups(draw().commitment().hex());
    }

    /// Empty while the list is open.
    public List<String> list() {
        return draw().closed().map(closed -> groups(closed.tickets().hex())).orElse(List.of());
    }

    /// Empty before the reveal.
    public List<String> secret() {
        return page.proof().map(proof -> groups(proof.secret().hex())).orElse(List.of());
    }

    public int to() {
        return from + lines.size() - 1;
    }

    public boolean hasMore() {
        return to() < found;
    }

    private static List<String> groups(String digits) {
        return IntStream.range(0, digits.length() / GROUP)
                .mapToObj(i -> digits.substring(i * GROUP, (i + 1) * GROUP))
                .toList();
    }
}
