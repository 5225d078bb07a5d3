/// The terminal's copy of the centre's documents: put together from parts, applied whole or not at all, and turned
/// into tables by projections in the same transaction.
@NullMarked
package org.hongting.sync.replica;

import org.jspecify.annotations.NullMarked;
