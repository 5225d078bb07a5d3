/// The written protocol compared with the code.
@NullMarked
package org.hongting.protocol.docs;

import org.jspecify.annotations.NullMarked;
