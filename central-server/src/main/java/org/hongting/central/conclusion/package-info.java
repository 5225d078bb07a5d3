/// What a meeting came to in the end: rulings, terminals nobody waits for any more, meetings that are one, the sealed
/// record, and the ledger of the year.
@NullMarked
package org.hongting.central.conclusion;

import org.jspecify.annotations.NullMarked;
