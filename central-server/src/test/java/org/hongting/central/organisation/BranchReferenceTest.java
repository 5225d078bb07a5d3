package org.hongting.central.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hongting.central.platform.csv.ImportOptions;
import org.junit.jupiter.api.Test;

class BranchReferenceTest {
    @Test
    void whatNamesItsTopIsMadeFirstAndInTheSameOrderEveryTime() {
        BranchReference reference = new BranchReference(new BranchTree(List.of()), new ImportOptions(false, true));
        for (String written : List.of("Library", "School/First", "Archive")) {
            assertThat(reference.resolve(written, (_, _) -> {})).isEmpty();
        }
        assertThat(reference.missing()).containsExactly("School/First", "Archive", "Library");
    }
}
