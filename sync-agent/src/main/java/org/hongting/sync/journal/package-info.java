/// The terminal's journal: facts appended in chained epochs, each durable with whatever is written beside it before
/// anybody is told; and the outbox, the same records seen as what the centre does not yet hold. What
/// is safe and old is pruned ([org.hongting.sync.journal.Retention]); the chain goes on from the value before the first
/// record that is kept.
@NullMarked
package org.hongting.sync.journal;

import org.jspecify.annotations.NullMarked;
