/// What the facts of one member at one meeting come to, the same for kiosks and centre.
@NullMarked
package org.hongting.protocol.conclusion;

import org.jspecify.annotations.NullMarked;
