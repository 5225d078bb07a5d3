package org.hongting.central.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Branches;
import org.hongting.central.testing.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.server.ResponseStatusException;

class ScopesTest {
    @TempDir
    Path folder;

    @Test
    void aUnitThatIsNotThereIsNotTheWholeSchool() {
        try (TestStore store = new TestStore(folder)) {
            Branch school = store.database.inTransaction(
                    transaction -> new Branches(new Random(1)).add(transaction, null, BranchKind.SCHOOL, "红亭大学"));
            BranchTree tree = store.database.reading(BranchTree::load);
            assertThat(Scopes.spelledOut(tree, "")).containsExactly(school.id());
            assertThat(Scopes.spelledOut(tree, school.id().value())).containsExactly(school.id());
            for (String nonsense : new String[] {"nonsense", "\0", " "}) {
                assertThatThrownBy(() -> Scopes.spelledOut(tree, nonsense)).isInstanceOf(ResponseStatusException.class);
            }
        }
    }
}
