@NullMarked
package org.hongting.sync.erasure;

import org.jspecify.annotations.NullMarked;
