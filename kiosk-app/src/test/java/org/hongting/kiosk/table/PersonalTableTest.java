package org.hongting.kiosk.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.identity.MemberId;
import org.junit.jupiter.api.Test;

/// What the centre says of members, as a kiosk keeps it.
class PersonalTableTest {
    private static final MemberId ONE = new MemberId("a000000000000001");
    private static final MemberId OTHER = new MemberId("a000000000000002");
    private static final MemberId ELSEWHERE = new MemberId("b000000000000001");

    private final DeskBench bench = DeskBench.withSchool();

    private static PersonalEntry entry(MemberId member, int attended) {
        return new PersonalEntry(member, List.of(), List.of(), attended, 9, List.of(), null);
    }

    private Optional<PersonalEntry> found(MemberId member) {
        return bench.database.reading(transaction -> bench.tables.personal().find(transaction, member));
    }

    @Test
    void eachDocumentReplacesItsOwnSixteenthAlone() {
        DocumentName first = DocumentName.personalOf(ONE);
        bench.publish(first, DocumentEntry.of(entry(ONE, 3)), DocumentEntry.of(entry(OTHER, 4)));
        bench.publish(DocumentName.personalOf(ELSEWHERE), DocumentEntry.of(entry(ELSEWHERE, 5)));
        assertThat(found(ONE)).contains(entry(ONE, 3));

        bench.publish(first, DocumentEntry.of(entry(ONE, 6)));
        assertThat(found(ONE)).contains(entry(ONE, 6));
        assertThat(found(OTHER)).isEmpty();
        assertThat(found(ELSEWHERE)).contains(entry(ELSEWHERE, 5));
    }
}
