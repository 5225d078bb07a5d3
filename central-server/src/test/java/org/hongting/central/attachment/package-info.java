@NullMarked
package org.hongting.central.attachment;

import org.jspecify.annotations.NullMarked;
