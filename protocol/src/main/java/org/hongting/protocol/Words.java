package org.hongting.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The words of constants, as they stand in tables, forms, addresses and the keys of texts: that of
/// `LATE_CHECK_IN` is `late-check-in`. What stands in records has its word written at the constant instead,
/// because it must never change.
public final class Words {
    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The constant of that word, if there is one.
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(word))
                .findFirst();
    }
}
