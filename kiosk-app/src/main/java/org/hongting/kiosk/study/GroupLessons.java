package org.hongting.kiosk.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;
import org.jspecify.annotations.Nullable;

/// Which lessons stood before a group, and when, in milliseconds of the machine's monotonic clock. What was seen is
/// kept by the minute: whoever came later is not told to have seen what went before, to the minute.
final class GroupLessons {
    private static final long BUCKET = 60_000;

    /// Another page begins another one, but not for whoever leafs through.
    private static final long SHORT_BUCKET = 5_000;

    /// So long it is at most not told of the time while somebody is there.
    private static final long LONGEST = 3 * GroupDesk.EVERY.toMillis();

    private final List<Shown> shown;
    private final VisitedPage page = new VisitedPage();
    private int place;
    private long passedAt;

    /// A lesson that stood before them.
    ///
    /// @param of how many parts it has
    /// @param until absent while it stands there
    record Shown(
            @JsonProperty(required = true) StudyFact.LessonName name,
            @JsonProperty(required = true) int of,
            @JsonProperty(required = true) long from,
            @Nullable Long until,
            @JsonProperty(required = true) List<Seen> seen) {
        Shown {
            seen = List.copyOf(seen);
        }

        private boolean isOf(StudyFact.LessonName lesson, int parts) {
            return until == null && name.equals(lesson) && of == parts;
        }

        private long end(long otherwise) {
            return until == null ? otherwise : Math.min(until, otherwise);
        }

        /// What stood there when they came counts too: a page may stand for minutes.
        private StudyFact.Reading reading(long begin, long end) {
            int first = 0;
            for (int i = 0; i < seen.size(); i++) {
                if (seen.get(i).at() <= begin) {
                    first = i;
                }
            }
            Coverage together = Coverage.NONE;
            int place = 0;
            for (Seen one : seen.subList(first, seen.size())) {
                if (one.at() < end) {
                    together = together.and(one.coverage());
                    place = one.place();
                }
            }
            return new StudyFact.Reading(Math.min(place, of), of, together);
        }
    }

    /// What was seen within a minute, and where it stood at its end.
    record Seen(
            @JsonProperty(required = true) long at,
            @JsonProperty(required = true) int place,
            @JsonProperty(required = true) Coverage coverage) {}

    /// Part of a stretch of time, with what stood there.
    record Piece(long from, long until, Optional<StudyFact.LessonName> lesson, Optional<StudyFact.Reading> reading) {}

    GroupLessons(List<Shown> shown) {
        this.shown = new ArrayList<>(shown);
    }

    List<Shown> shown() {
        return List.copyOf(shown);
    }

    /// A part of a lesson stands there now.
    void see(StudyFact.LessonName lesson, int of, Position position, boolean turned, long now) {
        pass(now);
        if (shown.isEmpty() || !shown.getLast().isOf(lesson, of)) {
            hide(now);
            shown.add(new Shown(lesson, of, now, null, List.of()));
            page.begin();
            page.turn(position.place());
        } else if (turned) {
            page.turn(position.place());
        }
        place = position.place();
        page.at(position);
        write(now);
    }

    /// Time has passed. What a machine slept is none.
    void pass(long now) {
        if (!shown.isEmpty() && shown.getLast().until() == null) {
            if (now - passedAt <= LONGEST) {
                // That they are there the roll call says, and not the screen.
                page.stands(now - passedAt);
                page.prove();
            }
            write(now);
        }
        passedAt = now;
    }

    private void write(long now) {
        Shown last = shown.getLast();
        List<Seen> seen = new ArrayList<>(last.seen());
        long bucket = !seen.isEmpty() && seen.getLast().place() == place ? BUCKET : SHORT_BUCKET;
        if (!seen.isEmpty() && now - seen.getLast().at() < bucket) {
            Seen minute = seen.removeLast();
            seen.add(new Seen(minute.at(), place, minute.coverage().and(page.seen())));
        } else if (seen.isEmpty()
                || !seen.getLast().coverage().holds(page.seen())
                || seen.getLast().place() != place) {
            seen.add(new Seen(now, place, page.seen()));
        }
        shown.removeLast();
        shown.add(new Shown(last.name(), last.of(), last.from(), null, seen));
    }

    /// No lesson stands there any more.
    void hide(long now) {
        pass(now);
        if (!shown.isEmpty() && shown.getLast().until() == null) {
            Shown last = shown.removeLast();
            if (now > last.from()) {
                shown.add(new Shown(last.name(), last.of(), last.from(), now, last.seen()));
            }
        }
    }

    /// What stood there before that moment is told of no more.
    void forgetBefore(long moment) {
        shown.removeIf(one -> one.until() != null && one.until() <= moment);
    }

    /// The stretch, cut where another lesson came.
    List<Piece> cut(long from, long until) {
        List<Piece> pieces = new ArrayList<>();
        long begin = from;
        for (Shown one : shown) {
            long start = Math.max(one.from(), begin);
            long end = one.end(until);
            if (start < end) {
                addPlain(pieces, begin, start);
                pieces.add(new Piece(start, end, Optional.of(one.name()), Optional.of(one.reading(start, end))));
                begin = end;
            }
        }
        addPlain(pieces, begin, until);
        return pieces;
    }

    private static void addPlain(List<Piece> pieces, long from, long until) {
        if (from < until) {
            pieces.add(new Piece(from, until, Optional.empty(), Optional.empty()));
        }
    }
}
