/// What flows down: versioned documents made of entries, their hashes, snapshots and deltas.
@NullMarked
package org.hongting.protocol.document;

import org.jspecify.annotations.NullMarked;
