package org.hongting.central.console;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hongting.central.quiz.ContestBoard;
import org.hongting.central.quiz.Quiz;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/// A contest on the big screen of a hall: four numbers and one live ranking, with the names that may stand in a public
/// room.
@Controller
class ContestScreenController {
    /// Lines that can be read from the last row.
    private static final int LINES = 6;

    private final Database database;
    private final ContestBoard board;
    private final Clock clock;

    ContestScreenController(Database database, ContestBoard board, Clock clock) {
        this.database = database;
        this.board = board;
        this.clock = clock;
    }

    /// What the screen shows at a moment.
    ///
    /// @param at milliseconds since 1970, by the centre's clock
    /// @param average per cent
    /// @param best per cent
    /// @param opens as `at`
    /// @param closes as `at`
    record Shown(
            long at, int taken, int average, int best, long opens, long closes, List<Line> people, List<Line> groups) {}

    record Line(int place, String name, String score, long used) {}

    @GetMapping("/screen/contest/{id}")
    String screen(@PathVariable String id, Model model) {
        Quiz quiz = database.reading(transaction -> contest(transaction, id));
        model.addAttribute("quiz", quiz);
        model.addAttribute("ranksGroups", ContestBoard.ranksGroups(quiz));
        return "contest-screen";
    }

    @GetMapping("/screen/contest/{id}/now")
    @ResponseBody
    Shown now(@PathVariable String id) {
        return database.reading(transaction -> {
            Quiz quiz = contest(transaction, id);
            ContestBoard.Board standing = board.shown(transaction, quiz).board();
            return new Shown(
                    clock.millis(),
                    standing.people().size(),
                    standing.average(),
                    standing.best(),
                    quiz.opens().map(Instant::toEpochMilli).orElse(0L),
                    quiz.closes().map(Instant::toEpochMilli).orElse(0L),
                    lines(standing.first()),
                    lines(standing.groups()));
        });
    }

    private static List<Line> lines(List<ContestBoard.Place> places) {
        return places.stream()
                .limit(LINES)
                .map(place ->
                        new Line(place.place(), place.shownName(), place.score().percent() + "%", place.used()))
                .toList();
    }

    private static Quiz contest(Transaction transaction, String id) {
        Quiz quiz = QuizPath.find(transaction, id);
        if (!quiz.isContest()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return quiz;
    }
}
