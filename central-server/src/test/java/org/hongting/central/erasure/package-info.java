@NullMarked
package org.hongting.central.erasure;

import org.jspecify.annotations.NullMarked;
