@NullMarked
package org.hongting.protocol.courier;

import org.jspecify.annotations.NullMarked;
