/// Small files that must survive a power cut whole or not at all, and that only their owner may read.
@NullMarked
package org.hongting.provisioning.storage;

import org.jspecify.annotations.NullMarked;
