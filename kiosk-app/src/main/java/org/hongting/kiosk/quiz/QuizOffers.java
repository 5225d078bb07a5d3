package org.hongting.kiosk.quiz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.document.PersonalEntry.Tries;
import org.hongting.protocol.document.PersonalEntry.WrongAnswer;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.document.RankEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// What one member may answer now, by the terminal's clock and by what it knows.
record QuizOffers(QuizTables tables, Banks banks, PersonalEntries personal) {
    QuizHome home(Transaction transaction, KnownMember member, ClockReading now) {
        MemberId id = member.attendee().member();
        List<QuizEntry> quizzes = tables.quizzes().of(transaction, member);
        List<QuizHome.Offer> offers = new ArrayList<>();
        for (QuizEntry quiz : quizzes) {
            Optional<QuizHome.Reached> last = last(transaction, id, quiz).map(QuizHome.Reached::of);
            QuizHome.State state = state(transaction, id, quiz, now);
            boolean ofUse = !(state instanceof QuizHome.State.Over)
                    || last.isPresent()
                    || quiz.kind() == QuizEntry.Kind.CONTEST;
            if (ofUse) {
                offers.add(new QuizHome.Offer(quiz, state, last));
            }
        }
        offers.sort(Comparator.comparingInt(offer -> rank(offer.state())));
        List<WrongAnswer> wrong = wrong(transaction, id);
        List<QuizHome.Practice> practice = banks.all(now.wall().toLocalDate()).stream()
                .map(bank -> new QuizHome.Practice(
                        bank,
                        (int) wrong.stream()
                                .filter(one -> one.course().equals(bank.course().id()))
                                .count(),
                        isContested(transaction, bank.digest(), now)))
                .toList();
        int here = practice.stream().mapToInt(QuizHome.Practice::wrong).sum();
        return new QuizHome(offers, practice, here);
    }

    private static int rank(QuizHome.State state) {
        return switch (state) {
            case QuizHome.State.Running _ -> 0;
            case QuizHome.State.Ready _ -> 1;
            case QuizHome.State.Soon _ -> 2;
            case QuizHome.State.Missing _ -> 3;
            case QuizHome.State.Spent _ -> 4;
            case QuizHome.State.Over _ -> 5;
        };
    }

    QuizHome.State state(Transaction transaction, MemberId member, QuizEntry quiz, ClockReading now) {
        Optional<Attempt> running = tables.attempts().open(transaction, member, quiz.id());
        if (running.isPresent()) {
            Attempt attempt = running.get();
            return new QuizHome.State.Running(
                    attempt.isTimed()
                            ? Optional.of(Duration.ofMillis(attempt.terms().limit() - attempt.used(now, false)))
                            : Optional.empty());
        }
        if (isOver(quiz, now)) {
            return new QuizHome.State.Over();
        }
        if (quiz.opens() != null && now.wall().isBefore(quiz.opens())) {
            return new QuizHome.State.Soon(Duration.between(now.wall(), quiz.opens()));
        }
        if (banks.find(quiz.bank()).isEmpty()) {
            return new QuizHome.State.Missing();
        }
        Integer most = quiz.attempts();
        if (most == null) {
            return new QuizHome.State.Ready(Optional.empty());
        }
        int left = most - attempts(transaction, member, quiz, now);
        return left > 0 ? new QuizHome.State.Ready(Optional.of(left)) : new QuizHome.State.Spent();
    }

    static boolean isOver(QuizEntry quiz, ClockReading now) {
        return quiz.closes() != null && !now.wall().isBefore(quiz.closes());
    }

    /// Whether a contest takes its questions from there just now: then nobody looks at its key. A clock that is only
    /// guessed cannot say when that is, so any contest that was told counts then.
    boolean isContested(Transaction transaction, Digest bank, ClockReading now) {
        return tables.quizzes().all(transaction).stream()
                .anyMatch(quiz -> quiz.kind() == QuizEntry.Kind.CONTEST
                        && quiz.bank().equals(bank)
                        && (now.quality() == ClockQuality.GUESSED || isRunning(quiz, now)));
    }

