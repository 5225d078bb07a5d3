package org.hongting.central.console;

import java.util.Optional;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.Years;
import org.hongting.central.study.LearningLedger;
import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Learning time for scripts.
@RestController
class ApiStudyController {
    private static final long SECOND = 1_000;

    private final Database database;
    private final Members members;
    private final LearningLedger ledger;

    ApiStudyController(Database database, Members members, LearningLedger ledger) {
        this.database = database;
        this.members = members;
        this.ledger = ledger;
    }

    /// A member's year.
    ///
    /// @param credited seconds, each of them once
    /// @param proven seconds of those that lie between two pieces of evidence
    /// @param hours credit hours (学时), as the console shows them
    record YearAnswer(String member, int year, long credited, long proven, String hours) {}

    @GetMapping("/api/study/{member}")
    YearAnswer year(@PathVariable String member, @RequestParam(required = false) @Nullable Integer year) {
        Member found = MemberPath.find(database, members, member);
        int wanted = Optional.ofNullable(year).orElseGet(ledger::thisYear);
        if (!Years.isMeant(wanted)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        LearningLedger.Year known = database.reading(transaction -> ledger.year(transaction, found.id(), wanted));
        return new YearAnswer(
                member,
                wanted,
                known.total().share().total() / SECOND,
                known.total().share().proven() / SECOND,
                known.total().hours());
    }
}
