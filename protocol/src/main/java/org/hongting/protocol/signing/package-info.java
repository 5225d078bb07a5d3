/// Signatures end to end: keys, the one suite of version 1, and who may be asked for a key.
@NullMarked
package org.hongting.protocol.signing;

import org.jspecify.annotations.NullMarked;
