@NullMarked
package org.hongting.protocol.touch;

import org.jspecify.annotations.NullMarked;
