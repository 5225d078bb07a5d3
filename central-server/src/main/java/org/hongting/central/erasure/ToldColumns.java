package org.hongting.central.erasure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// A column of which a person is told what stands in it. Every table that names a member has its line, and a test
/// compares them with the store: who adds a column decides here whether it says something about somebody.
///
/// @param name as the store has it
record ToldColumns(String name, Kind kind) {
    enum Kind {
        TEXT,
        NUMBER,
        /// A hash: it names something else.
        BYTES,
        /// Text that is stored as bytes.
        WORDS
    }

    /// `name` is text, `name#` a number, `name*` bytes, `name~` text that is stored as bytes, `-name` is not told:
    /// keys, seals and keyed hashes.
    private static final String LINES = """
            member: id name student_number branch status shown_in_full# badge_from# added_at
            member_charge: member set_at set_by
            meeting_member: meeting member
            member_preference: member language large_type# set_at
            personal_meeting: member starts_at meeting expected# state
            card: -blind_index member -sealed added_at added_by suspended_at suspended_for confirmed_at \
                confirmed_by
            card_past: id# member -blind_index -sealed added_at added_by ended_at ended_by replaced_by
            card_binding: id# terminal epoch seq# member -card_hash -sealed credential confirmed_by bound_at \
                state why decided_at decided_by
            badge: member serial# last_day issued_at issued_by revoked_at revoked_by
            member_pin: member -sealed set_at set_by
            phone: id# member number# -public_key name enrolled_at way vouched_by removed_at removed_by \
                suspended_at suspended_for confirmed_at confirmed_by
            phone_asked: phone# at#
            phone_link: -hash member made_at made_by expires_at used_at
            phone_password: member -hash set_at
            attendance_request: id# meeting member kind reason note asked_at state answered_at answered_by \
                answer
            leave_wish_refused: meeting member why refused_at
            study_interval: terminal epoch seq# session member course edition# lesson boot mono_from# \
                mono_until# mono_proven# wall quality record_boot record_mono# from_at# until_at# certainty cause \
                credential simulated# led_by shown place# parts# seen
            study_lesson: member course lesson edition# place# parts# seen credited# last_at# seen_parts# \
                most_at# whole_at#
            study_meeting: member meeting from_at# until_at# certainty left_seen#
            study_correction: ordinal# epoch seq# member from_at# until_at# verdict reason note* ruled_by \
                ruled_at
            study_off_site: epoch seq# member from_at# until_at# kind note* asked_by asked_at granted# \
                decided_by decided_at
            study_day: member day# met# grouped# alone# off_site# proven#
            study_month: member month# met# grouped# alone# off_site# proven#
            study_standing: member role exempt set_by set_at
            study_plan_part: plan kind value
            quiz_team_member: quiz member team
            quiz_attempt_due: terminal attempt member due_at
            quiz_mark: terminal attempt member question place# points# keyed# answer used# took#
            quiz_attempt: terminal attempt member epoch seq# quiz round course bank marked# paper_fits# points# \
                out_of# keyed# ending used# ignored#
            quiz_attempt_ruling: ordinal# epoch seq# attempt member counts# note* ruled_by ruled_at
            quiz_begun: terminal epoch seq# attempt member course bank quiz round paper asked# credential \
                simulated# boot mono# wall quality received_at
            quiz_answer: terminal epoch seq# attempt member question answer used#
            quiz_ended: terminal epoch seq# attempt member ending points# out_of# used# breaks#
            ruling_note: -hash -salt text~
            arrival: terminal epoch seq# meeting member repeated# credential device simulated# boot mono# wall \
                quality departed# phone# step# marked_by mark_reason
            voided_arrival: terminal void_epoch void_seq# epoch seq# meeting member reason voided_by
            meeting_expected: meeting member
            ruling: ordinal# meeting member verdict reason note* ruled_by ruled_at
            draw_ticket: draw ticket member
            erasure: member erased_at erased_by reason went version# late# late_at swept_at
            """;

    private static final Map<String, List<String>> COLUMNS = LINES.lines()
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toMap(
                    line -> line[0].strip(), line -> List.of(line[1].strip().split(" +", -1))));

    static final List<ToldColumns> AUDIT = List.of(
            new ToldColumns("at", Kind.TEXT),
            new ToldColumns("actor", Kind.TEXT),
            new ToldColumns("action", Kind.TEXT),
            new ToldColumns("detail", Kind.TEXT));

    static List<ToldColumns> of(String table) {
        return columns(table).stream()
                .filter(word -> !word.startsWith("-"))
                .map(ToldColumns::read)
                .toList();
    }

    private static ToldColumns read(String word) {
        String name = word.substring(0, word.length() - 1);
        return switch (word.charAt(word.length() - 1)) {
            case '#' -> new ToldColumns(name, Kind.NUMBER);
            case '*' -> new ToldColumns(name, Kind.BYTES);
            case '~' -> new ToldColumns(name, Kind.WORDS);
            default -> new ToldColumns(word, Kind.TEXT);
        };
    }

    static String selected(List<ToldColumns> columns) {
        return columns.stream().map(ToldColumns::name).collect(Collectors.joining(", "));
    }

    /// Like `card.sealed`, in order.
    static List<String> withheld() {
        return COLUMNS.entrySet().stream()
                .flatMap(table -> table.getValue().stream()
                        .filter(word -> word.startsWith("-"))
                        .map(word -> table.getKey() + "." + word.substring(1)))
                .sorted()
                .toList();
    }

    /// All names of columns, told and withheld, by table.
    static Map<String, List<String>> all() {
        Map<String, List<String>> all = new HashMap<>();
        COLUMNS.forEach((table, words) -> all.put(
                table, words.stream().map(word -> word.replaceAll("[-#*~]", "")).toList()));
        return all;
    }

    private static List<String> columns(String table) {
        return Objects.requireNonNull(COLUMNS.get(table), table);
    }
}
