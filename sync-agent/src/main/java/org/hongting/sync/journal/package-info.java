/// The terminal's journal: facts appended in chained epochs, each durable with whatever is written beside it before
/// anybody is told; and the outbox, the same records seen as what the centre does not yet hold. Records are never
/// pruned here.
@NullMarked
package org.hongting.sync.journal;

import org.jspecify.annotations.NullMarked;