    /// Why nobody is shown what was right in an attempt; empty where they may see it. The key of a contest is not to be
    /// had from another quiz of its bank, and nobody looks answers up while a paper from it waits for them.
    Optional<QuizReply.Secret> secret(
            Transaction transaction, Attempt attempt, Optional<QuizEntry> quiz, ClockReading now) {
        Digest bank = attempt.begun().bank();
        boolean own =
                attempt.isContest() && quiz.filter(one -> isSecret(one, now)).isPresent();
        if (own || isContested(transaction, bank, now)) {
            return Optional.of(QuizReply.Secret.CONTEST);
        }
        return isUnfinished(transaction, attempt.begun().member(), bank)
                ? Optional.of(QuizReply.Secret.UNFINISHED)
                : Optional.empty();
    }

    /// Whether a paper from a bank waits for a member, or is before them.
    boolean isUnfinished(Transaction transaction, MemberId member, Digest bank) {
        return tables.attempts().open(transaction, member).stream()
                .anyMatch(attempt ->
                        !attempt.isPractice() && attempt.begun().bank().equals(bank));
    }

    private static boolean isRunning(QuizEntry quiz, ClockReading now) {
        return quiz.opens() != null && !now.wall().isBefore(quiz.opens()) && !isOver(quiz, now);
    }

    /// Whether what is right in it may be shown: never before the end, and not while the clock only guesses.
    private static boolean isSecret(QuizEntry quiz, ClockReading now) {
        return now.quality() == ClockQuality.GUESSED || !isOver(quiz, now);
    }

    /// How many tries are used up; on this day, where it counts by days. That is what the centre
    /// counts of all terminals, and what was begun here after the last attempt that it had judged
    /// when it said so: it hears of one terminal in order, and nobody begins anew here before the
    /// attempt before has ended.
    private int attempts(Transaction transaction, MemberId member, QuizEntry quiz, ClockReading now) {
        boolean daily = quiz.kind() == QuizEntry.Kind.DAILY;
        Optional<Tries> told = personal.find(transaction, member)
                .flatMap(entry -> entry.tries(quiz.id(), daily ? now.wall().toLocalDate() : null));
        long since = tables
                .attempts()
                .latestFirst(transaction, member, quiz.id(), daily ? Optional.of(day(now)) : Optional.empty())
                .stream()
                .takeWhile(attempt -> told.filter(one -> one.names(attempt)).isEmpty())
                .count();
        return told.map(Tries::used).orElse(0) + (int) since;
    }

    /// Which time the next attempt is, counted here.
    String round(Transaction transaction, MemberId member, QuizEntry quiz, ClockReading now) {
        return quiz.kind() == QuizEntry.Kind.DAILY
                ? day(now)
                : String.valueOf(tables.attempts()
                                .latestFirst(transaction, member, quiz.id(), Optional.empty())
                                .size()
                        + 1);
    }

    static String day(ClockReading now) {
        return now.wall().toLocalDate().toString();
    }

    /// The last attempt that is over.
    Optional<Attempt> last(Transaction transaction, MemberId member, QuizEntry quiz) {
        return tables.attempts().last(transaction, member, quiz.id());
    }

    List<WrongAnswer> wrong(Transaction transaction, MemberId member) {
        return tables.wrong().of(transaction, member, personal.find(transaction, member));
    }

    /// The member's own place cannot be read off a masked name: the centre says it, or what they reached here does.
    Ranking ranking(Transaction transaction, KnownMember member, QuizEntry quiz) {
        MemberId id = member.attendee().member();
        List<RankEntry> all = tables.ranks().of(transaction, quiz.id());
        List<RankEntry> people =
                all.stream().filter(entry -> entry.people() == null).toList();
        List<RankEntry> groups =
                all.stream().filter(entry -> entry.people() != null).toList();
        Optional<Integer> place = personal.find(transaction, id).map(PersonalEntry::quizzes).stream()
                .flatMap(List::stream)
                .filter(one -> one.quiz().equals(quiz.id()))
                .flatMap(one -> Optional.ofNullable(one.place()).stream())
                .findFirst();
        Optional<Attempt> last = last(transaction, id, quiz);
        Optional<String> own = people.stream()
                .filter(entry -> entry.name().equals(member.attendee().name()))
                .filter(entry -> place.filter(known -> known == entry.place()).isPresent()
                        || last.filter(attempt -> attempt.score().equals(entry.score())
                                        && attempt.watch().used() == entry.used())
                                .isPresent())
                .map(RankEntry::id)
                .findFirst();
        return new Ranking(people, groups, tables.ranks().age(transaction, quiz.id()), own);
    }
}
