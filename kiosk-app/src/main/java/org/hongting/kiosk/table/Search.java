package org.hongting.kiosk.table;

import java.util.List;

/// What a search came to.
public sealed interface Search {
    /// How many people one search may show: never a list to scroll.
    int MOST = 6;

    /// Too little was typed to look.
    record TooShort() implements Search {}

    /// Nobody who is expected now.
    record Nobody() implements Search {}

    /// More than may be shown: type more.
    record TooMany() implements Search {}

    record Found(List<Candidate> people) implements Search {
        public Found {
            people = List.copyOf(people);
        }
    }
}
