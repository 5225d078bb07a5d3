/// Pictures and texts that facts name by hash: they come apart from the record, in parts, and stay as files named by
/// their hash.
@NullMarked
package org.hongting.central.attachment;

import org.jspecify.annotations.NullMarked;
