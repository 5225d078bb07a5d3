package org.hongting.central.course.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;

/// One question of a GIFT file.
final class GiftQuestion {
    /// What a backslash may stand before. Each becomes a sign that no text has, so that marks and signs are told apart.
    private static final String ESCAPED = "~=#{}:\\n";

    private static final char FIRST_MARK = '\uF8E0';
    private static final String GAP = "____";
    private static final String GENERAL = "####";
    private static final Pattern FORMAT = Pattern.compile("\\A\\s*\\[(html|moodle|plain|markdown)]");
    private static final Pattern WEIGHT = Pattern.compile("\\A\\s*%(-?\\d{1,3}(?:\\.\\d{1,9})?)%");
    private static final Pattern STATEMENT = Pattern.compile("(?is)\\A(T|TRUE|F|FALSE)\\s*(#.*)?\\z");

    private final int begun;
    private final String marked;
    private String name = "";
    private boolean isHtml;
    private boolean isNamedRight;

    private GiftQuestion(int begun, String marked) {
        this.begun = begun;
        this.marked = marked;
    }

    /// @param begun number of its first line
    static Asked read(int begun, String block) throws UnfitQuestion {
        return new GiftQuestion(begun, marked(block)).read();
    }

    private Asked read() throws UnfitQuestion {
        int from = afterNameAndFormat();
        int open = marked.indexOf('{', from);
        if (open < 0) {
            throw new UnfitQuestion(begun, Said.of(Sentence.GIFT_NO_ANSWERS));
        }
        int close = marked.indexOf('}', open);
        if (close < 0) {
            throw unfit(open, Said.of(Sentence.GIFT_OPEN_BRACE));
        }
        int second = marked.indexOf('{', close);
        if (second >= 0) {
            throw unfit(second, Said.of(Sentence.GIFT_TWO_GROUPS));
        }
        String after = marked.substring(close + 1);
        String text = said(marked.substring(from, open) + (after.isBlank() ? "" : GAP + after));
        return answered(text, marked.substring(open + 1, close), open);
    }

    private int afterNameAndFormat() throws UnfitQuestion {
        int from = 0;
        if (marked.startsWith("::")) {
            int end = marked.indexOf("::", 2);
            if (end < 0) {
                throw new UnfitQuestion(begun, Said.of(Sentence.GIFT_OPEN_NAME));
            }
            name = plain(marked.substring(2, end));
            from = end + 2;
        }
        Matcher format = FORMAT.matcher(marked.substring(from));
        if (format.find()) {
            isHtml = format.group(1).equals("html");
            from += format.end();
        }
        return from;
    }

    /// In the order in which Moodle tells kinds apart.
    private Asked answered(String text, String answers, int open) throws UnfitQuestion {
        int general = answers.indexOf(GENERAL);
        String explanation = general < 0 ? "" : said(answers.substring(general + GENERAL.length()));
        String body = general < 0 ? answers : answers.substring(0, general);
        Matcher statement = STATEMENT.matcher(body.strip());
        if (body.isBlank()) {
            throw unfit(open, Said.of(Sentence.GIFT_ESSAY));
        }
        if (body.strip().startsWith("#")) {
            throw unfit(open, Said.of(Sentence.GIFT_NUMERICAL));
        }
        if (body.indexOf('~') >= 0) {
            return choice(text, body, open, explanation);
        }
        if (body.contains("->")) {
            throw unfit(open, Said.of(Sentence.GIFT_MATCHING));
        }
        if (statement.matches()) {
            boolean isTrue = statement.group(1).toUpperCase(Locale.ROOT).startsWith("T");
            return Asked.statement(name, text, isTrue, withFeedback(explanation, statement.group(2)));
        }
        List<Weighed> weighed = weighed(body, open);
        return Asked.blanks(
                name, text, List.of(Weighed.wordings(begun, weighed)), Weighed.explanation(explanation, weighed));
    }

    private String withFeedback(String explanation, @org.jspecify.annotations.Nullable String feedback) {
        StringBuilder said = new StringBuilder(explanation);
        for (String one : feedback == null ? new String[0] : feedback.split("#", -1)) {
            String words = said(one);
            said.append(said.isEmpty() || words.isEmpty() ? "" : "\n").append(words);
        }
        return said.toString();
    }

    private Asked choice(String text, String body, int open, String explanation) throws UnfitQuestion {
        List<Weighed> weighed = weighed(body, open);
        boolean several = !isNamedRight;
        return Asked.choice(
                name,
                several,
                text,
                several ? Weighed.several(begun, weighed) : Weighed.single(begun, weighed),
                Weighed.explanation(explanation, weighed));
    }

    private List<Weighed> weighed(String body, int open) throws UnfitQuestion {
        List<Weighed> weighed = new ArrayList<>();
        int at = next(body, 0);
        if (!body.substring(0, at).isBlank()) {
            throw unfit(open, Said.of(Sentence.GIFT_UNMARKED));
        }
        while (at < body.length()) {
            int end = next(body, at + 1);
            weighed.add(one(body.charAt(at) == '=', body.substring(at + 1, end)));
            at = end;
        }
        return weighed;
    }

    private static int next(String body, int from) {
        int at = from;
        while (at < body.length() && body.charAt(at) != '=' && body.charAt(at) != '~') {
            at++;
        }
        return at;
    }

    private Weighed one(boolean named, String item) {
        isNamedRight |= named;
        Matcher weight = WEIGHT.matcher(item);
        boolean isWeighed = weight.find();
        double percent = isWeighed ? Double.parseDouble(weight.group(1)) : named ? 100 : 0;
        String rest = isWeighed ? item.substring(weight.end()) : item;
        int feedback = rest.indexOf('#');
        return new Weighed(
                said(feedback < 0 ? rest : rest.substring(0, feedback)),
                percent,
                feedback < 0 ? "" : said(rest.substring(feedback + 1)));
    }

    /// What is shown of a piece; a piece may have its own format.
    private String said(String piece) {
        Matcher format = FORMAT.matcher(piece);
        boolean hasFormat = format.find();
        boolean html = hasFormat ? format.group(1).equals("html") : isHtml;
        String words = hasFormat ? piece.substring(format.end()) : piece;
        return html ? QuestionText.ofHtml(unmarked(words)) : plain(words);
    }

    private static String plain(String piece) {
        return QuestionText.plain(unmarked(piece));
    }

    private UnfitQuestion unfit(int position, Said said) {
        int breaks = (int) marked.substring(0, position)
                .chars()
                .filter(sign -> sign == '\n')
                .count();
        return new UnfitQuestion(begun + breaks, said);
    }

    private static String marked(String block) {
        StringBuilder marked = new StringBuilder(block.length());
        for (int i = 0; i < block.length(); i++) {
            int escaped = block.charAt(i) == '\\' && i + 1 < block.length() ? ESCAPED.indexOf(block.charAt(i + 1)) : -1;
            if (escaped < 0) {
                marked.append(block.charAt(i));
            } else {
                marked.append((char) (FIRST_MARK + escaped));
                i++;
            }
        }
        return marked.toString();
    }

    private static String unmarked(String piece) {
        StringBuilder words = new StringBuilder(piece.length());
        for (int i = 0; i < piece.length(); i++) {
            int escaped = piece.charAt(i) - FIRST_MARK;
            boolean isMark = escaped >= 0 && escaped < ESCAPED.length();
            char sign = isMark ? ESCAPED.charAt(escaped) : piece.charAt(i);
            words.append(isMark && sign == 'n' ? '\n' : sign);
        }
        return words.toString();
    }
}
