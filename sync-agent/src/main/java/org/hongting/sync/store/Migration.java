package org.hongting.sync.store;

import java.util.List;

/// One step of a schema. Steps are additive, so that the previous release can still read what the next one wrote.
///
/// @param owner the package that owns the tables, like `journal`
/// @param step 1, 2, 3 … within the owner
/// @param statements run in order, once
public record Migration(String owner, int step, List<String> statements) {
    public Migration {
        statements = List.copyOf(statements);
        if (owner.isEmpty() || step < 1) {
            throw new IllegalArgumentException("a migration has an owner and a step from 1");
        }
    }
}
