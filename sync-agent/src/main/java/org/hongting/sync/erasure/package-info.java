/// What a terminal does when the centre says that a person is erased: bodies in the journal become tombstones, rows
/// about them go, and the document's state in the next hello says that it was done.
@NullMarked
package org.hongting.sync.erasure;

import org.jspecify.annotations.NullMarked;
