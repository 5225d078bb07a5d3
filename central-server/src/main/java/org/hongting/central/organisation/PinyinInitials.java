package org.hongting.central.organisation;

import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The initials by which a person is searched: of every sign its pinyin, as `ZSM` for 张三明; of other names the first
/// letter of every word.
///
/// Many signs have several readings. Taken are the one that is usual and the one that is usual in names (曾: `C` and
/// `Z`; 单: `D` and `S`), and a surname's with the usual readings of the given name. Whoever is read otherwise is found
/// by the last digits of the student number. Safe for use by many threads.
public final class PinyinInitials {
    /// The longest initials that are worth typing.
    static final int LONGEST = 12;

    private static final int REMEMBERED = 100_000;
    private static final String PLAIN = "; Latin-ASCII";

    private final Transliterator usual = Transliterator.getInstance("Han-Latin" + PLAIN);
    private final Transliterator inNames = Transliterator.getInstance("Han-Latin/Names" + PLAIN);
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();

    /// All initials of a name, in capitals; none for a name without letters.
    public List<String> of(String name) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(name, this::read);
    }

    private List<String> read(String name) {
        // One after the other: what the library says of itself does not promise more.
        String common;
        String named;
        synchronized (usual) {
            common = letters(usual.transliterate(name));
            named = letters(inNames.transliterate(name));
        }
        Set<String> all = new TreeSet<>();
        all.add(common);
        all.add(named);
        if (!named.isEmpty() && named.length() == common.length()) {
            all.add(named.charAt(0) + common.substring(1));
        }
        return all.stream()
                .filter(one -> !one.isEmpty())
                .map(one -> one.substring(0, Math.min(one.length(), LONGEST)))
                .distinct()
                .toList();
    }

    private static String letters(String latin) {
        return Arrays.stream(latin.split("[^A-Za-z]+", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
