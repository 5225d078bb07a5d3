@NullMarked
package org.hongting.sync.attachment;

import org.jspecify.annotations.NullMarked;
